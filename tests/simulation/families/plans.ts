// A new plan for the rest of a loan: prepared by one, accepted by the borrower, and put in force by another.
import { addDays, addMonths } from '@mutua/core/time/day.ts';
import { type Family, type Judge, personIs, type Verdict } from '../asked.ts';
import type { Row, Town, TownLoan, TownProposal } from '../town.ts';
import { classify, latenessOf } from './lateness.ts';
import {
  accrued,
  bringUp,
  daysBehind,
  dueNow,
  fallenBy,
  keepAhead,
  nothing,
  openOf,
  owe,
  plan,
  rowsOf,
  sumOf,
  totalOf,
} from './loan-life.ts';
import { proposing, released } from './losses.ts';
import { noteTurn } from './told-late-past.ts';

const REASON = '借款人申请调整还款计划。';
type Asked = NonNullable<TownProposal['plan']>;

/** Whether something is owed on that day that was due, so that everything is planned anew. */
function hasArrears(town: Town, loan: TownLoan): boolean {
  const fallen = fallenBy(loan, town.today, 'due');
  const late = latenessOf(loan, town.today, fallen)?.total ?? 0n;
  return dueNow(loan, fallen) + late > 0n || fallen === loan.rows.length;
}

/** Why a plan cannot be. */
function refusedPlan(town: Town, loan: TownLoan, asked: Asked): Verdict | undefined {
  const left = loan.rows.length - fallenBy(loan, town.today, 'due');
  if (asked.how === 'payment_holiday') {
    if (hasArrears(town, loan)) return 'wrong_stage';
    if (loan.method === 'bullet') return 'invalid_input';
    const most = asked.keeps === 'term' ? left - 1 : 1200 - left;
    return asked.instalments < 1 || asked.instalments > most ? 'invalid_input' : undefined;
  }
  if (hasArrears(town, loan) && loan.rows.some(isOfOthers)) return 'changed_meanwhile';
  const { instalmentCount = 1, firstDueDay } = asked;
  if (firstDueDay !== undefined && firstDueDay <= town.today) return 'invalid_input';
  return instalmentCount < 1 || instalmentCount > 1200 ? 'invalid_input' : undefined;
}

/** Somebody else has paid it, and the borrower has not made it good. */
function isOfOthers(row: Row): boolean {
  const { principal, interest, penalty } = openOf(row);
  return row.covered !== undefined && principal + interest + penalty > 0n;
}

const PROPOSED: Judge<'ProposeReschedule'> = (town, { actor, command }) => {
  const asked = command.plan;
  return proposing(town, { step: 'reschedule', plan: asked }, command, actor, {
    after: (loan) => {
      if (loan.sent !== undefined) return 'money_in_transit';
      const refused = refusedPlan(town, loan, asked);
      return typeof refused === 'string' ? refused : undefined;
    },
  });
};

const ACCEPTED: Judge<'AcceptReschedule'> = (town, { actor, command }) => {
  const id = personIs(actor, 'borrower');
  if (id === undefined) return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined || loan.borrowerId !== id) return 'not_found';
  const { proposal } = loan;
  if (proposal?.step !== 'reschedule' || proposal.accepted) return 'wrong_stage';
  return () => {
    proposal.accepted = true;
  };
};

const RESCHEDULED: Judge<'RescheduleLoan'> = (town, { actor, command }) => {
  const loan = released(town, 'reschedule', command, actor);
  if (typeof loan === 'string') return loan;
  const { plan: asked, accepted } = loan.proposal ?? {};
  if (accepted !== true) return 'reschedule_not_approved';
  if (asked === undefined) throw new Error('A plan says how it is.');
  const refused = refusedPlan(town, loan, asked);
  if (refused !== undefined) return refused;
  return (told) => {
    bringUp(town, loan, 'due');
    const rows = rowsOf(told.one('LoanRescheduled').accounts);
    if (hasArrears(town, loan)) planAnew(town, loan, asked, rows);
    else changePlan(loan, asked, rows);
    delete loan.proposal;
    delete loan.compromise;
    noteTurn(town, loan, town.today);
    if (loan.state === 'overdue' || loan.state === 'defaulted') loan.state = 'repaying';
    classify(loan, daysBehind(loan, town.today));
    plan(town, loan);
  };
};

function principalOf(rows: readonly Row[]): bigint {
  return sumOf(rows.map((row) => openOf(row).principal));
}

function expectRows(rows: readonly Row[], count: number, principal: bigint): void {
  if (rows.length !== count) throw new Error(`The plan has ${rows.length} rows, not ${count}.`);
  const whole = principalOf(rows);
  if (whole !== principal) throw new Error(`The plan repays ${whole}, not ${principal}.`);
}

