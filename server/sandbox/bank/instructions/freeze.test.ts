import { randomUUID } from 'node:crypto';
import type { FreezeInstruction } from '@mutua/contract/custodian/instructions.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenLaws } from '../books/check-books.ts';
import { LOAN, OTHER_LOAN, TrialBooks, yuan } from '../trial-books.ts';

let trial: TrialBooks;
let lender: string;
let borrower: string;
beforeEach(() => {
  trial = new TrialBooks();
  lender = trial.funded('lender', '100000');
  borrower = trial.account('borrower');
});

function freezing(change: Partial<FreezeInstruction> = {}): FreezeInstruction {
  return {
    kind: 'freeze',
    id: randomUUID(),
    account: lender,
    payee: borrower,
    loanId: LOAN,
    amount: yuan('60000'),
    ...change,
  };
}

describe('a freeze', () => {
  it('sets money apart inside the lender’s own account', () => {
    expect(trial.outcome(freezing({ authorisation: trial.mandate(lender) }))).toBe('confirmed');
    expect(trial.standing(lender)).toEqual([100_000n, 60_000n]);
  });

  it('is refused for an account that is not there, not open, of another class or currency', () => {
    const authorisation = trial.mandate(lender);
    const outcome = (change: Partial<FreezeInstruction>) =>
      trial.outcome(freezing({ authorisation, ...change }));
    expect(outcome({ account: 'nobody' })).toBe('account_unknown');
    expect(outcome({ payee: 'nobody' })).toBe('account_unknown');
    expect(outcome({ payee: trial.requested('borrower') })).toBe('account_not_open');
    expect(outcome({ payee: trial.account('lender') })).toBe('class_differs');
    expect(outcome({ payee: trial.account('platform') })).toBe('class_differs');
    expect(outcome({ account: trial.account('platform') })).toBe('class_differs');
    expect(outcome({ account: borrower })).toBe('class_differs');
    const euro = { minorUnits: '60000', currency: 'EUR' };
    expect(outcome({ amount: euro })).toBe('currency_differs');
    expect(trial.standing(lender)).toEqual([100_000n, 0n]);
  });

  it('is refused without its owner’s authorisation, whatever the platform names instead', () => {
    const other = trial.funded('lender', '100000');
    const waiting = trial.mandate(lender, {}, false);
    expect(trial.outcome(freezing())).toBe('authorisation_missing');
    expect(trial.outcome(freezing({ authorisation: randomUUID() }))).toBe('authorisation_missing');
    expect(trial.outcome(freezing({ authorisation: waiting }))).toBe('authorisation_missing');
    const strange = trial.mandate(other);
    expect(trial.outcome(freezing({ authorisation: strange }))).toBe('authorisation_differs');
  });

  it('is refused under a mandate of another scope or loan, or that has ended', () => {
    const outcome = (authorisation: string) => trial.outcome(freezing({ authorisation }));
    const repayment = trial.mandate(lender, { scope: 'repayment', loanId: LOAN });
    expect(outcome(repayment)).toBe('authorisation_differs');
    expect(outcome(trial.mandate(lender, { loanId: OTHER_LOAN }))).toBe('authorisation_differs');
    const ended = trial.mandate(lender, { expiresDay: '2026-11-22' });
    expect(outcome(ended)).toBe('authorisation_expired');
    expect(outcome(trial.mandate(lender, { expiresDay: '2026-11-23' }))).toBe('confirmed');
  });

  it('is refused beyond what a mandate allows, in all and each time', () => {
    const small = trial.mandate(lender, { perInstructionCap: yuan('59999') });
    expect(trial.outcome(freezing({ authorisation: small }))).toBe('mandate_cap_exceeded');
    const authorisation = trial.mandate(lender, { cap: yuan('60001') });
    expect(trial.outcome(freezing({ authorisation }))).toBe('confirmed');
    const rest = freezing({ authorisation, amount: yuan('2') });
    expect(trial.outcome(rest)).toBe('mandate_cap_exceeded');
  });

  it('is refused beyond what is available', () => {
    const authorisation = trial.mandate(lender);
    expect(trial.outcome(freezing({ authorisation }))).toBe('confirmed');
    expect(trial.outcome(freezing({ authorisation }))).toBe('insufficient_funds');
  });
});

describe('an authorisation for one payment', () => {
  const asked = (instruction: FreezeInstruction) => {
    const { id: instructionId, kind, account, payee, loanId, amount } = instruction;
    return { instructionId, kind, account, payee, loanId, amount };
  };

  it('covers its instruction, once', () => {
    const instruction = freezing();
    const authorisation = trial.once(asked(instruction));
    expect(trial.outcome({ ...instruction, authorisation })).toBe('confirmed');
    const again = freezing({ amount: yuan('60000'), authorisation });
    expect(trial.outcome(again)).toBe('authorisation_differs');
  });

  it('covers no other instruction, amount, payee or loan', () => {
    for (const change of [
      { id: randomUUID() },
      { amount: yuan('60001') },
      { payee: trial.account('borrower') },
      { loanId: OTHER_LOAN },
    ]) {
      const instruction = freezing();
      const authorisation = trial.once(asked(instruction));
      expect(trial.outcome({ ...instruction, authorisation, ...change })).toBe(
        'authorisation_differs',
      );
    }
  });

  it('covers nothing while the owner has not decided, has declined, or too late', () => {
    const outcome = (answer: 'waits' | 'declines') => {
      const instruction = freezing();
      const authorisation = trial.once(asked(instruction), answer);
      return trial.outcome({ ...instruction, authorisation });
    };
    expect(outcome('waits')).toBe('authorisation_missing');
    expect(outcome('declines')).toBe('authorisation_declined');
    const instruction = freezing();
    const authorisation = trial.once(asked(instruction));
    trial.now = plusMs(trial.now, 24 * 3_600_000 + 1);
    expect(trial.outcome({ ...instruction, authorisation })).toBe('authorisation_expired');
  });
});

describe('a release', () => {
  it('gives the money back to its owner’s free use, and the mandate its room', () => {
    const authorisation = trial.mandate(lender, { cap: yuan('60000') });
    const instruction = freezing({ authorisation });
    trial.batch(instruction);
    expect(trial.outcome({ kind: 'release', id: randomUUID(), freezeId: instruction.id })).toBe(
      'confirmed',
    );
    expect(trial.standing(lender)).toEqual([100_000n, 0n]);
    expect(trial.outcome(freezing({ authorisation }))).toBe('confirmed');
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('is refused for what was never frozen, or is no longer', () => {
    const freezeId = trial.frozen(lender, borrower, '100');
    const release = () => trial.outcome({ kind: 'release', id: randomUUID(), freezeId });
    expect(release()).toBe('confirmed');
    expect(release()).toBe('freeze_ended');
    const unknown = { kind: 'release', id: randomUUID(), freezeId: randomUUID() } as const;
    expect(trial.outcome(unknown)).toBe('freeze_unknown');
    const refused = freezing();
    trial.batch(refused);
    expect(trial.outcome({ kind: 'release', id: randomUUID(), freezeId: refused.id })).toBe(
      'freeze_unknown',
    );
  });
});
