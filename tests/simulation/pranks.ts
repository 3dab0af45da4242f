// What somebody tries though nobody in the town would do it just now: on any loan, in any state, by whoever is near.
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { application, organisationRegistration, PERSON_FACTS } from '../trial-house.ts';
import type { Asked } from './asked.ts';
import { RELEASES } from './families/losses.ts';
import { takenBack } from './families/reversals.ts';
import { payoffOf } from './families/servicing.ts';
import { BANK, CALENDAR, RULE, type Town, type TownLoan, VISITOR } from './town.ts';

type Attempt = Omit<Asked, 'commandId'>;
type Prank = (town: Town) => Attempt | undefined;

const REASON = '试一试';

export const PRANKS: readonly Prank[] = [
  onAnyLoan((town, { id: loanId }) => bid(town, loanId)),
  onAnyLoan((town, { id: loanId }) => bid(town, loanId)),
  onAnyLoan((town, loan) => ({
    actor: town.borrowerOf(loan).actor,
    command: {
      kind: 'RepayLoan',
      loanId: loan.id,
      amount: minorUnits(town.chance.among(1n, 90_000_000n)),
    },
  })),
  onAnyLoan((town, loan) => ({
    actor: town.borrowerOf(loan).actor,
    command: { kind: 'RepayEarly', loanId: loan.id, ...early(town, loan) },
  })),
  onAnyLoan((town, loan) => ({
    actor: town.borrowerOf(loan).actor,
    command: {
      kind: town.chance.among('SignContract', 'WithdrawLoan'),
      loanId: loan.id,
      reason: '',
    } as never,
  })),
  onAnyLoan((town, { id: loanId }) => ({
    actor: town.officer('finance_officer'),
    command: { kind: 'DisburseLoan', loanId },
  })),
  onAnyLoan((town, { id: loanId }) => ({
    actor: town.officer(town.chance.among('collector', 'risk_analyst', 'committee_member')),
    command: {
      kind: town.chance.among(
        'ProposeDefault',
        'ProposeWriteOff',
        'ProposeCollectionEnd',
        'DeclareDefault',
        'WriteOffLoan',
        'EndCollection',
      ),
      ...{ loanId, reason: REASON },
    },
  })),
  onAnyLoan((town, { id: loanId }) => ({
    actor: town.chance.among(RULE, town.officer('risk_analyst')),
    command: { kind: 'AssessLoan', loanId },
  })),
  onAnyLoan((town, { id: loanId }) => ({
    actor: town.officer(town.chance.among('risk_analyst_lead', 'committee_member')),
    command: { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: REASON },
  })),
  onAnyLoan((town, { id: loanId }) => ({
    actor: CALENDAR,
    command: {
      kind: town.chance.among('OpenFunding', 'CloseFunding', 'LapseUnsigned', 'ExpireApproval'),
      loanId,
    },
  })),
  (town) => {
    const one = town.chance.of([...town.bids.values()]);
    return (
      one && {
        actor: town.client(one.lenderId).actor,
        command: { kind: 'CancelBid', bidId: one.id },
      }
    );
  },
  (town) => {
    const client = town.chance.of(
      [...town.clients.values()].filter(({ roles }) => roles.includes('borrower')),
    );
    const facts = {
      ...PERSON_FACTS,
      debt_elsewhere: { kind: 'money', amount: minorUnits(100_000_000n) },
    } as const;
    const wish = town.chance.among({}, { loanAmount: minorUnits(20_000_000n) }, { facts });
    return client && { actor: client.actor, command: application(wish) };
  },
  (town) => {
    const actor = town.officer('finance_officer');
    return {
      actor,
      command: { kind: 'OpenAccount', accountKind: town.chance.among('pool', 'lender_cash') },
    };
  },
  (town) => {
    const client = town.chance.of(town.clientsAs('lender', 'active'));
    const told = { role: 'lender', amount: minorUnits(100n), currency: currency('USD') } as const;
    return client && { actor: client.actor, command: { kind: 'RequestTopUp', ...told } };
  },
  (town) => {
    const number = town.operatorName;
    const command = organisationRegistration({
      number,
      credentials: { signInName: `o${town.now}`, passwordHash: 'x' },
    });
    return { actor: VISITOR, command };
  },
  correctAnything,
  correctAnything,
  wrongProduct,
  bidBeyondCeiling,
  releaseOwnStep,
  (town) => ({
    actor: town.officer('finance_officer'),
    command: { kind: 'CloseDay', day: town.today },
  }),
  (town) => {
    const rule = { kind: 'fixed', amount: minorUnits(200n) } as const;
    const fees = [{ kind: 'withdrawal', payer: 'borrower', due: 'event', rule }] as const;
    const tariff = {
      currency: currency('CNY'),
      effectiveFrom: town.today,
      rounding: 'half_up',
      fees,
    } as const;
    return {
      actor: town.officer('product_officer'),
      command: { kind: 'ProposeClientTariff', tariff },
    };
  },
];

