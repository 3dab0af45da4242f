import { randomUUID } from 'node:crypto';
import type { FreezeInstruction } from '@mutua/contract/custodian/instructions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { LOAN, TrialBooks, yuan } from '../trial-books.ts';
import { digestOf, workBatch } from './batch.ts';

let trial: TrialBooks;
let lender: string;
let freeze: FreezeInstruction;
beforeEach(() => {
  trial = new TrialBooks();
  lender = trial.funded('lender', '100000');
  freeze = {
    kind: 'freeze',
    id: randomUUID(),
    account: lender,
    payee: trial.account('borrower'),
    loanId: LOAN,
    amount: yuan('1000'),
    authorisation: trial.mandate(lender),
  };
});

const work = (batchId: string, ...instructions: FreezeInstruction[]) =>
  trial.turn((turn) => workBatch(turn, { batchId, instructions }, new Map()));

describe('a batch', () => {
  it('is worked once, whatever the order of the fields when it comes again', () => {
    const batchId = randomUUID();
    const first = work(batchId, freeze);
    const { kind, ...rest } = freeze;
    expect(work(batchId, { ...rest, kind })).toEqual(first);
    expect(trial.standing(lender)).toEqual([100_000n, 1_000n]);
    const callbacks = [...trial.books.callbacks.values()].map(({ callback }) => callback.kind);
    expect(callbacks.filter((one) => one === 'batch_done')).toHaveLength(1);
  });

  it('is refused under an id that was used for another', () => {
    const batchId = randomUUID();
    work(batchId, freeze);
    expect(work(batchId, { ...freeze, amount: yuan('2000') })).toBeUndefined();
    expect(work(batchId, freeze, { ...freeze, id: randomUUID() })).toBeUndefined();
    expect(trial.standing(lender)).toEqual([100_000n, 1_000n]);
  });

  it('spoils no instruction by its neighbour', () => {
    const missing = { ...freeze, id: randomUUID(), account: 'nobody' };
    const last = { ...freeze, id: randomUUID() };
    const outcomes = trial.batch(freeze, missing, last).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['confirmed', 'refused', 'confirmed']);
  });
});

describe('an instruction', () => {
  it('is worked once, in whatever batch it comes again', () => {
    const [first] = trial.batch(freeze);
    const [again, , once] = trial.batch(freeze, { ...freeze, id: randomUUID() }, freeze);
    expect(again).toEqual(first);
    expect(once).toEqual(first);
    expect(trial.standing(lender)).toEqual([100_000n, 2_000n]);
  });

  it('is refused under an id that was used for another, which stays as it was', () => {
    const [first] = trial.batch(freeze);
    expect(trial.outcome({ ...freeze, amount: yuan('999') })).toBe('instruction_differs');
    expect(trial.batch(freeze)).toEqual([first]);
  });

  it('that was refused stays refused under its id', () => {
    const poor = { ...freeze, amount: yuan('100001') };
    expect(trial.outcome(poor)).toBe('insufficient_funds');
    trial.topUp(lender, '100000');
    expect(trial.outcome(poor)).toBe('insufficient_funds');
    expect(trial.outcome({ ...poor, id: randomUUID() })).toBe('confirmed');
  });
});

it('tells contents apart by their fields, not by their order', () => {
  expect(digestOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(digestOf({ b: [{ d: 3, c: 2 }], a: 1 }));
  expect(digestOf({ a: [1, 2] })).not.toBe(digestOf({ a: [2, 1] }));
});
