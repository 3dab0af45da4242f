// What borrowers do in a past once they have the money: they bring instalments in time, early or late, repay the rest
// at once, or stop; and what comes of those who stopped.
import type { Id } from '@mutua/core/kit/id.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  greatest,
  least,
  type MinorUnits,
  minus,
  plus,
  scale,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, daysBetween } from '@mutua/core/time/day.ts';
import { behaviourOf } from './borrower-behaviour.ts';
import { CNY, type LivedCustodian } from './lived-custodian.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import type { LivedTown, Step, TownLoan } from './lived-town.ts';

/** After the default at ninety days. */
const WRITE_OFF_DAYS = 150;
const RECOVERY_DAYS = 45;
const END_DAYS = 40;
const FORGOTTEN_MAX = 2;
/** Beyond the penalty of any delay that is drawn here. */
const PENALTY_PPM_A_DAY = 700n;
const WRITE_OFF_REASON = '逾期一百五十天，催收未果';
const END_REASON = '已无可回收财产';

export class RepayingSteps {
  readonly #house: LivedHouse;
  readonly #custodian: LivedCustodian;
  readonly #town: LivedTown;
  readonly #watched: Id;
  #forgotten = 0;

  /** @param watched the lender some of whose borrowers are in their grace days when the present begins. */
  constructor(house: LivedHouse, custodian: LivedCustodian, town: LivedTown, watched: Id) {
    this.#house = house;
    this.#custodian = custodian;
    this.#town = town;
    this.#watched = watched;
  }

  /** A borrower who has just got the money takes it out, and the life of the loan is planned. */
  begun(loan: TownLoan): readonly Asked[] {
    const { id, borrower, amount, grade = 'E', instalments } = loan;
    const { seed } = this.#town;
    const months = loan.command.termMonths;
    const drawn = behaviourOf(id, { grade, instalments: instalments.length, months, seed });
    loan.behaviour =
      loan.fate === undefined
        ? drawn
        : { fate: loan.fate, delays: new Map(), leadDays: 0, atOnce: 1 };
    this.#planNext(loan);
    const command = { kind: 'RequestWithdrawal', role: 'borrower', amount, currency: CNY } as const;
    return [{ actor: borrower, command }];
  }

  /** By a new plan somebody repays who did not before. */
  begunAnew(loan: TownLoan): void {
    loan.behaviour = { fate: { kind: 'as_scheduled' }, delays: new Map(), leadDays: 1, atOnce: 1 };
    this.#planNext(loan);
  }

  /** The next instalments, as many as are brought at once. */
  brings(loan: TownLoan): readonly Asked[] {
    const { behaviour, instalments, brought } = loan;
    if (loan.state !== 'running' || behaviour === undefined) return [];
    const count = countAtOnce(loan);
    const some = instalments.slice(brought, brought + count);
    const days = behaviour.delays.get(brought + 1) ?? 0;
    loan.brought += count;
    this.#planNext(loan);
    return this.#topUp(loan, withPenalty(sum(some.map(({ total }) => total)), days));
  }

  /** The rest at once. */
  repaysEarly(loan: TownLoan): readonly Asked[] {
    if (loan.state !== 'running') return [];
    const { id: loanId, borrower, instalments, brought } = loan;
    const rest = instalments.slice(brought);
    const principal = sum(rest.map((one) => one.principal));
    const next = rest[0] === undefined ? ZERO : minus(rest[0].total, rest[0].principal);
    // The fee for it is half a per cent; what is left over stays the borrower's.
    const fee = scale(principal, fraction(6n, 1_000n), 'up');
    return [
      ...this.#topUp(loan, sum([principal, next, next, fee])),
      {
        ...{ actor: borrower, command: { kind: 'RepayEarly', loanId, how: 'in_full' } },
        ifRefused: () =>
          this.#town.plan(addDays(this.#house.day, 3), { kind: 'repay_early', loan }),
      },
    ];
  }