function onAnyLoan(attempt: (town: Town, loan: TownLoan) => Attempt): Prank {
  return (town) => {
    const states = [...new Set([...town.loans.values()].map(({ state }) => state))];
    // Every state as often, however many loans are in it.
    const state = town.chance.of(states);
    const loan = state && town.chance.of(town.loansIn(state));
    return loan && attempt(town, loan);
  };
}

function bid(town: Town, loanId: TownLoan['id']): Attempt {
  const lender = town.chance.of(
    [...town.clients.values()].filter(({ roles }) => roles.includes('lender')),
  );
  const loan = town.loans.get(loanId);
  const left = loan === undefined ? 0n : loan.amount - town.accepted(loan);
  const amount = town.chance.among(50_000n, left + 50_000n, left - 10_000n, left);
  const command = {
    kind: 'PlaceBid',
    loanId,
    amount: minorUnits((amount > 0n ? amount : 10_000n) + (town.chance.isIn(10) ? 1n : 0n)),
    acknowledgedNotice: town.chance.isIn(10) ? 'an old one' : 'risk_notice_1',
  } as const;
  return { actor: lender?.actor ?? VISITOR, command };
}

/** Any payment of any loan counts from any day, or is taken back. */
function correctAnything(town: Town): Attempt | undefined {
  const states = [...new Set([...town.loans.values()].map(({ state }) => state))];
  const state = town.chance.of(states);
  const [instructionId, paid] =
    town.chance.of(
      [...town.paidOut].filter(([, { loanId }]) => town.loans.get(loanId)?.state === state),
    ) ?? [];
  if (instructionId === undefined || paid === undefined) return undefined;
  if (town.chance.isIn(50)) return { actor: BANK, command: takenBack(town, instructionId) };
  const day = addDays(paid.sent.day, -town.chance.among(-1, 0, 1, 20, 60, 400));
  const told = { loanId: paid.loanId, instructionId, day, reason: REASON, evidence: REASON };
  return {
    actor: town.officer('finance_officer'),
    command: { kind: 'ProposeBackDating', ...told },
  };
}

/** Who prepared that something is given up releases it too. */
function releaseOwnStep(town: Town): Attempt | undefined {
  const loan = [...town.loans.values()].find(({ proposal }) => proposal !== undefined);
  const actor = [...town.staff.values()].flat().find(({ id }) => id === loan?.proposal?.by);
  if (loan?.proposal === undefined || actor === undefined) return undefined;
  const kind = RELEASES[loan.proposal.step];
  return { actor, command: { kind, loanId: loan.id, reason: REASON } };
}

/** More than the questionnaire allows, by somebody who has it. */
function bidBeyondCeiling(town: Town): Attempt | undefined {
  for (const { id, ceiling, exposure, actor } of town.clientsAs('lender', 'active')) {
    const amount = ((ceiling - exposure) / 10_000n + 1n) * 10_000n;
    const loan = town
      .loansIn('funding')
      .find(
        (one) => one.amount - town.accepted(one) - amount >= 50_000n && one.amount >= 2n * amount,
      );
    if (
      loan === undefined ||
      amount < 50_000n ||
      town.purses.free(town.cash('lender', id)) < amount
    )
      continue;
    const told = {
      loanId: loan.id,
      amount: minorUnits(amount),
      acknowledgedNotice: 'risk_notice_1',
    };
    return { actor, command: { kind: 'PlaceBid', ...told, confirmedRisk: true } };
  }
  return undefined;
}

function early(town: Town, loan: TownLoan) {
  if (town.chance.isIn(50)) {
    const amount = minorUnits(town.chance.among(1n, 90_000_000n));
    return { how: 'in_part', amount } as const;
  }
  const total = loan.rows.length === 0 ? 0n : payoffOf(town, loan).total;
  return { how: 'in_full', payoffAmount: minorUnits(total + town.chance.among(-1n, 1n)) } as const;
}

/** A version of a product that its pack forbids. */
function wrongProduct(town: Town): Attempt | undefined {
  const first = town.products.find(({ terms }) => terms.packId === 'cn')?.terms;
  if (first === undefined) return undefined;
  const own = { ...first, version: 99, effectiveFrom: addDays(town.today, 1) };
  const fees = first.tariff.fees.map((fee) => ({
    ...fee,
    due: fee.kind === 'service' ? ('disbursement' as const) : fee.due,
  }));
  const terms = town.chance.among(
    { ...own, annualRatePpm: { ...own.annualRatePpm, maximum: 130_000 } },
    { ...own, purposes: ['securities' as const] },
    { ...own, tariff: { ...own.tariff, fees } },
    own,
  );
  const command = { kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' } as const;
  return { actor: town.officer('product_officer'), command };
}
