// A mandate for payments is asked for here, given at the custodian, and taken back by its owner.
import type { Circumstances, Decision, Rule, Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../kit/result.ts';
import type { LoanState } from '../loan/life.ts';
import type { Loan } from '../loan/loan.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { type MinorUnits, plus, ZERO } from '../money/minor-units.ts';
import { personIn } from '../people/actor.ts';
import type { Client } from '../people/client.ts';
import type { GuaranteeCommitment } from '../safeguard/commitment.ts';
import type { Day } from '../time/day.ts';
import type { World, WorldDraft } from '../world.ts';
import type { MandateRecorded, MandateRequested, MandateRevoked, MandateUsed } from './events.ts';
import { PAYMENT_MAX } from './money-in-out.ts';
import type { PaymentMandate, PaymentMandateState, PaymentScope } from './payment-mandate.ts';

/** Asked by the client; the mandate gets the id of the command. */
export interface RequestMandate {
  readonly kind: 'RequestMandate';
  readonly scope: PaymentScope;
  readonly currency: Currency;
  readonly cap: MinorUnits;
  readonly loanId?: Id;
  readonly expiresDay: Day;
}

/** Told by the custodian: where the owner is asked, and what the owner said there. */
export interface RecordMandate {
  readonly kind: 'RecordMandate';
  readonly mandateId: Id;
  readonly outcome: 'awaiting_authorisation' | 'granted' | 'declined' | 'revoked' | 'expired';
  readonly pageUrl?: string;
  readonly bankReference?: string;
}

/** Asked by the client: nothing is paid under it any more. */
export interface RevokeMandate {
  readonly kind: 'RevokeMandate';
  readonly mandateId: Id;
}

/** Loans for which a borrower may still authorise something. */
const LOAN_STATES: readonly LoanState[] = [
  'approved',
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
];

export const requestMandate: Rule<RequestMandate> = {
  kind: 'RequestMandate',
  needs: ({ scope, loanId }, _, { actor }) => {
    const clientId = personIn(actor, [roleOf(scope)]);
    if (clientId === undefined) return [];
    return [
      { fact: 'client', key: clientId },
      ...(loanId === undefined ? [] : [{ fact: 'loan' as const, key: loanId }]),
      ...(loanId === undefined || scope !== 'compensation'
        ? []
        : [{ list: 'commitmentsOfLoan' as const, key: loanId }]),
    ];
  },
  decide: decideRequest,
};

export const recordMandate: Rule<RecordMandate> = {
  kind: 'RecordMandate',
  needs: ({ mandateId }) => [{ fact: 'mandate', key: mandateId }],
  decide: decideRecord,
};

export const revokeMandate: Rule<RevokeMandate> = {
  kind: 'RevokeMandate',
  needs: ({ mandateId }) => [{ fact: 'mandate', key: mandateId }],
  decide: decideRevoke,
};

function decideRequest(
  world: World,
  command: RequestMandate,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const { scope, cap, currency, loanId, expiresDay } = command;
  const clientId = personIn(actor, [roleOf(scope)]);
  if (clientId === undefined) return refuse('not_allowed');
  const refused = refusedForClient(world.get('client', clientId), scope, currency);
  if (refused !== undefined) return refused;
  if (loanId !== undefined) {
    const unfit = refusedForLoan(world, world.get('loan', loanId), command, clientId);
    if (unfit !== undefined) return unfit;
  } else if (scope !== 'bid' && scope !== 'reserve') return invalid('loanId', 'It is missing.');
  if (cap <= ZERO) return invalid('cap', 'It must be greater than 0.');
  if (cap > PAYMENT_MAX) {
    const most = moneyText(PAYMENT_MAX, currency);
    return invalid('cap', `It must be greater than 0 and at most ${most}.`);
  }
  if (expiresDay < today) return invalid('expiresDay', 'It must not be before today.');
  const terms = { scope, currency, cap, expiresDay, ...(loanId !== undefined && { loanId }) };
  return ok({
    events: [{ kind: 'MandateRequested', mandateId: commandId, clientId, ...terms }],
    transfers: [],
  });
}

function refusedForClient(
  client: Client | undefined,
  scope: PaymentScope,
  currency: Currency,
): Refused | undefined {
  if (client === undefined || client.status === 'registered')
    return refuse('identity_not_verified');
  if (client.status === 'frozen') return refuse('client_frozen');
  const role = roleOf(scope);
  if (client.custodyAccounts[role] === undefined) return refuse('custody_account_missing');
  return client.custodyCurrencies?.[role] === currency ? undefined : refuse('currencies_mixed');
}

function refusedForLoan(
  world: World,
  loan: Loan | undefined,
  { scope, currency }: RequestMandate,
  clientId: Id,
): Refused | undefined {
  if (scope === 'bid' || scope === 'reserve') {
    return invalid('loanId', 'There is no such field here.');
  }
  // Another's loan is told from one that is not there by nobody.
  if (loan === undefined) return refuse('not_found');
  const isOwn =
    scope === 'compensation'
      ? hasSigned(world.list('commitmentsOfLoan', loan.id), clientId)
      : loan.borrowerId === clientId;
  if (!isOwn) return refuse('not_found');
  if (!LOAN_STATES.includes(loan.state)) return refuse('wrong_stage', { state: loan.state });
  return loan.currency === currency ? undefined : refuse('currencies_mixed');
}

function hasSigned(commitments: readonly GuaranteeCommitment[], clientId: Id): boolean {
  return commitments.some((one) => one.guarantorId === clientId && one.state === 'signed');
}

function decideRecord(
  world: World,
  { mandateId, outcome, pageUrl, bankReference }: RecordMandate,
  { actor }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'custodian') return refuse('not_allowed');
  const mandate = world.get('mandate', mandateId);
  if (mandate === undefined) return refuse('not_found');
  const state = outcome === 'awaiting_authorisation' ? 'requested' : outcome;
  const isKnown = mandate.state === state && (pageUrl === undefined || mandate.pageUrl === pageUrl);
  // A message that comes again, or late, changes nothing twice; what has ended never begins anew.
  if (isKnown || !maySay(mandate.state, state)) return ok({ events: [], transfers: [] });
  const told = {
    ...(pageUrl !== undefined && { pageUrl }),
    ...(bankReference !== undefined && { bankReference }),
  };
  return ok({ events: [{ kind: 'MandateRecorded', mandateId, state, ...told }], transfers: [] });
}

