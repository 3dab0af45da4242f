// The owner's authorisations: asked for by the platform, given or declined on the bank's page alone.
import type {
  AuthorisationRequest,
  MandateRequest,
} from '@mutua/contract/custodian/authorisations.ts';
import type { AuthorisationRow, MandateRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { workPending } from '../instructions/batch.ts';
import { askOwner, type Question } from './ask-owner.ts';
import { mandatePageUntil, newToken, useUntil } from './deadlines.ts';

/** @returns nothing if the instruction was asked for with other content. */
export function requestAuthorisation(
  turn: Turn,
  request: AuthorisationRequest,
): AuthorisationRow | undefined {
  const question = questionOf(request);
  const { authorisations, authorisationsByInstruction } = turn.books;
  const known = authorisations.get(authorisationsByInstruction.get(request.instructionId) ?? '');
  if (known === undefined) return askOwner(turn, request.instructionId, question);
  if (!isSameQuestion(known, question)) return undefined;
  const isOver = known.state === 'declined' || known.state === 'expired';
  return isOver ? askOwner(turn, request.instructionId, question) : known;
}

function questionOf(request: AuthorisationRequest): Question {
  const { kind, account, payee, loanId, amount, fees, text, returnUrl } = request;
  return {
    kind,
    account,
    ...(payee !== undefined && { payee }),
    ...(loanId !== undefined && { loanId }),
    amount: amount.minorUnits,
    ...(fees !== undefined && { fees: fees.minorUnits }),
    text,
    ...(returnUrl !== undefined && { returnUrl }),
  };
}

function isSameQuestion(known: Question, asked: Question): boolean {
  const fields = ['kind', 'account', 'payee', 'loanId', 'amount', 'fees', 'text'] as const;
  return fields.every((field) => known[field] === asked[field]);
}

/** The owner agrees or declines; an instruction that waited for it is worked at once. */
export function decideAuthorisation(turn: Turn, row: AuthorisationRow, agrees: boolean): void {
  const { authorisation, instructionId } = row;
  const state = agrees ? 'authorised' : 'declined';
  const expiresAt = agrees ? useUntil(turn.now) : row.expiresAt;
  turn.put({ is: 'authorisation', row: { ...row, state, expiresAt } });
  turn.call(state, { authorisation, instructionId });
  const pending = turn.books.pending.get(instructionId);
  if (pending?.authorisation !== authorisation) return;
  workPending(turn, pending, agrees ? 'authorised' : 'authorisation_declined');
}

/** @returns nothing if the id was used for another mandate. */
export function requestMandate(turn: Turn, request: MandateRequest): MandateRow | undefined {
  const { id: mandate, cap, perInstructionCap, ...rest } = request;
  const row: MandateRow = {
    ...rest,
    mandate,
    cap: cap.minorUnits,
    ...(perInstructionCap !== undefined && { perInstructionCap: perInstructionCap.minorUnits }),
    state: 'waiting',
    token: newToken(),
    expiresAt: mandatePageUntil(turn.now),
  };
  const known = turn.books.mandates.get(mandate);
  if (known !== undefined) return isSameMandate(known, row) ? known : undefined;
  turn.put({ is: 'mandate', row });
  return row;
}

function isSameMandate(known: MandateRow, asked: MandateRow): boolean {
  const fields = [
    'account',
    'scope',
    'cap',
    'perInstructionCap',
    'loanId',
    'expiresDay',
    'text',
  ] as const;
  return fields.every((field) => known[field] === asked[field]);
}

export function decideMandate(turn: Turn, row: MandateRow, agrees: boolean): void {
  const { mandate, account, scope } = row;
  turn.put({ is: 'mandate', row: { ...row, state: agrees ? 'granted' : 'declined' } });
  turn.call(agrees ? 'mandate_granted' : 'mandate_declined', { mandate, account, scope });
}

/** Ends a mandate; what was done under it stays done. */
export function revokeMandate(turn: Turn, row: MandateRow): void {
  const { mandate, account, scope } = row;
  turn.put({ is: 'mandate', row: { ...row, state: 'revoked' } });
  turn.call('mandate_revoked', { mandate, account, scope });
}