  /** Risk prepares it, the committee releases it. */
  writtenOff(loan: TownLoan): readonly Asked[] {
    if (loan.state !== 'running' || loan.behaviour?.fate.kind !== 'stops') return [];
    const again = () => this.#town.plan(addDays(this.#house.day, 10), { kind: 'write_off', loan });
    const { id: loanId, behaviour } = loan;
    const { day } = this.#house;
    const fate = behaviour?.fate;
    if (fate?.kind === 'stops') this.#planEnd(loan, day, fate.recoveredPercent);
    return this.#inTwoSteps(
      { kind: 'ProposeWriteOff', loanId, reason: WRITE_OFF_REASON },
      { kind: 'WriteOffLoan', loanId, reason: WRITE_OFF_REASON },
      again,
    );
  }

  recovered({ loan, amount = ZERO }: Step): readonly Asked[] {
    if (loan.state !== 'written_off' || amount === ZERO) return [];
    const { id: loanId, borrower } = loan;
    return [
      ...this.#custodian.topUp(borrower, amount),
      {
        ...{ actor: borrower, command: { kind: 'RepayLoan', loanId, amount } },
        // More was brought than is owed.
        ifRefused: () => undefined,
      },
    ];
  }

  collectionEnded(loan: TownLoan): readonly Asked[] {
    if (loan.state !== 'written_off') return [];
    const { id: loanId } = loan;
    return this.#inTwoSteps(
      { kind: 'ProposeCollectionEnd', loanId, reason: END_REASON },
      { kind: 'EndCollection', loanId, reason: END_REASON },
      () => undefined,
    );
  }

  #inTwoSteps(
    first: Asked['command'],
    second: Asked['command'],
    ifRefused: () => void,
  ): readonly Asked[] {
    return [
      { actor: this.#house.officer('risk_analyst'), command: first, ifRefused },
      {
        ...{ actor: this.#house.officer('committee_member_lead'), command: second },
        ifRefused: () => undefined,
      },
    ];
  }

  /** When the borrower comes next, or what happens to who does not come any more. */
  #planNext(loan: TownLoan): void {
    const { behaviour, instalments, brought } = loan;
    const next = instalments[brought];
    delete loan.comesOn;
    if (next === undefined || behaviour === undefined) return;
    const { fate, delays, leadDays } = behaviour;
    const after = fate.kind === 'as_scheduled' ? instalments.length : fate.after;
    if (brought < after) {
      const delay = delays.get(brought + 1);
      const day = this.#isForgotten(loan, next.dueDay)
        ? addDays(this.#town.today, 1)
        : addDays(next.dueDay, delay ?? -leadDays);
      loan.comesOn = this.#later(day);
      this.#town.plan(loan.comesOn, { kind: 'bring', loan });
    } else if (fate.kind === 'early') {
      this.#town.plan(this.#later(addDays(next.dueDay, -12)), { kind: 'repay_early', loan });
    } else if (fate.kind === 'stops') {
      this.#town.plan(addDays(next.dueDay, WRITE_OFF_DAYS), { kind: 'write_off', loan });
    }
  }

  /** Some do not come in the last days, and are not overdue yet. */
  #isForgotten({ bidders, fate }: TownLoan, dueDay: Day): boolean {
    const days = daysBetween(dueDay, this.#town.today);
    const isLast = days >= 1 && days <= 2;
    if (!isLast || fate !== undefined || !bidders.has(this.#watched)) return false;
    this.#forgotten += 1;
    return this.#forgotten <= FORGOTTEN_MAX;
  }

  /** Recoveries, where there are any, and the end. */
  #planEnd(loan: TownLoan, day: Day, recoveredPercent: number): void {
    const rest = sum(loan.instalments.slice(loan.brought).map(({ principal }) => principal));
    const amount = scale(rest, fraction(BigInt(recoveredPercent), 100n), 'down');
    if (amount > ZERO)
      this.#town.plan(addDays(day, RECOVERY_DAYS), { kind: 'recover', loan, amount });
    this.#town.plan(addDays(day, RECOVERY_DAYS + END_DAYS), { kind: 'end_collection', loan });
  }

  /** So much is there afterwards; what is left from before counts. */
  #topUp({ borrower }: TownLoan, needed: MinorUnits): readonly Asked[] {
    const free = least(this.#custodian.availableOf(borrower), needed);
    const missing = minus(needed, free);
    return missing > ZERO ? this.#custodian.topUp(borrower, missing) : [];
  }

  #later(day: Day): Day {
    const tomorrow = addDays(this.#house.day, 1);
    return day > tomorrow ? day : tomorrow;
  }
}

function countAtOnce({ behaviour, instalments, brought }: TownLoan): number {
  if (behaviour === undefined) return 0;
  const { fate, delays, atOnce } = behaviour;
  const after = fate.kind === 'as_scheduled' ? instalments.length : fate.after;
  // Who is late brings one.
  const most = delays.has(brought + 1) ? 1 : atOnce;
  return Math.max(1, Math.min(most, after - brought));
}

function withPenalty(amount: MinorUnits, days: number): MinorUnits {
  if (days === 0) return amount;
  const penalty = scale(amount, fraction(PENALTY_PPM_A_DAY * BigInt(days), 1_000_000n), 'up');
  return plus(amount, greatest(penalty, ZERO));
}
