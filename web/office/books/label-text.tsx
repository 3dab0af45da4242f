// A value of a list in the reader's language, and a state with its mark.

import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { Label } from '@mutua/contract/words/value-lists.ts';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { useLanguage } from '../../ui/words/declare-words.ts';

export type Labels = Readonly<Record<string, Label>>;

/** What the value is called. */
export function LabelText({ of, value }: { readonly of: Labels; readonly value: string }) {
  return wordOf(of, value, useLanguage());
}

const MARKS: Readonly<Record<string, Status>> = {
  ...{ found: 'late', explained: 'grace', mended: 'ok' },
  ...{ requested: 'pending', created: 'pending', sent: 'pending', instructed: 'pending' },
  ...{ confirmed: 'ok', credited: 'ok', paid: 'ok', claimed: 'ok', active: 'ok', settled: 'ok' },
  ...{ refused: 'lost', failed: 'lost', bounced: 'lost', unknown: 'late', missed: 'lost' },
  ...{ unmatched: 'late', proposed: 'grace', open: 'late', broken: 'lost', kept: 'ok' },
  ...{ in_progress: 'yours', waiting: 'pending', in_check: 'grace', frozen: 'lost' },
  ...{ suspended: 'late', verified: 'ok', registered: 'ok', recorded: 'pending', signed: 'ok' },
  ...{ under_way: 'pending', asked: 'pending', reversed: 'lost', authorised: 'pending' },
  ...{ released: 'ok', ended: 'ok', closed: 'ok', sent_back: 'ok', declined: 'lost' },
  ...{ cancelled: 'pending', expired: 'pending', dormant: 'pending' },
};

/** The mark of the state beside its word. */
export function StateMark({ of, state }: { readonly of: Labels; readonly state: string }) {
  return <StatusMark status={MARKS[state] ?? 'grace'} word={wordOf(of, state, useLanguage())} />;
}