function maySay(from: PaymentMandateState, to: PaymentMandateState): boolean {
  if (from === 'requested') return true;
  return from === 'granted' && (to === 'revoked' || to === 'expired');
}

function decideRevoke(
  world: World,
  { mandateId }: RevokeMandate,
  { actor }: Circumstances,
): Result<Decision> {
  const clientId = personIn(actor, ['lender', 'borrower', 'partner']);
  if (clientId === undefined) return refuse('not_allowed');
  const mandate = world.get('mandate', mandateId);
  if (mandate === undefined || mandate.clientId !== clientId) return refuse('not_found');
  const { state } = mandate;
  if (state !== 'requested' && state !== 'granted') return refuse('wrong_stage', { state });
  return ok({ events: [{ kind: 'MandateRevoked', mandateId }], transfers: [] });
}

export function evolveMandateRequested(
  world: WorldDraft,
  { kind: _, mandateId, ...terms }: MandateRequested,
  { at }: Stamp,
): void {
  world.put('mandate', {
    ...{ id: mandateId, ...terms, used: ZERO },
    ...{ state: 'requested', requestedAt: at },
  });
}

export function evolveMandateRecorded(
  world: WorldDraft,
  { kind: _, mandateId, ...told }: MandateRecorded,
): void {
  world.put('mandate', { ...mandateIn(world, mandateId), ...told });
}

export function evolveMandateRevoked(world: WorldDraft, { mandateId }: MandateRevoked): void {
  world.put('mandate', { ...mandateIn(world, mandateId), state: 'revoked' });
}

export function evolveMandateUsed(world: WorldDraft, { mandateId, amount }: MandateUsed): void {
  const mandate = mandateIn(world, mandateId);
  world.put('mandate', { ...mandate, used: plus(mandate.used, amount) });
}

function roleOf(scope: PaymentScope): 'lender' | 'borrower' | 'partner' {
  if (scope === 'compensation' || scope === 'reserve') return 'partner';
  return scope === 'bid' ? 'lender' : 'borrower';
}

function mandateIn(world: WorldDraft, id: Id): PaymentMandate {
  const mandate = world.get('mandate', id);
  assert(mandate !== undefined, 'An event is about a mandate that exists.');
  return mandate;
}
