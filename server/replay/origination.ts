// From application to disbursement, on one day: every step is a command of whoever takes it in life.
import type { Id } from '@mutua/core/kit/id.ts';
import { RISK_NOTICE } from '@mutua/core/loan/list/listing.ts';
import { type MinorUnits, plus, times, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addMonths, type Day } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { newPlatformId } from '../commit/platform-id.ts';
import { CALENDAR, CUSTODIAN } from '../rails/rail-door.ts';
import { TERM_MONTHS } from './inferred-life.ts';
import type { RecordedLoan } from './recorded-loan.ts';
import { type ReplayClient, type ReplayClients, USD } from './replay-clients.ts';
import type { ReplayCustodian } from './replay-custodian.ts';
import { forEach, type ReplayHouse } from './replay-house.ts';
import type { PlannedBid, ReplayLenders } from './replay-lenders.ts';

const ASSESSMENT_RULE: Actor = { kind: 'rule', name: 'assessment' };
/** What is announced opens so much later. */
const OPENING_MS = 1_000;
/** Long after every loan of the replay has ended. */
const MANDATE_MONTHS = 120;
const REVIEW = {
  credit: 'Grade and rate as recorded.',
  assets: 'None are asked for.',
  purpose: 'As recorded.',
  conclusion: 'fit',
} as const;

export interface Originated {
  readonly record: RecordedLoan;
  readonly borrower: ReplayClient;
  readonly loanId: Id;
}

export interface Origination {
  readonly house: ReplayHouse;
  readonly custodian: ReplayCustodian;
  readonly clients: ReplayClients;
  readonly lenders: ReplayLenders;
}

/** Lives the loans of one day through to their disbursement; their borrowers take the money out at once. */
export async function originate(
  { house, custodian, clients, lenders }: Origination,
  records: readonly RecordedLoan[],
  day: Day,
): Promise<readonly Originated[]> {
  const { staff } = house;
  const borrowers = await clients.admit(
    records.map(({ id, region }) => ({ name: `Borrower ${id}`, role: 'borrower', region })),
  );
  const loans = await forEach(
    [...records.entries()],
    async ([index, record]): Promise<Originated> => {
      const borrower = borrowers[index];
      if (borrower === undefined) throw new Error('Every loan has its borrower.');
      const { commandId: loanId } = await house.must(borrower, applicationOf(record));
      return { record, borrower, loanId };
    },
  );
  const step = (actor: (loan: Originated) => Actor, command: (loan: Originated) => AnyCommand) =>
    forEach(loans, (loan) => house.must(actor(loan), command(loan)));
  await step(
    () => staff.loanOfficer,
    ({ loanId, record: { subGrade } }) => ({
      ...{ kind: 'VerifyFact', loanId, name: 'recorded_sub_grade', source: 'loan_record' },
      value: { kind: 'choice', choice: subGrade },
    }),
  );
  await step(
    () => staff.loanOfficer,
    ({ loanId, record: { annualRatePpm } }) => ({
      ...{ kind: 'VerifyFact', loanId, name: 'recorded_rate', source: 'loan_record' },
      value: { kind: 'count', count: annualRatePpm },
    }),
  );
  await step(
    () => ASSESSMENT_RULE,
    ({ loanId }) => ({ kind: 'AssessLoan', loanId }),
  );
  await approve(house, loans);
  await list(house, loans);
  await fund({ house, clients, lenders }, loans);
  await custodian.work();
  await authorise(house, loans, day);
  await step(
    ({ borrower }) => borrower,
    ({ loanId }) => ({ kind: 'SignContract', loanId }),
  );
  await custodian.work();
  await step(
    ({ borrower }) => borrower,
    ({ record: { loanAmount } }) => ({
      ...{ kind: 'RequestWithdrawal', role: 'borrower', amount: loanAmount, currency: USD },
    }),
  );
  await custodian.work();
  return loans;
}

function applicationOf({ loanAmount }: RecordedLoan): AnyCommand {
  return {
    ...{ kind: 'ApplyForLoan', productCode: REPLAY_LOAN.code, loanAmount },
    ...{ termMonths: TERM_MONTHS, repaymentMethod: 'equal_instalments', purpose: 'consumption' },
    ...{ security: 'unsecured', channel: 'online', facts: {}, documents: [] },
    consents: [
      { document: 'credit_inquiry', version: '1' },
      { document: 'loan_application', version: '1' },
    ],
  };
}

async function approve(house: ReplayHouse, loans: readonly Originated[]): Promise<void> {
  const rates = await forEach(loans, async ({ loanId }) => {
    const { events } = await house.must(house.staff.committeeLead, {
      ...{ kind: 'ApproveLoan', loanId, safeguard: 'none', reason: 'As recorded.' },
    });
    const approved = events.find(({ kind }) => kind === 'LoanApproved');
    if (approved?.kind !== 'LoanApproved') throw new Error('An approval says its price.');
    return approved.price.allInRatePpm;
  });
  await forEach([...loans.entries()], ([index, { loanId, borrower }]) =>
    house.must(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm: rates[index] ?? 0 }),
  );
}

async function list(house: ReplayHouse, loans: readonly Originated[]): Promise<void> {
  const opensAt = plusMs(house.now, OPENING_MS);
  await forEach(loans, ({ loanId, record: { id, loanAmount } }) =>
    house.must(house.staff.loanOfficer, {
      ...{ kind: 'PrepareListing', loanId, title: `Loan ${id}`, summary: '', loanAmount },
      ...{ termMonths: TERM_MONTHS, fundingDays: 1, collateralIds: [], opensAt },
    }),
  );
  await forEach(loans, ({ loanId }) =>
    house.must(house.staff.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW }),
  );
  house.pass(2 * OPENING_MS);
  await forEach(loans, ({ loanId }) =>
    house.must(CALENDAR, { kind: 'OpenFunding', loanId }, newPlatformId(house.now)),
  );
}

async function fund(
  { house, clients, lenders }: Omit<Origination, 'custodian'>,
  loans: readonly Originated[],
): Promise<void> {
  const bids = loans.flatMap(({ loanId, record: { loanAmount } }) =>
    lenders.planBids(loanAmount).map((bid) => ({ loanId, ...bid })),
  );
  await clients.topUp(cashNeeded(bids));
  await forEach(bids, ({ lender, loanId, amount }) =>
    house.must(lender, { kind: 'PlaceBid', loanId, amount, acknowledgedNotice: RISK_NOTICE }),
  );
}

function cashNeeded(bids: readonly PlannedBid[]) {
  const needed = new Map<ReplayClient, MinorUnits>();
  for (const { lender, amount } of bids) {
    needed.set(lender, plus(needed.get(lender) ?? ZERO, amount));
  }
  return [...needed].map(([client, amount]) => ({ client, amount }));
}

async function authorise(
  house: ReplayHouse,
  loans: readonly Originated[],
  day: Day,
): Promise<void> {
  const mandates = await forEach(loans, ({ loanId, borrower, record: { loanAmount } }) =>
    house.must(borrower, {
      ...{ kind: 'RequestMandate', scope: 'repayment', currency: USD, loanId },
      ...{ cap: times(loanAmount, 3n), expiresDay: addMonths(day, MANDATE_MONTHS) },
    }),
  );
  await forEach(mandates, ({ commandId: mandateId }) =>
    house.must(
      CUSTODIAN,
      { kind: 'RecordMandate', mandateId, outcome: 'granted' },
      newPlatformId(house.now),
    ),
  );
}
