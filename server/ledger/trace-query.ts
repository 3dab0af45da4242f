// What is asked of a trace, from the wire.
import type { TraceQuery } from '@mutua/contract/ledger/trace.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import { parseMinorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { orRefused } from '../http/problems.ts';
import type { TraceAsked } from './trace-read.ts';

export function readTraceQuery(query: TraceQuery): Omit<TraceAsked, 'owner' | 'language'> {
  const { direction, from, to } = query;
  const asked = { transferId: BigInt(query.transferId), direction };
  if (from === undefined && to === undefined) return asked;
  if (to === undefined) return orRefused(invalid('to', 'It is missing.'), 'query');
  const start = from === undefined ? ZERO : orRefused(parseMinorUnits(from, 'from'), 'query');
  const end = orRefused(parseMinorUnits(to, 'to'), 'query');
  return { ...asked, part: { start, end } };
}