/** What is to come is repaid otherwise; what has been due stays as it is. */
function changePlan(loan: TownLoan, asked: Asked, told: readonly Row[]): void {
  const ahead = told.slice(loan.fallen);
  const left = loan.rows.length - loan.fallen;
  const longer = asked.how === 'payment_holiday' && asked.keeps === 'instalment';
  const count =
    asked.how === 'reschedule'
      ? (asked.instalmentCount ?? left)
      : left + (longer ? asked.instalments : 0);
  keepAhead(ahead, loan.rows.slice(loan.fallen));
  expectRows(ahead, count, principalOf(loan.rows));
  if (asked.how === 'payment_holiday') {
    const isPutOff = ahead.slice(0, asked.instalments).every(({ due }) => due.principal === 0n);
    if (!isPutOff) throw new Error('An instalment of a holiday has no principal.');
  }
  loan.rows = [...loan.rows.slice(0, loan.fallen), ...ahead];
  loan.changes += 1;
}

/** All principal is planned anew from today; what else is owed is asked for with the first new instalment. */
function planAnew(town: Town, loan: TownLoan, asked: Asked, told: readonly Row[]): void {
  if (asked.how !== 'reschedule') throw new Error('Nobody has a holiday from arrears.');
  const { today } = town;
  const passed = loan.rows.slice(0, loan.fallen);
  const next = loan.rows[loan.fallen]?.dueDay;
  const open = loan.rows.filter((row) => totalOf(openOf(row)) > 0n).length;
  const principal = principalOf(loan.rows);
  const interest = loan.fallen === loan.rows.length ? 0n : accrued(loan, today, loan.fallen);
  owe(town, loan, interest, 0n);
  const first =
    asked.firstDueDay ?? (next !== undefined && next > today ? next : addMonths(today, 1));
  const earlier = passed.map(closedOff);
  const carried = carriedRow(passed, interest, told[loan.fallen]);
  const before = carried === undefined ? earlier : [...earlier, carried];
  const rows = told.slice(before.length);
  expectRows(rows, asked.instalmentCount ?? Math.max(1, open), principal);
  if (rows[0]?.dueDay !== first) throw new Error('The first new instalment has another day.');
  loan.rows = [...before, ...rows];
  loan.fallen = before.length;
  loan.plan = { from: today, first };
}

/** What was paid of it or given up is all that was ever due. */
function closedOff(row: Row): Row {
  const open = openOf(row);
  const due = { ...row.due };
  for (const name of ['penalty', 'fee', 'interest', 'principal'] as const) due[name] -= open[name];
  return { ...row, due };
}

function carriedRow(passed: readonly Row[], interest: bigint, told: Row | undefined) {
  const owed = { ...nothing(), interest };
  for (const row of passed) {
    const open = openOf(row);
    for (const name of ['penalty', 'fee', 'interest'] as const) owed[name] += open[name];
  }
  if (totalOf(owed) === 0n || told === undefined) return undefined;
  return { ...told, due: owed, isCarried: true } as const;
}

export const PLANS: Family = {
  judges: { ProposeReschedule: PROPOSED, AcceptReschedule: ACCEPTED, RescheduleLoan: RESCHEDULED },
  moves: [
    { name: 'a new plan is prepared', weight: 4, isOfArrears: true, propose: proposal },
    { name: 'a borrower accepts a plan', weight: 12, isOfArrears: true, propose: acceptance },
  ],
};

function proposal(town: Town) {
  const loan = town.chance.of(town.loansIn('repaying', 'overdue', 'defaulted'));
  if (loan === undefined || loan.sent !== undefined || loan.changes > 3) return undefined;
  if (loan.proposal !== undefined && !town.chance.isIn(10)) return undefined;
  // How a debt that is paid at once is planned anew has no model here.
  if (loan.method === 'bullet') return undefined;
  const asked = wish(town, loan);
  if (typeof refusedPlan(town, loan, asked) === 'string') return undefined;
  const actor = town.officer(town.chance.among('risk_analyst', 'finance_officer', 'collector'));
  const told = { loanId: loan.id, plan: asked, reason: REASON };
  return { actor, command: { kind: 'ProposeReschedule', ...told } } as const;
}

function wish(town: Town, loan: TownLoan): Asked {
  const left = loan.rows.length - loan.fallen;
  const isHoliday = !hasArrears(town, loan) && town.chance.isIn(50);
  if (isHoliday) {
    const instalments = town.chance.between(1, 3);
    const keeps = town.chance.isIn(50) ? 'term' : 'instalment';
    return { how: 'payment_holiday', instalments, interest: 'paid', keeps };
  }
  if (hasArrears(town, loan) && town.chance.isIn(30)) {
    const firstDueDay = addDays(town.today, town.chance.between(5, 50));
    return { how: 'reschedule', instalmentCount: town.chance.between(1, 12), firstDueDay };
  }
  if (town.chance.isIn(30)) return { how: 'reschedule' };
  return { how: 'reschedule', instalmentCount: left + town.chance.between(1, 6) };
}

function acceptance(town: Town) {
  const open = [...town.loans.values()].filter(
    ({ proposal: made }) => made?.step === 'reschedule' && made.accepted !== true,
  );
  const loan = town.chance.of(open);
  if (loan === undefined) return undefined;
  const { actor } = town.borrowerOf(loan);
  return { actor, command: { kind: 'AcceptReschedule', loanId: loan.id } } as const;
}
