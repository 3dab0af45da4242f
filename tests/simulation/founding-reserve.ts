// A town whose law allows a risk reserve, with the partners who keep it and pay into it, and loans that it covers.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { CNY } from './families/people.ts';
import { newTerms, SCHEME, wordAsked } from './families/reserve-moves.ts';
import { type Ask, CHEAP, FAR, found, GUARDED, letInPartner, PLAIN, WIDE } from './founding.ts';
import { BANK, type Town } from './town.ts';

const SERVICES: ProductTerms['services'] = [...WIDE.services, 'compensation', 'reserve'];
const RELIEF = { lossReliefPpm: 500_000 } as const;

/** A reserve pays, alone or after a guarantor who pays instalments. */
const RESERVED: ProductTerms = {
  ...WIDE,
  code: 'reserved_loan',
  safeguards: ['reserve', 'guarantee'],
  safeguardTerms: {
    guarantee: {
      ...{ compensationDay: 2, cover: 'instalments', payers: [['guarantee_company']] },
      ...{ ...RELIEF, thenReserve: true },
    },
    reserve: { scheme: SCHEME, compensationDay: 5 },
  },
  services: SERVICES,
};
/** A reserve pays soon, and nobody else. */
const RESERVED_SOLELY: ProductTerms = {
  ...WIDE,
  code: 'soon_reserved_loan',
  safeguards: ['reserve'],
  safeguardTerms: { reserve: { scheme: SCHEME, compensationDay: 1 } },
  services: [...WIDE.services, 'reserve'],
};
/** After guarantors who pay everything at once, or for a plan that protects a part of the principal. */
const BACKED: ProductTerms = {
  ...WIDE,
  code: 'backed_loan',
  safeguards: ['guarantee', 'principal_only'],
  safeguardTerms: {
    guarantee: {
      ...{ compensationDay: 3, cover: 'accelerated', payers: [['small_loan_company']] },
      ...{ ...RELIEF, thenReserve: true },
    },
    principal_only: {
      compensationDay: 9,
      payers: [],
      fromReserve: true,
      ceilingPpm: 700_000,
      ...RELIEF,
    },
    reserve: { scheme: SCHEME, compensationDay: 9 },
  },
  services: SERVICES,
};

/** The first two may keep a reserve, one after the other. */
const TRADES = ['bank', 'bank', 'asset_manager'] as const;
const BEFORE = 3;

/** In a few towns the office has not read the law. */
export async function foundReserve(town: Town, ask: Ask): Promise<void> {
  town.law = town.chance.isIn(6) ? 'cn' : 'neutral';
  await found(town, ask, [PLAIN, FAR, CHEAP, GUARDED, RESERVED, BACKED, RESERVED_SOLELY]);
  for (const [index, trade] of TRADES.entries())
    await letInPartner(town, ask, index + BEFORE, trade);
  for (const { id } of town.clientsAs('lender', 'active')) await fund(town, ask, id, 'lender');
  const terms = newTerms(town);
  if (terms === undefined) return;
  const actor = town.officer('risk_analyst');
  const command = { kind: 'ProposeReserve', terms, reason: '首期准备金' } as const;
  const schemeId = await ask({ actor, command });
  if (!town.reserves.has(schemeId)) return;
  const lead = town.officer('compliance_officer_lead');
  await ask({ actor: lead, command: { kind: 'ApproveReserve', schemeId } });
  await authorise(town, ask, terms.trusteeId);
  await authorise(town, ask, terms.contributorId);
  await fund(town, ask, terms.contributorId, 'partner');
}

async function authorise(town: Town, ask: Ask, partnerId: Id): Promise<void> {
  const mandateId = await ask(wordAsked(town, partnerId));
  await ask({ actor: BANK, command: { kind: 'RecordMandate', mandateId, outcome: 'granted' } });
}

/** Lenders have plenty here, so that there is something to stand for; who pays into the reserve has it or not. */
async function fund(town: Town, ask: Ask, id: Id, role: 'lender' | 'partner'): Promise<void> {
  const thousands = role === 'lender' ? 15_000 : town.chance.among(600, 6_000, 60_000);
  const amount = minorUnits(BigInt(thousands) * 1_000n);
  const told = { role, amount, currency: CNY, rail: 'custodian' } as const;
  const { actor } = town.client(id);
  const topUpId = await ask({ actor, command: { kind: 'RequestTopUp', ...told } });
  const credit = { topUpId, amount, bankReference: `T${topUpId}`, bankDay: town.today };
  await ask({ actor: BANK, command: { kind: 'CreditTopUp', ...credit } });
}
