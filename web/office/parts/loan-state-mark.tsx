// Where a loan stands in its life, with a mark that says how well.
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';

const MARKS: Readonly<Record<string, Status>> = {
  funding: 'yours',
  disbursed: 'yours',
  repaying: 'yours',
  overdue: 'late',
  defaulted: 'lateDeep',
  written_off: 'lost',
  closed: 'ok',
  rejected: 'ok',
  withdrawn: 'ok',
  failed: 'ok',
};

/** Whatever still waits for somebody is hollow. */
export function LoanStateMark({ state, word }: { readonly state: string; readonly word: string }) {
  return <StatusMark status={MARKS[state] ?? 'pending'} word={word} />;
}
