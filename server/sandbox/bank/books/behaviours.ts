// Bad days on order: which of the behaviours that the sandbox was told fits an occasion.
import { createHash } from 'node:crypto';
import type { CallbackKind } from '@mutua/contract/custodian/callbacks.ts';
import { never } from '@mutua/core/kit/assert.ts';
import type { BehaviourRow } from './rows.ts';

/** Where something can go wrong. */
export type Occasion =
  | { readonly of: 'callback'; readonly callback: CallbackKind }
  | { readonly of: 'answer'; readonly path: string }
  | { readonly of: 'freeze' | 'withdrawal' | 'top_up' };

export function isFor(row: BehaviourRow, occasion: Occasion): boolean {
  switch (row.kind) {
    case 'answer_never':
      return occasion.of === 'answer' && occasion.path.startsWith(row.path ?? '/');
    case 'callback_twice':
    case 'callback_lost':
    case 'callback_late':
    case 'callbacks_out_of_order':
      return (
        occasion.of === 'callback' && (row.callback ?? occasion.callback) === occasion.callback
      );
    case 'refuse_freeze':
      return occasion.of === 'freeze';
    case 'bounce_withdrawal':
      return occasion.of === 'withdrawal';
    case 'fail_top_up':
      return occasion.of === 'top_up';
    default:
      return never(row.kind);
  }
}

/** Whether it happens at this occasion; always, unless it goes by chance. @param asked counts the occasions. */
export function happensByChance({ chancePpm, seed = 0 }: BehaviourRow, asked: number): boolean {
  if (chancePpm === undefined) return true;
  const drawn = createHash('sha256').update(`${seed} ${asked}`).digest().readUInt32BE(0);
  return drawn % 1_000_000 < chancePpm;
}
