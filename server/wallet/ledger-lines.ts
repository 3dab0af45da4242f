// The ledger's lines of a rail's day, by the names that the rail has for them.
//
// A command that books what a rail has told carries the rail's own reference and day in its event; an instruction
// has them in the answer to its batch. What is booked here on another day than there is money in transit 在途资金:
// it belongs to the rail's day, and the balances are compared without it.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { LineDirection, ReconciliationLine } from '@mutua/core/ledger/reconciliation.ts';
import { plus, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { AnsweredBatch, BookedPart, ReversalLine } from './reconcile-read.ts';

/** What a rail calls what a command booked, and on which of its days. */
interface NameAtRail {
  readonly bankReference: string;
  readonly batchId?: Id;
  readonly bankDay?: Day;
}

export interface LinesAsked {
  readonly day: Day;
  readonly parts: readonly BookedPart[];
  readonly events: ReadonlyMap<bigint, readonly MutuaEvent[]>;
  readonly batches: readonly AnsweredBatch[];
  readonly reversals: readonly ReversalLine[];
  /** References under which the rail has an entry of its own, and not one for the whole batch. */
  readonly alone: ReadonlySet<string>;
}

export interface LedgerLines {
  readonly lines: readonly ReconciliationLine[];
  /** Commands that booked what the rail booked on a later day. */
  readonly inTransit: readonly bigint[];
}

const CASH: readonly string[] = ['lender_cash', 'borrower_cash', 'partner_cash'];

/** The ledger's lines of one day of the custodian. */
export function custodyLines(asked: LinesAsked): LedgerLines {
  const { day, parts, events, alone } = asked;
  const lines = new Map<string, ReconciliationLine>();
  const inTransit = new Set<bigint>();
  const answers = answersOf(asked.batches);
  const reversalDays = new Map(asked.reversals.map((one) => [one.topUpId, one.bankDay]));
  for (const part of parts) {
    const happened = events.get(part.sequence) ?? [];
    // Of what the holders have, only the components are others by it: the custodian books nothing.
    if (happened.some((event) => event.kind === 'RepaymentBackDated')) continue;
    const isTakenBack = happened.some((event) => event.kind === 'RepaymentReversed');
    // Later repayments may meet other components by it, in their holders' own cash.
    if (isTakenBack && part.code !== 'repayment') continue;
    const name = nameOf(happened, answers, reversalDays);
    const kind = isTakenBack ? 'distribution_reversed' : kindAtCustodian(part);
    if (kind === undefined) continue;
    const bankDay = name?.bankDay ?? part.bookedDay;
    if (bankDay > day) inTransit.add(part.sequence);
    if (bankDay !== day) continue;
    const entry =
      name === undefined
        ? `command ${part.sequence}`
        : alone.has(name.bankReference)
          ? name.bankReference
          : (name.batchId ?? name.bankReference);
    add(lines, { reference: `${entry} ${kind}`, direction: directionOf(part), day }, part.amount);
  }
  for (const { state, bankDay, bankReference, debited } of asked.reversals) {
    // The custodian has taken it back; here holds still stand in the way.
    if (state !== 'told' || bankReference === undefined) continue;
    if (bankDay !== day || debited === ZERO) continue;
    const reference = `${bankReference} top_up_reversed`;
    add(lines, { reference, direction: 'debit', day }, debited);
  }
  return { lines: [...lines.values()], inTransit: [...inTransit] };
}

type Answers = ReadonlyMap<Id, NameAtRail>;

function answersOf(batches: readonly AnsweredBatch[]): Answers {
  return new Map(
    batches.flatMap(({ id: batchId, answers }) =>
      answers.flatMap(({ id, bankReference, bankDay }) =>
        bankReference === undefined ? [] : [[id, { bankReference, batchId, bankDay }] as const],
      ),
    ),
  );
}

function nameOf(
  events: readonly MutuaEvent[],
  answers: Answers,
  reversalDays: ReadonlyMap<Id, Day>,
): NameAtRail | undefined {
  for (const event of events) {
    switch (event.kind) {
      case 'TopUpCredited':
      case 'WithdrawalBounced':
      case 'OwnFundsReceived':
      case 'RepaymentReversed':
      case 'ReceiptRecorded': {
        const { bankReference, bankDay } = event;
        return { bankReference, ...(bankDay !== undefined && { bankDay }) };
      }
      case 'TopUpReversalBooked': {
        const { bankReference, topUpId } = event;
        const bankDay = reversalDays.get(topUpId);
        if (bankReference === undefined) break;
        return { bankReference, ...(bankDay !== undefined && { bankDay }) };
      }
      case 'InstructionEnded':
      case 'ReceiptEnded': {
        const { instructionId, bankReference } = event;
        const answer = answers.get(instructionId);
        if (answer !== undefined) return answer;
        if (bankReference !== undefined) return { bankReference };
        break;
      }
      default:
    }
  }
  return undefined;
}

/** Under which kind the custodian books it; undefined where it books nothing. */
function kindAtCustodian({ code, debit, credit }: BookedPart): string | undefined {
  if (debit === 'loan_repayment') return 'distribution';
  switch (code) {
    case 'bid':
    case 'repayment':
    case 'payer_repayment':
    case 'compensation':
    case 'reserve_spent':
    // A guarantor's deposit lies in its one account at the custodian, beside its cash.
    case 'guarantee_deposit_in':
    case 'guarantee_deposit_out':
    // The custodian pays a lender what is left after it, and the operator the fee, by the same distribution.
    case 'fee_lender_management':
      return undefined;
    // The custodian brings it from one partner's account to another's.
    case 'reserve_contribution':
    case 'reserve_released':
      return 'distribution';
    case 'top_up':
      if (debit === 'custody') return 'top_up';
      return credit === 'custody' ? 'top_up_reversed' : undefined;
    case 'top_up_unmatched':
    case 'rail_settled':
      return 'incoming_transfer';
    case 'collection_cost':
      return 'own_payment';
    case 'unmatched_claimed':
      return 'receipt_claimed';
    case 'unmatched_sent_back':
      return 'receipt_sent_back';
    default:
      return credit === 'platform_fees' && CASH.includes(debit) ? 'fee' : code;
  }
}

function directionOf({ debit, credit }: BookedPart): LineDirection {
  if (debit === 'custody') return 'credit';
  return credit === 'custody' ? 'debit' : 'internal';
}

function add(
  lines: Map<string, ReconciliationLine>,
  line: Omit<ReconciliationLine, 'amount'>,
  amount: ReconciliationLine['amount'],
): void {
  const before = lines.get(line.reference);
  const total = before === undefined ? amount : plus(before.amount, amount);
  lines.set(line.reference, { ...line, amount: total });
}
