// What the workers of the load share: the persons, the counter, and what is known of each client's open things.

import { setTimeout as pause } from 'node:timers/promises';
import type { DemoPersonOnWire } from '@mutua/contract/installation/demo.ts';
import type { Chance } from './chance.ts';
import type { Gate } from './gate.ts';
import type { Owners } from './owners.ts';
import { NotNow, type SentCommand, type Teller } from './teller.ts';

export const CURRENCY = 'CNY';
export const LENDERS = ['lender-one', 'lender-two', 'lender-institution'] as const;
export const BORROWERS = ['borrower', 'borrower-organisation'] as const;
/** After a step that found nobody, before the next one. */
const LATER_MS = 100;

/** What waits for its owner or for the bank. */
export interface OpenThings {
  topUps: number;
  withdrawals: number;
  mandates: number;
}

export interface Desk {
  readonly gate: Gate;
  readonly teller: Teller;
  readonly owners: Owners;
  readonly persons: ReadonlyMap<string, DemoPersonOnWire>;
  readonly open: ReadonlyMap<string, OpenThings>;
  /** Listings that take bids, as somebody saw them last. */
  listings: readonly { readonly loanId: string; readonly riskNotice: string }[];
  /** Commands of which nobody knows whether they were done. */
  readonly unknown: SentCommand[];
  readonly stopping: AbortSignal;
}

export function personOf({ persons }: Pick<Desk, 'persons'>, key: string): DemoPersonOnWire {
  const person = persons.get(key);
  if (person === undefined) throw new Error(`There is no ${key} in the demo.`);
  return person;
}

export function yuan(amount: number) {
  return { minorUnits: `${amount}00`, currency: CURRENCY };
}

export interface Worker {
  readonly step: () => Promise<void>;
  readonly chance: Chance;
  /** Up to so long between two steps. */
  readonly pauseMs: number;
}

/** Does step after step while the gate is open. */
export async function work({ gate, stopping }: Desk, { step, chance, pauseMs }: Worker) {
  while (!stopping.aborted) {
    const isDone = await gate.through(async () => {
      if (stopping.aborted) return false;
      try {
        await step();
        return true;
      } catch (error) {
        if (error instanceof NotNow) return false;
        throw error;
      }
    });
    await pause(isDone ? chance.whole(0, pauseMs) : LATER_MS);
  }
}
