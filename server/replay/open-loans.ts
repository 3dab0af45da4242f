// The loans that are open in a replay, each found on the day on which its borrower or the office does something next.
//
// A loan is held here from its disbursement until it is closed; of the file nothing else is needed for it.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addMonths, type Day } from '@mutua/core/time/day.ts';
import { type InferredLife, TERM_MONTHS } from './inferred-life.ts';
import type { ReplayClient } from './replay-clients.ts';

export interface OpenLoan {
  readonly loanId: Id;
  readonly borrower: ReplayClient;
  readonly life: InferredLife;
  /** So many instalments were brought. */
  brought: number;
  isClosed: boolean;
}

/** What is done for a loan on one day. */
export interface DayOfLoan {
  readonly loan: OpenLoan;
  /** Brought to the custodian; the ledger takes what is due of it. */
  readonly cash: MinorUnits;
  /** Principal asked to be repaid early, in full or in part. */
  readonly early?:
    | { readonly how: 'in_full' }
    | { readonly how: 'in_part'; readonly amount: MinorUnits };
  readonly writesOff: boolean;
  readonly recovery: MinorUnits;
  readonly endsCollection: boolean;
}

export class OpenLoans {
  readonly #byDay = new Map<Day, OpenLoan[]>();
  readonly #byId = new Map<Id, OpenLoan>();

  get count(): number {
    return this.#byId.size;
  }

  get ids(): readonly Id[] {
    return [...this.#byId.keys()];
  }

  add(loan: OpenLoan): void {
    this.#byId.set(loan.loanId, loan);
    this.#put(loan, nextDay(loan.life, loan.life.valueDay));
  }

  /** It is closed: nothing of it is needed any more. */
  close(loanId: Id): OpenLoan | undefined {
    const loan = this.#byId.get(loanId);
    if (loan !== undefined) loan.isClosed = true;
    this.#byId.delete(loanId);
    return loan;
  }

  /** What is to be done on a day, in the order in which the loans came. */
  take(day: Day): readonly DayOfLoan[] {
    const loans = this.#byDay.get(day) ?? [];
    this.#byDay.delete(day);
    const open = loans.filter(({ isClosed }) => !isClosed);
    return open.map((loan) => {
      this.#put(loan, nextDay(loan.life, day));
      return dayOfLoan(loan, day);
    });
  }

  #put(loan: OpenLoan, day: Day | undefined): void {
    if (day === undefined) return;
    const others = this.#byDay.get(day);
    if (others === undefined) this.#byDay.set(day, [loan]);
    else others.push(loan);
  }
}

function dayOfLoan(loan: OpenLoan, day: Day): DayOfLoan {
  const { life, brought } = loan;
  const { valueDay, instalments, part, early, chargeOff } = life;
  let cash = ZERO;
  if (brought <= instalments && day === addMonths(valueDay, brought + 1)) {
    const isLast = brought + 1 === TERM_MONTHS;
    if (brought < instalments) cash = isLast ? life.lastInstalment : life.instalment;
    else cash = part;
    loan.brought += 1;
  }
  const isEarly = early?.day === day;
  const recoveries = chargeOff?.recoveries.filter((one) => one.day === day) ?? [];
  return {
    ...{ loan, writesOff: chargeOff?.writeOffDay === day },
    cash: plus(cash, isEarly ? early.amount : ZERO),
    ...(isEarly && {
      early:
        chargeOff === undefined ? { how: 'in_full' } : { how: 'in_part', amount: early.principal },
    }),
    recovery: recoveries[0]?.amount ?? ZERO,
    endsCollection: chargeOff?.endDay === day,
  };
}

/** The next day after this one on which something is done. */
function nextDay(life: InferredLife, after: Day): Day | undefined {
  const { valueDay, instalments, part, early, chargeOff } = life;
  const due = part > ZERO ? instalments + 1 : instalments;
  let next: Day | undefined;
  const consider = (day: Day | undefined) => {
    if (day !== undefined && day > after && (next === undefined || day < next)) next = day;
  };
  for (let number = 1; number <= due; number += 1) {
    const day = addMonths(valueDay, number);
    consider(day);
    if (day > after) break;
  }
  consider(early?.day);
  consider(chargeOff?.writeOffDay);
  for (const { day } of chargeOff?.recoveries ?? []) consider(day);
  consider(chargeOff?.endDay);
  return next;
}
