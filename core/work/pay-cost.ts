// A collection cost is paid out of the operator's own money: another person than the one who wrote it down releases it,
// the custodian pays, and it is booked when that has said so. No client's money comes near it.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { availableOf } from '../ledger/account.ts';
import { custodyAccount, ownFundsAccount } from '../ledger/addresses.ts';
import { pendingTransfer, postOfHold, voidOfHold } from '../ledger/transfer.ts';
import { moneyText } from '../money/figure-text.ts';
import { minus } from '../money/minor-units.ts';
import { staffIn } from '../people/actor.ts';
import type { Instruction } from '../wallet/instruction.ts';
import type { InstructionEnd } from '../wallet/instruction-end.ts';
import { accountNeed, type KnownWorld, type Need, type World } from '../world.ts';
import type { CollectionCost } from './collection-cost.ts';

interface CostAsked {
  readonly costId: Id;
}

/** Asked by finance; the payment's instruction gets a new id. */
export interface ReleaseCollectionCost extends CostAsked {
  readonly kind: 'ReleaseCollectionCost';
}

/** Asked by finance: it is not paid. */
export interface DeclineCollectionCost extends CostAsked {
  readonly kind: 'DeclineCollectionCost';
  readonly reason: string;
}

export const releaseCollectionCost: Rule<ReleaseCollectionCost> = {
  kind: 'ReleaseCollectionCost',
  needs: (command, known) => {
    const cost = known.get('collectionCost', command.costId);
    return [
      ...costNeeds(command, known),
      ...(cost === undefined ? [] : [accountNeed(ownFundsAccount(cost.currency))]),
    ];
  },
  decide: decideRelease,
};

export const declineCollectionCost: Rule<DeclineCollectionCost> = {
  kind: 'DeclineCollectionCost',
  needs: costNeeds,
  decide: decideDecline,
};

/** The cost, and the case in whose story it stands. */
function costNeeds({ costId }: CostAsked, known: KnownWorld): readonly Need[] {
  const caseId = known.get('collectionCost', costId)?.caseId;
  return [
    { fact: 'collectionCost', key: costId },
    ...(caseId === undefined ? [] : [{ fact: 'case' as const, key: caseId }]),
  ];
}

function decideRelease(
  world: World,
  command: ReleaseCollectionCost,
  circumstances: Circumstances,
): Result<Decision> {
  const given = costForFinance(world, command, circumstances);
  if (!given.ok) return given;
  const { cost, checkerId } = given.value;
  if (cost.recordedBy === checkerId) return refuse('same_person');
  const { id: costId, caseId, loanId, amount, currency } = cost;
  const own = ownFundsAccount(currency);
  const available = availableOf(world.account(own));
  if (amount > available) {
    const missing = moneyText(minus(amount, available), currency);
    return refuse('insufficient_cash', { available: moneyText(available, currency), missing });
  }
  const hold = pendingTransfer(circumstances, {
    ...{ code: 'collection_cost', debit: own, credit: custodyAccount(currency) },
    ...{ amount, subjectId: loanId },
  });
  const instructionId = circumstances.newId();
  const { payeeName, payeeAccount, reference } = cost;
  const order = {
    ...({ kind: 'own_payment', costId, amount } as const),
    ...{ payeeName, payeeAccount, remark: reference },
  };
  return ok({
    events: [
      {
        ...{ kind: 'CollectionCostReleased', costId, caseId, checkerId, instructionId },
        holdId: hold.id,
      },
      { kind: 'InstructionMade', instruction: { id: instructionId, currency, loanId, order } },
    ],
    transfers: [hold],
  });
}

function decideDecline(
  world: World,
  command: DeclineCollectionCost,
  circumstances: Circumstances,
): Result<Decision> {
  const given = costForFinance(world, command, circumstances);
  if (!given.ok) return given;
  const { cost, checkerId } = given.value;
  const { reason } = command;
  if (reason.trim() === '') return refuse('reason_missing');
  const { id: costId, caseId } = cost;
  return decided({ kind: 'CollectionCostDeclined', costId, caseId, checkerId, reason });
}

function costForFinance(
  world: World,
  { costId }: CostAsked,
  { actor }: Circumstances,
): Result<{ readonly cost: CollectionCost; readonly checkerId: Id }> {
  const checkerId = staffIn(actor, ['finance_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const cost = world.get('collectionCost', costId);
  if (cost === undefined) return refuse('not_found');
  const { state } = cost;
  return state === 'recorded' ? ok({ cost, checkerId }) : refuse('wrong_stage', { state });
}

/** The custodian has paid a collection cost, or has said no: then it can be released again, or declined. */
export const costPaymentEnd: InstructionEnd = {
  needs(instruction, known) {
    const costId = costOf(instruction);
    const holdId = known.get('collectionCost', costId)?.holdId;
    return [
      ...costNeeds({ costId }, known),
      ...(holdId === undefined ? [] : [{ fact: 'hold' as const, key: String(holdId) }]),
    ];
  },
  end(world, instruction, { outcome, reason }, circumstances) {
    const cost = world.get('collectionCost', costOf(instruction));
    assert(cost?.instructionId === instruction.id, 'What is under way for a cost is its last.');
    const hold = world.get('hold', String(cost.holdId));
    assert(hold !== undefined, 'The money of a payment under way is held.');
    const { id: costId, caseId } = cost;
    return outcome === 'confirmed'
      ? {
          events: [{ kind: 'CollectionCostPaid', costId, caseId }],
          transfers: [postOfHold(circumstances, hold)],
        }
      : {
          events: [{ kind: 'CollectionCostNotPaid', costId, caseId, reason }],
          transfers: [voidOfHold(circumstances, hold)],
        };
  },
};

function costOf({ order }: Pick<Instruction, 'order'>): Id {
  assert(order.kind === 'own_payment', 'A cost is paid by an own payment.');
  return order.costId;
}
