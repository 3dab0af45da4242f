// Whatever is paid and whatever is not, whenever it is written off and whatever comes in afterwards: nobody but the
// lenders bears the loss, each by the own share, and nothing rests anywhere when the loan is closed.
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { plusAmounts, totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { wholeDebt } from '@mutua/core/loan/written-off.ts';
import { type MinorUnits, minorUnits, minus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import {
  BOTH_SIDES_TARIFF,
  GENERAL_LOAN,
  SMALL_CREDIT_LOAN,
} from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  ANALYST,
  COLLECTOR,
  COMMITTEE,
  emptyPockets,
  endCollection,
  REASON,
  writeOff,
} from '../trial-collection.ts';
import type { TrialTerms } from '../trial-loan.ts';
import { moneySide, replayed, WatchedLoan } from '../watched-loan.ts';

/** A life is up to several hundred commands, so fewer lives than the ten thousand cases of other properties are lived. */
const LIVES = Math.max(1, Math.floor(Number(process.env.MUTUA_CASES ?? 10_000) / 25));

const STEPS = ['ProposeDefault', 'ProposeWriteOff', 'ProposeCollectionEnd'] as const;
const RELEASES = ['DeclareDefault', 'WriteOffLoan', 'EndCollection'] as const;

const anyLoan = fc.record({
  parts: fc.array(fc.bigInt({ min: 100n, max: 300_000n }), { minLength: 1, maxLength: 7 }),
  months: fc.integer({ min: 1, max: 9 }),
  ratePpm: fc.integer({ min: 0, max: 240_000 }),
  method: fc.constantFrom<TrialTerms['method']>(
    'equal_instalments',
    'equal_principal',
    'interest_first',
    'bullet',
    'flat',
  ),
  product: fc.constantFrom(SMALL_CREDIT_LOAN, GENERAL_LOAN, {
    ...SMALL_CREDIT_LOAN,
    tariff: BOTH_SIDES_TARIFF,
  }),
});

const share = fc.integer({ min: 1, max: 100 });
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ kind: fc.constant('cash' as const), share: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ kind: fc.constant('pay' as const), share }),
  fc.record({ kind: fc.constant('early' as const), share }),
  fc.record({ kind: fc.constant('silence' as const), isSilent: fc.boolean() }),
  fc.record({ kind: fc.constant('refusal' as const), isRefusing: fc.boolean() }),
  fc.record({ kind: fc.constantFrom(...STEPS) }),
  fc.record({ kind: fc.constantFrom(...RELEASES) }),
  fc.record({ kind: fc.constant('both' as const), step: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ kind: fc.constant('rich' as const) }),
  fc.record({ kind: fc.constant('ReturnCollectionStep' as const) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

it('leaves the loss to the lenders by their shares, through any life that ends in one', () => {
  fc.assert(
    fc.property(
      anyLoan,
      fc.array(anyStep, { maxLength: 14 }),
      fc.oneof(share, fc.constantFrom('nothing' as const, 'everything' as const)),
      ({ parts, ...terms }, steps, recovered) => {
        const amount = parts.reduce((total, part) => total + part, 0n);
        const loan = new WatchedLoan({ ...terms, amount });
        loan.disburse(parts);
        emptyPockets(loan);
        for (const step of steps) {
          if (loan.loan.state !== 'closed') take(loan, step, amount);
        }
        bringToItsEnd(loan, amount, recovered);
        expect(loan.loan.state).toBe('closed');
        expectClaimsToAddUp(loan);
        expectOthersToStandBack(loan);
        expectInterestToAddUp(loan);
        for (const { due, paid, waived } of loan.servicing.accounts) {
          expect(plusAmounts(paid, waived)).toEqual(due);
        }
        expect(moneySide(loan)).toBe(ZERO);
        expect(replayed(loan)).toEqual([]);
      },
    ),
    { numRuns: LIVES },
  );
});

function take(loan: WatchedLoan, step: Step, amount: bigint): void {
  const { loanId } = loan;
  const part = 'share' in step ? minorUnits((amount * BigInt(step.share)) / 100n + 1n) : ZERO;
  switch (step.kind) {
    case 'days':
      loan.goTo(addDays(loan.today, step.days));
      return;
    case 'cash':
      loan.topUpBorrower(part);
      return;
    case 'pay':
      loan.asBorrower({ kind: 'RepayLoan', loanId, amount: part });
      break;
    case 'early':
      loan.asBorrower({ kind: 'RepayEarly', loanId, how: 'in_part', amount: part });
      break;
    case 'rich':
      loan.topUpBorrower(2n * amount);
      return;
    case 'both':
      for (const kinds of [STEPS, RELEASES]) {
        const kind = kinds[step.step];
        if (kind !== undefined) decide(loan, { kind, loanId, reason: REASON });
      }
      return;
    case 'silence':
      loan.isSilent = step.isSilent;
      break;
    case 'refusal':
      loan.bank = () => (step.isRefusing ? 'refused' : 'confirmed');
      return;
    default:
      decide(loan, { kind: step.kind, loanId, reason: REASON });
  }
  loan.answerAll();
}

function decide(loan: WatchedLoan, command: AnyCommand): void {
  const who = command.kind === 'ProposeDefault' ? COLLECTOR : ANALYST;
  loan.ask(command.kind.startsWith('Propose') ? who : COMMITTEE, command);
}

/** Whatever it is by now: nothing is paid until it is written off, then nothing, a part, or all; the rest is given up. */
function bringToItsEnd(
  loan: WatchedLoan,
  amount: bigint,
  recovered: number | 'nothing' | 'everything',
): void {
  loan.isSilent = false;
  loan.bank = () => 'confirmed';
  loan.answerAll();
  emptyPockets(loan);
  for (let month = 0; month < 16; month += 1) {
    if (['closed', 'defaulted', 'written_off'].includes(loan.loan.state)) break;
    loan.goTo(addDays(loan.today, 30));
  }
  if (loan.loan.state === 'defaulted') writeOff(loan);
  if (loan.loan.state !== 'written_off') return;
  if (recovered !== 'nothing') loan.topUpBorrower(5n * amount);
  if (recovered === 'everything') {
    const { loanId } = loan;
    const all = totalOfAmounts(wholeDebt(loan.servicing));
    loan.done(loan.borrower, { kind: 'RepayLoan', loanId, amount: all });
    loan.answerAll();
    expect(loan.loan.closeReason).toBe('recovered');
  } else {
    if (recovered !== 'nothing') take(loan, { kind: 'pay', share: recovered }, amount);
    if (loan.loan.state === 'written_off') endCollection(loan);
  }
}

function expectClaimsToAddUp(loan: WatchedLoan): void {
  const { loanAmount } = loan.loan;
  const lost = sum(loan.claims.map((claim) => claim.loss ?? ZERO));
  expect(lost).toBe(givenUpOf(loan).principal);
  for (const { principal, principalReceived, outstanding, loss = ZERO, holderId } of loan.claims) {
    expect(outstanding).toBe(ZERO);
    expect(sum([principalReceived, loss])).toBe(principal);
    expect(loan.fact('lender', holderId).exposure).toBe(ZERO);
    // By share: no claim is more than two minor units from its exact part of the loss.
    const apart = loss * loanAmount - lost * principal;
    expect(apart <= 2n * loanAmount && apart >= -2n * loanAmount).toBe(true);
  }
}

/** What every transfer of a life says: only fees go to the operator, and nothing comes from anybody but the two sides. */
function expectOthersToStandBack(loan: WatchedLoan): void {
  const others = /^(platform|risk_reserve|guarantee_deposit|partner)/;
  const all = loan.decided.flatMap(({ decision }) => decision.transfers);
  expect(all.filter(({ debit }) => others.test(debit.kind))).toEqual([]);
  const toOthers = all.filter(({ credit }) => others.test(credit.kind));
  expect(toOthers.filter(({ code }) => !code.startsWith('fee_'))).toEqual([]);
  const byDecision = loan.decided.filter(({ decision }) =>
    decision.events.some(({ kind }) => kind === 'LoanWrittenOff' || kind === 'ClaimClosed'),
  );
  for (const { decision } of byDecision) {
    const isRepaid = decision.events.some(({ kind }) => kind === 'RepaymentDistributed');
    const money = decision.transfers.filter(({ debit }) => !debit.kind.startsWith('loan_'));
    expect(isRepaid || money.length === 0).toBe(true);
  }
}

/** Interest that was ever asked for was received, or was given up at the end. */
function expectInterestToAddUp(loan: WatchedLoan): void {
  const asked = booked(loan, ({ code }) => code === 'interest_due');
  const received = booked(
    loan,
    ({ code }) => code === 'interest_paid' || code === 'fee_interest_spread',
  );
  expect(minus(asked, received)).toBe(givenUpOf(loan).interest);
  const fees = booked(loan, ({ code }) => code === 'fee_due');
  const toOperator = booked(
    loan,
    ({ code, debit, credit }) =>
      debit.kind === 'loan_repayment' &&
      credit.kind === 'platform_fees' &&
      code !== 'fee_interest_spread',
  );
  expect(minus(fees, toOperator)).toBe(givenUpOf(loan).fee);
}

function givenUpOf(loan: WatchedLoan) {
  for (const { decision } of loan.decided) {
    for (const event of decision.events) {
      if (event.kind === 'LoanClosed' && event.givenUp !== undefined) return event.givenUp.amounts;
    }
  }
  return { principal: ZERO, interest: ZERO, fee: ZERO, penalty: ZERO };
}

function booked(loan: WatchedLoan, isMeant: (transfer: Transfer) => boolean): MinorUnits {
  const all = loan.decided.flatMap(({ decision }) => decision.transfers);
  return sum(
    all
      .filter(({ kind }) => kind === 'posted' || kind === 'post')
      .filter(isMeant)
      .map(({ amount }) => amount),
  );
}
