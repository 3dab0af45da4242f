// What the office and its clients begin on each day and leave undone, so that the end of day has to end it: approvals
// that nobody lists, listings that open, loans that stay short of money, and full ones that nobody signs.
//
// Every command has an id that follows from the day: begun again after a kill, it comes to the same.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { RISK_NOTICE } from '@mutua/core/loan/list/listing.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor, StaffPosition } from '@mutua/core/people/actor.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import type { LoggedCommand } from '@mutua/server/commit/log-store.ts';
import { CUSTODIAN, derivedId } from '@mutua/server/rails/rail-door.ts';

export type Must = (actor: Actor, command: AnyCommand, commandId: Id) => Promise<LoggedCommand>;

/** People who lend and borrow here alone. */
export interface SparePeople {
  readonly firstDay: Day;
  readonly borrowers: readonly Id[];
  readonly lenders: readonly Id[];
}

/** So many borrowers take turns: each has one open loan at most, and an approval is open for a month. */
export const SPARE_BORROWERS = 45;
export const SPARE_LENDERS = 8;

const LOAN_AMOUNT = minorUnits(100_000n);
const SHORT_AMOUNT = minorUnits(30_000n);
const TERM_MONTHS = 36;
const FUNDING_DAYS = 5;
/** What is listed is opened by the end of the second day after. */
const BIDS_AFTER_DAYS = 3;
/** Then the lenders would have to answer their questionnaire again. */
const DAYS_MAX = 330;
const USD = currency('USD');
const REVIEW = {
  ...{ credit: 'As recorded.', assets: 'None are asked for.', purpose: 'As recorded.' },
  conclusion: 'fit',
} as const;

/** What becomes of the application of a day, in turn. */
const FATES = ['never_listed', 'short', 'unsigned'] as const;

export async function openOffice(
  people: SparePeople,
  day: Day,
  now: Instant,
  must: Must,
): Promise<void> {
  const place = daysBetween(people.firstDay, day);
  if (place < 0 || place > DAYS_MAX) return;
  await apply(people, day, now, must);
  const earlier = addDays(day, -BIDS_AFTER_DAYS);
  if (earlier >= people.firstDay) await bid(people, earlier, day, must);
}

async function apply(people: SparePeople, day: Day, now: Instant, must: Must): Promise<void> {
  const place = daysBetween(people.firstDay, day);
  const loanId = idFor(day, 'ApplyForLoan');
  const borrower = person(people.borrowers[place % people.borrowers.length], 'borrower');
  const does = (actor: Actor, command: AnyCommand, part = '') =>
    must(actor, command, idFor(day, `${command.kind}${part}`));
  await does(borrower, {
    ...{ kind: 'ApplyForLoan', productCode: REPLAY_LOAN.code, loanAmount: LOAN_AMOUNT },
    ...{ termMonths: TERM_MONTHS, repaymentMethod: 'equal_instalments', purpose: 'consumption' },
    ...{ security: 'unsecured', channel: 'online', facts: {}, documents: [] },
    consents: [
      { document: 'credit_inquiry', version: '1' },
      { document: 'loan_application', version: '1' },
    ],
  });
  const source = 'loan_record';
  await does(staff('loan_officer'), {
    ...{ kind: 'VerifyFact', loanId, name: 'recorded_sub_grade', source },
    value: { kind: 'choice', choice: 'A1' },
  });
  const rate = { kind: 'VerifyFact', loanId, name: 'recorded_rate', source } as const;
  const value = { kind: 'count', count: 80_000 } as const;
  await does(staff('loan_officer'), { ...rate, value }, ' rate');
  await does({ kind: 'rule', name: 'assessment' }, { kind: 'AssessLoan', loanId });
  const approval = await does(staff('committee_member_lead'), {
    ...{ kind: 'ApproveLoan', loanId, safeguard: 'none', reason: 'As recorded.' },
  });
  const approved = approval.events.find(({ kind }) => kind === 'LoanApproved');
  if (approved?.kind !== 'LoanApproved') throw new Error('An approval says its price.');
  await does(borrower, {
    ...{ kind: 'AcceptTerms', loanId, allInRatePpm: approved.price.allInRatePpm },
  });
  if (fateOf(people, day) === 'never_listed') return;
  await does(staff('loan_officer'), {
    ...{ kind: 'PrepareListing', loanId, title: `Loan of ${formatDay(day)}`, summary: '' },
    ...{ loanAmount: LOAN_AMOUNT, termMonths: TERM_MONTHS, fundingDays: FUNDING_DAYS },
    ...{ collateralIds: [], opensAt: plusMs(now, 1_000) },
  });
  await does(staff('loan_officer_lead'), { kind: 'ListLoan', loanId, review: REVIEW });
}

/** On what was applied for some days ago, and is open by now. */
async function bid(people: SparePeople, applied: Day, day: Day, must: Must): Promise<void> {
  const fate = fateOf(people, applied);
  if (fate === 'never_listed') return;
  const place = daysBetween(people.firstDay, day);
  const lender = person(people.lenders[place % people.lenders.length], 'lender');
  const amount = fate === 'short' ? SHORT_AMOUNT : LOAN_AMOUNT;
  const topUpId = idFor(day, 'RequestTopUp');
  const asked = { kind: 'RequestTopUp', role: 'lender', amount, currency: USD } as const;
  await must(lender, asked, topUpId);
  const paid = { kind: 'CreditTopUp', topUpId, amount, bankReference: `L${topUpId}` } as const;
  await must(CUSTODIAN, paid, idFor(day, 'CreditTopUp'));
  const loanId = idFor(applied, 'ApplyForLoan');
  await must(
    lender,
    { kind: 'PlaceBid', loanId, amount, acknowledgedNotice: RISK_NOTICE },
    idFor(day, 'PlaceBid'),
  );
}

function fateOf({ firstDay }: SparePeople, day: Day): (typeof FATES)[number] {
  return FATES[daysBetween(firstDay, day) % FATES.length] ?? 'never_listed';
}

function idFor(day: Day, what: string): Id {
  return derivedId(`office ${formatDay(day)} ${what}`);
}

function person(id: Id | undefined, role: 'borrower' | 'lender'): Actor {
  if (id === undefined) throw new Error('There are people to take turns.');
  return { kind: 'person', id, roles: [role], positions: [] };
}

/** One for each position: makers and checkers are different persons. */
function staff(position: StaffPosition): Actor {
  const id = idOf(derivedId(`office staff ${position}`));
  return { kind: 'person', id, roles: ['staff'], positions: [position] };
}
