// What the office sets for everybody: products, tariffs and who may decide on how much; one proposes, another releases.

import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Position } from '@mutua/core/people/actor.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { type Family, isBlank, type Judge, leads, NOTHING, staffIs } from '../asked.ts';
import type { Town } from '../town.ts';

const TIME: Judge<'SetOperatorTime'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar' && staffIs(actor, 'administrator') === undefined)
    return 'not_allowed';
  if (!town.installed) return 'not_found';
  const { offsets, cutOffMinutes } = command.time;
  if (offsets.length === 0 || Math.abs(cutOffMinutes - 1440) > 720) return 'invalid_input';
  return NOTHING;
};

const PRODUCT: Judge<'ProposeProduct'> = (town, { actor, command }) => {
  const { terms, clientMoney } = command;
  const makerId = staffIs(actor, 'product_officer');
  if (makerId === undefined) return 'not_allowed';
  if (clientMoney === 'pool') return 'forbidden_by_rule';
  const wrong = refusedForTerms(terms);
  if (wrong !== undefined) return wrong;
  if (terms.effectiveFrom < town.today) return 'invalid_input';
  if (terms.version !== versionsOf(town, terms.code).length + 1) return 'changed_meanwhile';
  return () => {
    town.products.push({ terms, makerId, approved: false });
  };
};

/** What the town's product officers get wrong, and nothing else. */
function refusedForTerms(terms: ProductTerms) {
  if (isBlank(terms.names.en)) return 'invalid_input';
  if (terms.packId === 'cn' && terms.annualRatePpm.maximum > 120_000) return 'rate_above_cap';
  if (terms.packId === 'cn' && terms.purposes.includes('securities')) return 'purpose_forbidden';
  if (terms.packId === 'cn' && terms.amount.maximum > 100_000_000n) return 'borrower_cap_exceeded';
  const takesAtOnce = terms.tariff.fees.some(
    ({ due, payer }) => due === 'disbursement' && payer === 'borrower',
  );
  return terms.packId === 'cn' && takesAtOnce ? 'fee_in_advance' : undefined;
}

function versionsOf(town: Town, code: string) {
  return town.products.filter(({ terms }) => terms.code === code);
}

const PRODUCT_RELEASED: Judge<'ApproveProduct'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'product_officer');
  if (checkerId === undefined) return 'not_allowed';
  const product = versionsOf(town, command.code).find(
    ({ terms }) => terms.version === command.version,
  );
  if (product === undefined) return 'not_found';
  if (product.makerId !== checkerId && !leads(actor, 'product_officer')) return 'not_allowed';
  if (product.approved) return 'wrong_stage';
  if (product.makerId === checkerId) return 'same_person';
  return () => {
    product.approved = true;
  };
};

const TARIFF: Judge<'ProposeClientTariff'> = (town, { actor, command: { tariff } }) => {
  const makerId = staffIs(actor, 'product_officer');
  if (makerId === undefined) return 'not_allowed';
  if (tariff.effectiveFrom < town.today) return 'invalid_input';
  const isInAdvance = tariff.fees.some(({ payer }) => payer === 'borrower');
  if (town.law === 'cn' && isInAdvance) return 'fee_in_advance';
  return () => {
    const amountOf = (kind: string) => {
      const rule = tariff.fees.find((fee) => fee.kind === kind && fee.payer === 'lender')?.rule;
      return rule?.kind === 'fixed' ? rule.amount : 0n;
    };
    const amounts = { fee: amountOf('withdrawal'), registration: amountOf('registration') };
    town.tariffs.push({ makerId, from: tariff.effectiveFrom, approved: false, ...amounts });
  };
};

const TARIFF_RELEASED: Judge<'ApproveClientTariff'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'product_officer');
  if (checkerId === undefined) return 'not_allowed';
  const tariff = town.tariffs[command.number - 1];
  if (tariff === undefined) return 'not_found';
  if (tariff.approved) return 'wrong_stage';
  if (tariff.makerId === checkerId) return 'same_person';
  if (!leads(actor, 'product_officer')) return 'not_allowed';
  return () => {
    tariff.approved = true;
  };
};

const DECIDERS: readonly Position[] = ['administrator', 'committee_member'];

const AUTHORITY: Judge<'ProposeAuthority'> = (town, { actor, command }) => {
  const makerId = staffIs(actor, ...DECIDERS);
  if (makerId === undefined) return 'not_allowed';
  const { limits, effectiveFrom } = command;
  if (limits.length === 0 || limits.some(({ amountMax }) => amountMax <= 0n))
    return 'invalid_input';
  if (effectiveFrom < town.today) return 'invalid_input';
  return () => {
    town.authorities.push({ makerId, from: effectiveFrom, approved: false });
  };
};

const AUTHORITY_RELEASED: Judge<'ApproveAuthority'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, ...DECIDERS);
  if (checkerId === undefined) return 'not_allowed';
  const table = town.authorities[command.number - 1];
  if (table === undefined) return 'not_found';
  if (table.approved) return 'wrong_stage';
  if (table.makerId === checkerId) return 'same_person';
  if (!leads(actor, 'committee_member')) return 'not_allowed';
  return () => {
    table.approved = true;
  };
};

export const OFFICE: Family = {
  judges: {
    SetOperatorTime: TIME,
    ProposeProduct: PRODUCT,
    ApproveProduct: PRODUCT_RELEASED,
    ProposeClientTariff: TARIFF,
    ApproveClientTariff: TARIFF_RELEASED,
    ProposeAuthority: AUTHORITY,
    ApproveAuthority: AUTHORITY_RELEASED,
  },
  moves: [
    { name: 'a product gets a new version', weight: 1, propose: products },
    { name: 'the committee alone decides', weight: 1, propose: authorities },
  ],
};

function products(town: Town) {
  const open = town.products.find(({ approved }) => !approved);
  if (open !== undefined) {
    const { code, version } = open.terms;
    return {
      actor: town.officer('product_officer_lead'),
      command: { kind: 'ApproveProduct', code, version },
    } as const;
  }
  const first = town.chance.of(town.products)?.terms;
  if (first === undefined || !town.chance.isIn(30)) return undefined;
  const version = versionsOf(town, first.code).length + 1;
  const terms = { ...first, version, effectiveFrom: town.today };
  const command = { kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' } as const;
  return { actor: town.officer('product_officer'), command };
}

function authorities(town: Town) {
  const index = town.authorities.findIndex(({ approved }) => !approved);
  if (index >= 0) {
    const command = { kind: 'ApproveAuthority', number: index + 1 } as const;
    return { actor: town.officer('committee_member_lead'), command };
  }
  if (!town.chance.isIn(5)) return undefined;
  const limits = [
    { position: 'committee_member_lead', amountMax: minorUnits(100_000_000n), worstGrade: 'G' },
  ] as const;
  const command = { kind: 'ProposeAuthority', limits, effectiveFrom: town.today } as const;
  return { actor: town.officer('administrator'), command };
}
