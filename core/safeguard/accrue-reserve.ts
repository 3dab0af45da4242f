// At the end of each day what a risk reserve should have been funded with is compared with what was paid in: its
// balance and what was used of it. What is missing is asked of its contributor; what nobody pays is an alarm, and
// nobody else's money takes its place. What is left of a reserve that has ended and covers nothing goes back.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type AccountAddress, availableOf } from '../ledger/account.ts';
import { cashAccount, reserveAccount } from '../ledger/addresses.ts';
import { pendingTransfer } from '../ledger/transfer.ts';
import type { TransferCode } from '../ledger/transfer-codes.ts';
import { greatest, type MinorUnits, minus, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { NewInstruction } from '../wallet/instruction.ts';
import { mandateInForce } from '../wallet/payment-mandate.ts';
import { accountNeed, type KnownWorld, type Need, type World } from '../world.ts';
import {
  fundedOf,
  type ReserveMove,
  type ReserveScheme,
  reserveDayKey,
  reserveTarget,
} from './reserve-scheme.ts';

/** Asked by the calendar, once for each day. */
export interface AccrueReserve {
  readonly kind: 'AccrueReserve';
  readonly schemeId: Id;
  readonly day: Day;
}

export const accrueReserve: Rule<AccrueReserve> = {
  kind: 'AccrueReserve',
  isAlone: true,
  needs,
  decide,
};

function needs({ schemeId, day }: AccrueReserve, known: KnownWorld): readonly Need[] {
  const scheme = known.get('reserveScheme', schemeId);
  const own: Need = { fact: 'reserveScheme', key: schemeId };
  if (scheme === undefined) return [own];
  return [
    own,
    { fact: 'reserveStanding', key: schemeId },
    { fact: 'reserveAccrual', key: reserveDayKey({ schemeId, day }) },
    ...reserveMoneyNeeds(scheme),
  ];
}

/** Both ends of what moves into a reserve or back, and what their owners have authorised. */
function reserveMoneyNeeds(scheme: ReserveScheme): readonly Need[] {
  const { id, trusteeId, contributorId, currency } = scheme;
  return [
    accountNeed(reserveAccount(id, currency)),
    accountNeed(cashAccount('partner', contributorId, currency)),
    ...[trusteeId, contributorId].flatMap((partnerId): readonly Need[] => [
      { fact: 'client', key: partnerId },
      { list: 'reserveMandates', key: partnerId },
    ]),
  ];
}

function decide(
  world: World,
  { schemeId, day }: AccrueReserve,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const scheme = world.get('reserveScheme', schemeId);
  if (scheme === undefined) return refuse('not_found');
  const { accrualDay } = scheme;
  const isDue = accrualDay !== undefined && accrualDay <= today && day === today;
  // What was done for the day is done.
  if (!isDue) return ok({ events: [], transfers: [] });
  const standing = world.get('reserveStanding', schemeId);
  const { outstanding = ZERO, isPromised = false } = standing ?? {};
  const balance = world.account(reserveAccount(schemeId, scheme.currency));
  const isOver = scheme.state === 'ended' && outstanding === ZERO && !isPromised;
  const toRelease = isOver && scheme.move === undefined ? availableOf(balance) : ZERO;
  if (toRelease > ZERO && canRelease(world, scheme, toRelease, day)) {
    const sent = sendMove(world, scheme, 'release', toRelease, circumstances);
    const event: MutuaEvent = { kind: 'ReserveReleaseSent', schemeId, move: sent.move };
    return ok({ events: [event, ...sent.events], transfers: sent.transfers });
  }
  const target = reserveTarget(scheme, outstanding);
  const funded = fundedOf(scheme);
  const asked = greatest(minus(target, funded), ZERO);
  const accrual = {
    ...{ kind: 'ReserveAccrued' as const, schemeId, day, outstanding, target, funded, asked },
    ...{ accrualPpm: scheme.accrualPpm, balance: balance.posted },
  };
  if (asked === ZERO) {
    return ok({ events: [{ ...accrual, state: 'enough' }], transfers: [] });
  }
  if (scheme.move !== undefined) {
    return ok({ events: [{ ...accrual, state: 'waiting' }], transfers: [] });
  }
  const reason = reasonNotToPay(world, scheme, asked, day);
  if (reason === undefined) {
    const { move, events, transfers } = sendMove(
      world,
      scheme,
      'contribution',
      asked,
      circumstances,
    );
    return ok({ events: [{ ...accrual, state: 'asked', move }, ...events], transfers });
  }
  return ok({
    events: [
      { ...accrual, state: 'asked' },
      ...contributionMissed(scheme, { day, amount: asked, reason }, circumstances),
    ],
    transfers: [],
  });
}

function canRelease(world: World, { trusteeId }: ReserveScheme, amount: MinorUnits, day: Day) {
  const mandates = world.list('reserveMandates', trusteeId);
  return mandateInForce(mandates, 'reserve', day, amount) !== undefined;
}

/** Why the contributor cannot be charged now. */
function reasonNotToPay(
  world: World,
  { contributorId, currency }: ReserveScheme,
  amount: MinorUnits,
  day: Day,
): string | undefined {
  const mandates = world.list('reserveMandates', contributorId);
  if (mandateInForce(mandates, 'reserve', day, amount) === undefined) return 'no_mandate';
  const cash = world.account(cashAccount('partner', contributorId, currency));
  return amount <= availableOf(cash) ? undefined : 'insufficient_funds';
}

/** It was missed: people are told the first time, until it is paid. */
export function contributionMissed(
  { id: schemeId, contributorId, missedSince }: ReserveScheme,
  missed: {
    readonly day: Day;
    readonly amount: MinorUnits;
    readonly reason: string;
    readonly instructionId?: Id;
  },
  { newId }: Pick<Circumstances, 'newId'>,
): readonly MutuaEvent[] {
  const event: MutuaEvent = {
    ...{ kind: 'ReserveContributionMissed', schemeId, contributorId },
    ...missed,
  };
  if (missedSince !== undefined) return [event];
  const alarm = { kind: 'reserve_contribution_missed', reference: schemeId } as const;
  return [
    event,
    {
      kind: 'AlarmRaised',
      alarm: { ...alarm, id: newId(), subjectId: contributorId, detail: missed.reason },
    },
  ];
}

/** The money is held, and the custodian is asked to bring it to the other account. */
function sendMove(
  world: World,
  scheme: ReserveScheme,
  kind: ReserveMove['kind'],
  amount: MinorUnits,
  circumstances: Circumstances,
): Decision & { readonly move: ReserveMove } {
  const { id: schemeId, trusteeId, contributorId, currency } = scheme;
  const [from, to] =
    kind === 'contribution' ? [contributorId, trusteeId] : [trusteeId, contributorId];
  const accounts = movedBetween(scheme, kind);
  const hold = pendingTransfer(circumstances, { ...accounts, amount, subjectId: schemeId });
  const instructionId = circumstances.newId();
  const { today: day } = circumstances;
  const mandate = mandateInForce(world.list('reserveMandates', from), 'reserve', day, amount);
  const payer = world.get('client', from)?.custodyAccounts.partner;
  const account = world.get('client', to)?.custodyAccounts.partner;
  assert(payer !== undefined && account !== undefined, 'Partners of a reserve have accounts.');
  const instruction: NewInstruction = {
    ...{ id: instructionId, currency, clientId: from },
    order: {
      ...{ kind: 'distribute', payer, shares: [{ account, amount }], fees: ZERO },
      ...{ reserveSchemeId: schemeId, ...(mandate !== undefined && { mandateId: mandate.id }) },
    },
  };
  return {
    move: { kind, instructionId, amount, holdId: hold.id, day },
    events: [{ kind: 'InstructionMade', instruction }],
    transfers: [hold],
  };
}

function movedBetween(
  { id, contributorId, currency }: ReserveScheme,
  kind: ReserveMove['kind'],
): {
  readonly code: TransferCode;
  readonly debit: AccountAddress;
  readonly credit: AccountAddress;
} {
  const reserve = reserveAccount(id, currency);
  const cash = cashAccount('partner', contributorId, currency);
  return kind === 'contribution'
    ? { code: 'reserve_contribution', debit: cash, credit: reserve }
    : { code: 'reserve_released', debit: reserve, credit: cash };
}
