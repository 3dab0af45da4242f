// Freezing a lender's money for a borrower, and giving it back.
import type {
  FreezeInstruction,
  ReleaseInstruction,
} from '@mutua/contract/custodian/instructions.ts';
import { formatMinorUnits, minus, ZERO } from '@mutua/core/money/minor-units.ts';
import { amountOf } from '../books/amounts.ts';
import type { Turn } from '../books/turn.ts';
import { refusedAuthority, useAuthority } from './authority.ts';
import { awaiting, confirmed, type Outcome, refused } from './outcome.ts';
import { refusedParty } from './parties.ts';

export function freeze(turn: Turn, instruction: FreezeInstruction): Outcome {
  const { id, account, payee, loanId, authorisation, pageText, returnUrl } = instruction;
  const { minorUnits, currency } = instruction.amount;
  const amount = amountOf(minorUnits);
  const misfit =
    refusedParty(turn, { account, classes: ['lender'], currency }) ??
    refusedParty(turn, { account: payee, classes: ['borrower'], currency });
  if (misfit !== undefined) return refused(misfit);
  const mishap = turn.takeBehaviour({ of: 'freeze' });
  if (mishap !== undefined) return refused(mishap.reason ?? 'insufficient_funds');
  const hasFunds = turn.books.availableOf(account) >= amount;
  if (authorisation === undefined && pageText !== undefined) {
    if (!hasFunds) return refused('insufficient_funds');
    const asked = { kind: 'freeze', account, payee, loanId, amount: minorUnits } as const;
    return awaiting({ ...asked, text: pageText, ...(returnUrl !== undefined && { returnUrl }) });
  }
  if (authorisation === undefined) return refused('authorisation_missing');
  const unauthorised = refusedAuthority(turn, authorisation, {
    instructionId: id,
    kind: 'freeze',
    account,
    payee,
    loanId,
    amount,
    fees: ZERO,
    scopes: ['bid', 'auto_bid'],
  });
  if (unauthorised !== undefined) return refused(unauthorised);
  if (!hasFunds) return refused('insufficient_funds');
  const isMandate = turn.books.mandates.has(authorisation);
  useAuthority(turn, authorisation, amount);
  const row = { id, account, payee, loanId, amount: minorUnits };
  turn.put({ is: 'frozen', row: { ...row, ...(isMandate && { mandate: authorisation }) } });
  return confirmed(turn.newReference());
}

export function release(turn: Turn, { freezeId }: ReleaseInstruction): Outcome {
  const row = turn.books.freezes.get(freezeId);
  if (row === undefined) return refused(whyNotFrozen(turn, freezeId));
  turn.put({ is: 'unfrozen', id: freezeId });
  if (row.mandate !== undefined) {
    const amount = formatMinorUnits(minus(ZERO, amountOf(row.amount)));
    turn.put({ is: 'mandate_used', mandate: row.mandate, amount });
  }
  return confirmed(turn.newReference());
}

/** A freeze that was made and is no more has ended; any other there never was. */
export function whyNotFrozen(turn: Turn, freezeId: string): 'freeze_ended' | 'freeze_unknown' {
  const { results, oldResults } = turn.books;
  const made = results.get(freezeId);
  const wasMade = made?.kind === 'freeze' && made.result.outcome === 'confirmed';
  return wasMade || oldResults.has(freezeId) ? 'freeze_ended' : 'freeze_unknown';
}
