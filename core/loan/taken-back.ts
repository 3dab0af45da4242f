// The claims of a loan as if one repayment had never been made, and what its holders give back of their cash.
import type { Claim } from '../claim/claim.ts';
import type { HolderComponent } from '../claim/distribution.ts';
import type { Id } from '../kit/id.ts';
import { type AccountAddress, addressText, availableOf } from '../ledger/account.ts';
import { feeAccount } from '../ledger/addresses.ts';
import type { TransferCode } from '../ledger/transfer-codes.ts';
import { least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { holderAccount } from '../safeguard/subrogation.ts';
import type { World } from '../world.ts';
import { OF_HOLDERS, PAID_CODE, receivedOf } from './corrected.ts';
import type { HolderAmounts, HolderCorrection } from './correction-events.ts';
import { spreadOf } from './lived-again.ts';
import type { Loan } from './loan.ts';
import type {
  DistributedRepayment,
  HistoryEntry,
  LoanHistory,
  StandingTransfer,
} from './loan-history.ts';
import type { ComponentAmounts } from './repay/components.ts';

/** So much in one account. */
interface Received {
  readonly address: AccountAddress;
  readonly amount: MinorUnits;
}

/**
 * Where the money of a repayment went: to its holders, and to the operator the fees of the borrower and of the holders.
 *
 * @example receiversOf([], currency('CNY'), { payments: [], fees: [] }) // []
 */
export function receiversOf(
  claims: readonly Claim[],
  currency: Loan['currency'],
  { payments, fees }: Pick<DistributedRepayment['event'], 'payments' | 'fees'>,
): readonly Received[] {
  const received = new Map<string, Received>();
  const add = (address: AccountAddress, amount: MinorUnits) => {
    const text = addressText(address);
    received.set(text, { address, amount: plus(received.get(text)?.amount ?? ZERO, amount) });
  };
  for (const { claimId, principal, interest, penalty, fee } of payments) {
    const claim = claims.find(({ id }) => id === claimId);
    if (claim === undefined) continue;
    add(holderAccount(claim, currency), minus(sum([principal, interest, penalty]), fee));
    if (fee > ZERO) add(feeAccount('lender_management', currency), fee);
  }
  for (const { kind, amount } of fees) add(feeAccount(kind, currency), amount);
  return [...received.values()];
}

/**
 * Whether everybody who received of it still has it free.
 *
 * @example isCovered({}, []) // true
 */
export function isCovered(world: World, received: readonly Received[]): boolean {
  return received.every(
    ({ address, amount }) => amount === ZERO || amount <= availableOf(world.account(address)),
  );
}

/**
 * A claim without what the repayment, and its corrections, brought to it.
 *
 * @example
 * claimBefore(
 *   { id: 'c', outstanding: ZERO, principalReceived: ZERO, interestReceived: ZERO, penaltyReceived: ZERO },
 *   { entries: [] },
 *   { event: { payments: [] }, index: 0 },
 * ).roundingUnits
 * // 0
 */
export function claimBefore(
  claim: Claim,
  { entries }: LoanHistory,
  { event, index }: DistributedRepayment,
): Claim {
  const held = receivedOf(claim);
  const { principal, interest, penalty } = heldWithout(held, broughtTo(claim, entries, event));
  const reversed = reversedOf(entries);
  const paymentOf = (entry: HistoryEntry) => paymentTo(claim, entry, reversed);
  const isPaidLater = entries.slice(index + 1).some((entry) => paymentOf(entry) !== undefined);
  const [earlier] = entries
    .slice(0, index)
    .toReversed()
    .flatMap((entry) => paymentOf(entry) ?? []);
  // The last one to be paid stands as before it: the same repayment again is split as it was.
  const roundingUnits = isPaidLater ? claim.roundingUnits : (earlier?.roundingUnits ?? 0);
  return {
    ...claim,
    roundingUnits,
    outstanding: plus(claim.outstanding, minus(held.principal, principal)),
    principalReceived: principal,
    interestReceived: interest,
    penaltyReceived: penalty,
  };
}

/** What another correction has since made into another component is taken of that: in all it is what was brought. */
function heldWithout(held: HolderAmounts, brought: HolderAmounts): HolderAmounts {
  const left = { ...held };
  let missing = ZERO;
  for (const component of OF_HOLDERS) {
    const part = least(brought[component], held[component]);
    left[component] = minus(left[component], part);
    missing = plus(missing, minus(brought[component], part));
  }
  for (const component of OF_HOLDERS) {
    const part = least(missing, left[component]);
    left[component] = minus(left[component], part);
    missing = minus(missing, part);
  }
  return left;
}

function broughtTo(
  claim: Claim,
  entries: readonly HistoryEntry[],
  { instructionId, payments }: DistributedRepayment['event'],
): HolderAmounts {
  const payment = payments.find(({ claimId }) => claimId === claim.id);
  let brought: HolderAmounts = payment ?? receivedOf();
  for (const event of entries.flatMap(({ events }) => events)) {
    if (event.kind !== 'RepaymentBackDated' || event.instructionId !== instructionId) continue;
    const holder = event.holders.find(({ claimId }) => claimId === claim.id);
    if (holder === undefined) continue;
    const { before, after } = holder;
    brought = {
      principal: plus(brought.principal, minus(after.principal, before.principal)),
      interest: plus(brought.interest, minus(after.interest, before.interest)),
      penalty: plus(brought.penalty, minus(after.penalty, before.penalty)),
    };
  }
  return brought;
}

/** The instructions whose repayments were taken back before this one. */
function reversedOf(entries: readonly HistoryEntry[]): ReadonlySet<Id> {
  const events = entries.flatMap((entry) => entry.events);
  return new Set(
    events.flatMap((event) => (event.kind === 'RepaymentReversed' ? [event.instructionId] : [])),
  );
}

/** What came to a claim with one command, and stands. */
function paymentTo({ id }: Claim, { events }: HistoryEntry, reversed: ReadonlySet<Id>) {
  for (const event of events) {
    if (event.kind !== 'RepaymentDistributed' && event.kind !== 'CompensationPaid') continue;
    if (event.kind === 'RepaymentDistributed' && reversed.has(event.instructionId)) continue;
    const payment = event.payments.find(({ claimId }) => claimId === id);
    if (payment !== undefined) return payment;
  }
  return undefined;
}

/**
 * How what the other repayments have brought to the holders is made up otherwise without this one; it comes to zero.
 *
 * @param before the claims without it, in the order of the claims.
 * @param taken how much more or less of each component is paid by all repayments together.
 * @example changeOfHolders([], [], { repayment: { event: { fees: [] } }, paid: NO_AMOUNTS }).principal // ZERO
 */
export function changeOfHolders(
  claims: readonly Claim[],
  before: readonly Claim[],
  taken: {
    readonly repayment: Pick<DistributedRepayment, 'event'>;
    readonly paid: ComponentAmounts;
  },
): HolderAmounts {
  const inAll = (some: readonly Claim[], component: HolderComponent) =>
    sum(some.map((claim) => receivedOf(claim)[component]));
  const change = (component: HolderComponent) =>
    plus(taken.paid[component], minus(inAll(claims, component), inAll(before, component)));
  return {
    penalty: change('penalty'),
    // What the operator kept of it was paid as interest and never came to a holder.
    interest: plus(change('interest'), spreadOf(taken.repayment.event)),
    principal: change('principal'),
  };
}

/** What is otherwise in the cash of one holder, once the transfers of the repayment are reversed. */
export interface ChangeInCash extends Pick<HolderCorrection, 'before' | 'after'> {
  /** One of the holder's on this loan. */
  readonly claim: Claim;
}

/**
 * Of each holder, what is received in all by components: after the reversal of the transfers, and as it is to be.
 *
 * @param own the transfers of the repayment that stand: what other corrections have booked in the place of some of
 * them is not among these.
 * @example changesInCash({}, [], { holders: [], own: [] }) // []
 */
export function changesInCash(
  { currency }: Pick<Loan, 'currency'>,
  claims: readonly Claim[],
  {
    holders,
    own,
  }: {
    readonly holders: readonly Pick<HolderCorrection, 'after'>[];
    readonly own: readonly StandingTransfer[];
  },
): readonly ChangeInCash[] {
  const changes = new Map<string, ChangeInCash>();
  for (const [index, claim] of claims.entries()) {
    // What has come back into a reserve is one transfer, and never shared out anew.
    if (claim.reserveSchemeId !== undefined) continue;
    const account = addressText(holderAccount(claim, currency));
    const { before, after } = changes.get(account) ?? {
      before: minusAll(receivedOf(), paidTo(account, own)),
      after: receivedOf(),
    };
    changes.set(account, {
      claim,
      before: plusAll(before, receivedOf(claim)),
      after: plusAll(after, holders[index]?.after ?? receivedOf()),
    });
  }
  return [...changes.values()];
}

/** What came to an account by components. */
function paidTo(account: string, transfers: readonly StandingTransfer[]): HolderAmounts {
  const amountOf = (code: TransferCode): MinorUnits =>
    sum(
      transfers
        .filter((one) => one.code === code && addressText(one.credit) === account)
        .map(({ amount }) => amount),
    );
  return {
    penalty: amountOf(PAID_CODE.penalty),
    interest: amountOf(PAID_CODE.interest),
    principal: amountOf(PAID_CODE.principal),
  };
}

function plusAll(left: HolderAmounts, right: HolderAmounts): HolderAmounts {
  return {
    penalty: plus(left.penalty, right.penalty),
    interest: plus(left.interest, right.interest),
    principal: plus(left.principal, right.principal),
  };
}

function minusAll(left: HolderAmounts, right: HolderAmounts): HolderAmounts {
  return {
    penalty: minus(left.penalty, right.penalty),
    interest: minus(left.interest, right.interest),
    principal: minus(left.principal, right.principal),
  };
}
