// `mutua calc schedule`: a repayment schedule, by the engine of the house or by a peer's.
import {
  type ScheduleAnswer,
  ScheduleInputs,
  type ScheduleRow,
} from '@mutua/contract/calculator/schedule.ts';
import { ok, type Refused, type Result } from '@mutua/core/kit/result.ts';
import { peerSchedule } from '@mutua/core/loan/peer/schedule/peer-schedule.ts';
import type { PeerEngine } from '@mutua/core/loan/peer/schedule/terms.ts';
import { formatMajor, type MinorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Calculation, Line } from './calculation.ts';
import { readScheduleFields, type ScheduleFields } from './schedule-fields.ts';
import { hasDays, IGNORED_BY_OWN, makeOwnSchedule } from './schedule-own.ts';
import { IGNORED_BY_CUMULATIVE, IGNORED_BY_PEERS, readPeerTerms } from './schedule-peer.ts';
import { ignoredFields, readShape, withoutNulls } from './shape.ts';

export const scheduleCalculation: Calculation = {
  name: 'schedule',
  summary: 'Makes a repayment schedule, exact to the minor unit, by a named engine.',
  example:
    '{"id":"a","inputs":{"principal":"10000.00","annualRatePercent":"12","installments":12,"submittedOn":"2026-11-21"}}',
  calculate,
};

/** One row to be written, whatever engine made it. */
interface MadeRow {
  readonly number: number;
  readonly dueDay: Day | undefined;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  /** Where the inputs name fees. */
  readonly fee: MinorUnits | undefined;
  readonly balance: MinorUnits;
}

/** A field that is null says the same as one that is left out. */
function calculate(line: Line): Result<Line> {
  const shape = readShape(ScheduleInputs, withoutNulls(line.inputs), 'inputs');
  if (!shape.ok) return shape;
  const inputs = shape.value;
  const fields = readScheduleFields(inputs);
  if (!fields.ok) return fields;
  const engine = inputs.engine ?? 'MUTUA';
  const rows =
    engine === 'MUTUA'
      ? ownRows(inputs, fields.value)
      : peerRows(inputs, fields.value, engine === 'CUMULATIVE' ? 'cumulative' : 'progressive');
  if (!rows.ok) return rows;
  const unused = IGNORED_BY[engine].filter((field) => inputs[field] !== undefined);
  const ignored = [
    ...ignoredFields(ScheduleInputs, inputs, 'inputs'),
    ...unused.map((field) => `inputs.${field}`),
  ];
  const answer = answerOf(rows.value, fields.value.decimals);
  return ok({ ...answer, ...(ignored.length > 0 && { ignored }) });
}

const IGNORED_BY = {
  MUTUA: IGNORED_BY_OWN,
  PROGRESSIVE: IGNORED_BY_PEERS,
  CUMULATIVE: IGNORED_BY_CUMULATIVE,
} as const;

function ownRows(inputs: ScheduleInputs, fields: ScheduleFields): Result<MadeRow[]> {
  const made = makeOwnSchedule(inputs, fields);
  if (!made.ok) return made;
  const { rows, terms, principal, feeAtDisbursement } = made.value;
  const isDated = hasDays(fields);
  const hasFees = terms.fees !== undefined;
  const written = rows.map((row) => ({
    ...row,
    dueDay: isDated ? row.dueDay : undefined,
    fee: hasFees ? row.fee : undefined,
  }));
  if (feeAtDisbursement === 0n) return ok(written);
  const first: MadeRow = {
    number: 0,
    dueDay: isDated ? terms.valueDay : undefined,
    principal: ZERO,
    interest: ZERO,
    fee: feeAtDisbursement,
    balance: principal,
  };
  return ok([first, ...written]);
}

function peerRows(
  inputs: ScheduleInputs,
  fields: ScheduleFields,
  engine: PeerEngine,
): Result<MadeRow[]> {
  const terms = readPeerTerms(inputs, fields, engine);
  if (!terms.ok) return terms;
  const rows = peerSchedule(terms.value);
  return rows.ok ? ok(rows.value.map((row) => ({ ...row, fee: undefined }))) : asInput(rows);
}

/** The engine names the published field; the sender wrote it inside of `inputs`. */
function asInput(refused: Refused): Refused {
  const { code, data } = refused.refusal;
  const { field } = data;
  if (field === undefined) return refused;
  return { ok: false, refusal: { code, data: { ...data, field: `inputs.${field}` } } };
}

function answerOf(rows: readonly MadeRow[], decimals: number): ScheduleAnswer {
  const text = (value: MinorUnits) => formatMajor(value, decimals);
  const totalOf = ({ principal, interest, fee }: MadeRow) =>
    plus(plus(principal, interest), fee ?? ZERO);
  const hasFees = rows.some(({ fee }) => fee !== undefined);
  return {
    rows: rows.map(
      (row): ScheduleRow => ({
        n: row.number,
        ...(row.dueDay !== undefined && { due: formatDay(row.dueDay) }),
        principal: text(row.principal),
        interest: text(row.interest),
        ...(row.fee !== undefined && { fees: text(row.fee) }),
        total: text(totalOf(row)),
        balance: text(row.balance),
      }),
    ),
    totals: {
      principal: text(sum(rows.map(({ principal }) => principal))),
      interest: text(sum(rows.map(({ interest }) => interest))),
      ...(hasFees && { fees: text(sum(rows.map(({ fee }) => fee ?? ZERO))) }),
      total: text(sum(rows.map(totalOf))),
    },
  };
}
