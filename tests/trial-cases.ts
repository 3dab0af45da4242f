// For tests: a loan whose borrower is behind, the case in which it is collected, and those who work on it.
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import type { Decision } from '@mutua/core/decision.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import type { Case } from '@mutua/core/work/case.ts';
import type { RecordContact } from '@mutua/core/work/record-contact.ts';
import { aPoorLoan, COLLECTOR, FIRST_DUE } from './trial-collection.ts';
import { aStaff, OPERATOR_CODE } from './trial-house.ts';
import { CALENDAR, CNY, type TrialLoan } from './trial-loan.ts';
import { newTrialId } from './trial-world.ts';

export const LEAD = aStaff(newTrialId(), 'collector_lead');
export const COLLEAGUE = aStaff(newTrialId(), 'collector');
export const SERVICE = aStaff(newTrialId(), 'service_agent');
export const reason = '已核实。';

/** A loan that is so many days overdue, since its borrower has nothing. */
export function overdueLoan(daysOverdue: number): TrialLoan {
  const loan = aPoorLoan();
  loan.given('operator', {
    ...{ key: 'operator', id: newTrialId(), name: '互信', creditCode: OPERATOR_CODE },
    ...{ packId: 'cn', licences: [], time: CHINA_TIME },
  });
  for (const colleague of [COLLECTOR, COLLEAGUE, SERVICE]) {
    const { id } = colleague;
    const positions = colleague.kind === 'person' ? colleague.positions : [];
    loan.given('identity', { personId: id, name: `员工${positions.join()}` });
    loan.given('signIn', {
      ...{ personId: id, kind: 'staff', signInName: id, passwordHash: 'h', roles: ['staff'] },
      ...{ positions, createdAt: loan.now },
    });
  }
  goTo(loan, addDays(FIRST_DUE, daysOverdue));
  return loan;
}

/** Days pass, and the calendar works the loan and whichever case waits for it. */
export function goTo(loan: TrialLoan, day: TrialLoan['today']): void {
  while (loan.today < day) {
    endDay(loan);
    loan.goTo(addDays(loan.today, 1));
  }
}

function endDay(loan: TrialLoan): void {
  for (const { id, nextActionDay } of casesOf(loan)) {
    if (nextActionDay === undefined || nextActionDay > loan.today) continue;
    loan.done(CALENDAR, { kind: 'WorkCase', caseId: id });
  }
}

export function casesOf(loan: TrialLoan): readonly Case[] {
  loan.world.settle([{ list: 'casesOfSubject', key: loan.loanId }]);
  return loan.world.known.list('casesOfSubject', loan.loanId);
}

export function collectionOf(loan: TrialLoan): Case {
  const found = casesOf(loan).findLast(({ caseKind }) => caseKind === 'collection');
  if (found === undefined) throw new Error('There is no case of collection.');
  return found;
}

export function ask(loan: TrialLoan, actor: Actor, command: object): Result<Decision> {
  const { id: caseId } = collectionOf(loan);
  return loan.ask(actor, { caseId, ...command } as AnyCommand);
}

export function codeOf(answer: Result<Decision>): string {
  return answer.ok ? 'accepted' : answer.refusal.code;
}

export function take(loan: TrialLoan, actor: Actor = COLLECTOR): void {
  loan.done(actor, { kind: 'TakeCase', caseId: collectionOf(loan).id });
}

export function contact(
  loan: TrialLoan,
  changes: Partial<RecordContact> = {},
  actor: Actor = COLLECTOR,
) {
  return ask(loan, actor, {
    ...{ kind: 'RecordContact', person: 'borrower', channel: 'phone' },
    ...{ template: 'friendly_reminder', outcome: 'reached', ...changes },
  });
}

export function promise(loan: TrialLoan, days: number, amount: bigint): Result<Decision> {
  const day = addDays(loan.today, days);
  return ask(loan, COLLECTOR, {
    ...{ kind: 'RecordPromise', day, amount: minorUnits(amount), currency: CNY },
  });
}

/** What happened to the case of collection, in its order. */
export function storyOf(loan: TrialLoan): readonly string[] {
  const { id, entries } = collectionOf(loan);
  return Array.from({ length: entries }, (_, index) => {
    const { event, detail } = loan.fact('caseEntry', `${id} ${index + 1}`);
    return detail === undefined ? event : `${event} ${detail}`;
  });
}
