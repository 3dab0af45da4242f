// Whatever happens to a loan and however irregularly the calendar comes: every reminder is given once, to what was
// unpaid when its day had come, and to nothing else.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { adjust, weekendsOnly } from '@mutua/core/time/calendar.ts';
import { addDays, type Day } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CALENDAR, TrialLoan, type TrialTerms } from '../trial-loan.ts';

/** A life is some hundred commands, so fewer are lived than the ten thousand cases of other properties. */
const LIVES = Math.max(1, Math.floor(Number(process.env.MUTUA_CASES ?? 10_000) / 25));

/** The calendar comes when the test says so, and what it should have said is counted beside it, in another way. */
class RemindedLoan extends TrialLoan {
  readonly expected: string[] = [];
  /** The last day on which it came; before the first time, the day before the disbursement. */
  #through: Day = addDays(this.today, -1);

  get reminded(): readonly string[] {
    return this.notices
      .filter(({ kind }) => kind === 'repayment_due')
      .map(({ figures: { day, daysBefore } }) => `${day} ${daysBefore}`);
  }

  comes(): void {
    this.expected.push(...this.#dueBetween(addDays(this.#through, 1), this.today));
    this.#through = this.today;
    this.done(CALENDAR, { kind: 'RemindBorrower', loanId: this.loanId });
  }

  #dueBetween(from: Day, through: Day): readonly string[] {
    if (this.loan.state === 'closed') return [];
    const { accounts, rules } = this.servicing;
    const unpaid = accounts.filter(({ settledDay }) => settledDay === undefined);
    const days = new Set(
      unpaid.map(({ dueDay }) => adjust(dueDay, rules.workingDayRule, weekendsOnly())),
    );
    return [...days].flatMap((day) =>
      [3, 1, 0]
        .filter((lead) => addDays(day, -lead) >= from && addDays(day, -lead) <= through)
        .map((lead) => `${day} ${lead}`),
    );
  }
}

const anyLoan = fc.record({
  months: fc.integer({ min: 1, max: 5 }),
  method: fc.constantFrom<TrialTerms['method']>('equal_instalments', 'interest_first', 'bullet'),
  product: fc.constantFrom<'small' | 'general'>('small', 'general'),
  workingDayRule: fc.constantFrom<'none' | 'following'>('none', 'following'),
});

const PRODUCTS = { small: SMALL_CREDIT_LOAN, general: GENERAL_LOAN };

const anyDay = fc.record({
  /** How often the calendar comes on that day; never, where the platform is off. */
  comes: fc.constantFrom(0, 1, 1, 1, 2),
  act: fc.constantFrom(
    ...(['nothing', 'nothing', 'nothing', 'nothing', 'pay', 'early', 'all'] as const),
    ...(['cash', 'no_cash', 'refuse', 'confirm', 'silence'] as const),
  ),
  /** Whether what is done on that day comes before the calendar. */
  actsFirst: fc.boolean(),
});

function act(loan: TrialLoan, { act: what }: { readonly act: string }): void {
  const loanId = loan.loanId;
  if (what === 'cash') loan.topUpBorrower(300_000n);
  if (what === 'no_cash') loan.topUpBorrower(-loan.cashOf('borrower', loan.borrower));
  if (what === 'refuse') loan.bank = () => 'refused';
  if (what === 'confirm') loan.bank = () => 'confirmed';
  loan.isSilent = what === 'silence';
  // Any of these may be refused, as it stands; then nothing happened.
  if (what === 'pay') loan.asBorrower({ kind: 'RepayLoan', loanId, amount: minorUnits(50_000n) });
  if (what === 'all') loan.asBorrower({ kind: 'RepayEarly', loanId, how: 'in_full' });
  if (what === 'early') {
    const effect = 'shorter_term';
    const amount = minorUnits(150_000n);
    loan.asBorrower({ kind: 'RepayEarly', loanId, how: 'in_part', amount, effect });
  }
  loan.answerAll();
}

it('are given once each, whatever days go by, are missed or come twice, and whatever is paid', () => {
  fc.assert(
    fc.property(
      anyLoan,
      fc.array(anyDay, { minLength: 40, maxLength: 130 }),
      ({ months, method, product: code, workingDayRule }, days) => {
        const product = { ...PRODUCTS[code], workingDayRule };
        const loan = new RemindedLoan({ amount: 1_000_000n, months, method, product });
        loan.isReminding = false;
        loan.disburse([400_000n, 600_000n]);
        for (const day of days) {
          if (day.actsFirst) act(loan, day);
          for (let time = 0; time < day.comes; time += 1) loan.comes();
          if (!day.actsFirst) act(loan, day);
          loan.goTo(addDays(loan.today, 1));
        }
        loan.comes();
        expect(loan.reminded.toSorted()).toEqual(loan.expected.toSorted());
        expect(new Set(loan.reminded).size).toBe(loan.reminded.length);
      },
    ),
    { numRuns: LIVES },
  );
}, 60_000);
