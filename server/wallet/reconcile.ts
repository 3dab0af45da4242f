// The daily reconciliation 对账: the ledger with the custodian's statement, and with what the payment provider
// settles, line by line and balance by balance. Every difference is recorded, and no day is closed over it.

import type { Instruction as InstructionOnWire } from '@mutua/contract/custodian/instructions.ts';
import type { CustodianStatement, StatementEntry } from '@mutua/contract/custodian-statement.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import {
  type Break,
  type ControlTotals,
  type Reconciliation,
  type ReconciliationBalance,
  type ReconciliationLine,
  type ReconciliationSide,
  reconcile,
} from '@mutua/core/ledger/reconciliation.ts';
import { type Currency, currency as currencyOf } from '@mutua/core/money/currency.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  minus,
  parseMinorUnits,
  plus,
  sum,
  times,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import type { BreakRail } from '@mutua/core/wallet/break.ts';
import type { RecordBreaks } from '@mutua/core/wallet/explain-break.ts';
import type pg from 'pg';
import { type Connection, inSnapshot } from '../ledger/standing.ts';
import type { Custodian } from '../rails/custodian/custodian.ts';
import type { PaymentProvider } from '../rails/payment/provider.ts';
import { CALENDAR, commitFor, type RailLane } from '../rails/rail-door.ts';
import type { Rails } from '../rails/rails.ts';
import { readCamt053 } from '../rails/statement/camt053-read.ts';
import { RailUnreadable, readAmount, readRailDay } from '../rails/wire.ts';
import { readBalances } from './balances-read.ts';
import { custodyLines } from './ledger-lines.ts';
import {
  type AnsweredBatch,
  type CardLine,
  readAccountChanges,
  readAnsweredBatches,
  readBookedParts,
  readCardLines,
  readEvents,
  readFirstTransfer,
  readFreezes,
  readReversals,
  readTotals,
} from './reconcile-read.ts';

const FINISH_MS = 60_000;
/** Over weekends and the longest holidays. */
const SETTLES_WITHIN_DAYS = 14;
const NO_CONTROLS: ControlTotals = { accounts: 0, booked: ZERO, frozen: ZERO };

export interface ReconcileOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  readonly custodian: Pick<Custodian, 'statementXml'>;
  readonly provider?: PaymentProvider;
  readonly rails?: Pick<Rails, 'finish'>;
  readonly currency: Currency;
  /** Has sandboxes begin this day, so that the one before is closed; a real rail closes its days by itself. */
  readonly closeRailDays?: (next: Day) => Promise<void>;
}

export interface DayReconciled {
  readonly custodian: Reconciliation;
  readonly provider?: Reconciliation;
}

/**
 * Compares one business date with the rails, and records what differs. May be done again: what is found no more
 * is mended, and what was explained stays so.
 *
 * @throws RailSilent, RailRefused while a rail has not closed its day, RailUnreadable.
 */
export async function reconcileDay(options: ReconcileOptions, day: Day): Promise<DayReconciled> {
  const { rails, closeRailDays, provider } = options;
  await rails?.finish(FINISH_MS);
  await closeRailDays?.(addDays(day, 1));
  await rails?.finish(FINISH_MS);
  const custodian = await compareCustodian(options, day);
  await record(options, 'custodian', day, custodian.breaks);
  if (provider === undefined) return { custodian };
  const settled = await compareProvider(options, provider, day);
  await record(options, 'payment_provider', day, settled.breaks);
  return { custodian, provider: settled };
}

/** The ledger beside the custodian's statement of a day; nothing is recorded. */
export async function compareCustodian(
  { pool, custodian, currency }: Pick<ReconcileOptions, 'pool' | 'custodian' | 'currency'>,
  day: Day,
): Promise<Reconciliation> {
  const statement = readStatement(await custodian.statementXml(formatDay(day)), day, currency);
  // Money comes and goes meanwhile: what is read in parts has to be of one moment.
  const ours = await inSnapshot(pool, (connection) => readOurSide(connection, statement, day));
  return reconcile(ours, sideOf(statement));
}

async function readOurSide(
  connection: Connection,
  statement: CustodianStatement,
  day: Day,
): Promise<ReconciliationSide> {
  const currency = currencyOf(statement.currency);
  const first = await readFirstTransfer(connection, day);
  const parts = await readBookedParts(connection, first, currency);
  const sequences = new Set(parts.map(({ sequence }) => sequence));
  const events = await readEvents(connection, [...sequences]);
  const batches = await readAnsweredBatches(connection, day);
  const reversals = await readReversals(connection, currency, day);
  const totals = await readTotals(connection, currency);
  const alone = new Set(statement.entries.filter(isAlone).map((one) => one.bankReference));
  const { lines, inTransit } = custodyLines({ day, parts, events, batches, reversals, alone });
  const accounts = statement.accounts.map(({ account }) => account);
  const balances = await readBalances(connection, currency, day, accounts);
  const later = await readAccountChanges(connection, inTransit);
  const frozenLater = await freezesAfter(connection, batches, day);
  const told = reversals.filter((one) => one.state === 'told' && one.bankDay <= day);
  const takenBack = sum(told.map(({ debited }) => debited));
  // A credit of a client's account is a debit of the custody's mirror.
  const custodyLater = minus(ZERO, later.get('custody') ?? ZERO);
  return {
    lines,
    balances: balances.map(({ account, booked, frozen }) => ({
      account,
      booked: minus(booked, later.get(account) ?? ZERO),
      frozen: minus(frozen, frozenLater.get(account) ?? ZERO),
    })),
    controls: {
      // The custodian counts accounts of clients who have not finished opening them, and receipts long ended.
      accounts: statement.controls.accounts,
      booked: minus(minus(totals.booked, custodyLater), takenBack),
      frozen: minus(totals.frozen, sum(frozenLater.values())),
    },
  };
}

/** Every account at the custodian beside the ledger, at this moment: only when nothing is under way. */
export async function compareBalances({
  pool,
  custodian,
  currency,
}: Pick<ReconcileOptions, 'pool' | 'currency'> & {
  readonly custodian: Pick<Custodian, 'balances'>;
}): Promise<Reconciliation> {
  const theirs: ReconciliationBalance[] = [];
  let after: string | undefined;
  do {
    const page = await custodian.balances(after);
    for (const { account, booked, frozen } of page.balances) {
      if (booked.currency !== currency) continue;
      theirs.push({ account, booked: readAmount(booked), frozen: readAmount(frozen) });
    }
    after = page.next;
  } while (after !== undefined);
  const farAhead = readRailDay('9999-12-30');
  const ours = await readBalances(pool, currency, farAhead);
  return reconcile(
    { lines: [], balances: ours, controls: NO_CONTROLS },
    { lines: [], balances: theirs, controls: NO_CONTROLS },
  );
}

/**
 * The ledger beside what the payment provider says it has settled on a day, payment by payment; nothing is recorded.
 *
 * A settlement is compared on the day on which it is moved: before, its money is on its way.
 */
export async function compareProvider(
  { pool, currency }: Pick<ReconcileOptions, 'pool' | 'currency'>,
  provider: PaymentProvider,
  day: Day,
): Promise<Reconciliation> {
  const { settlements } = await provider.settlements(
    formatDay(day),
    formatDay(addDays(day, -SETTLES_WITHIN_DAYS)),
  );
  const told = settlements
    .filter((one) => one.currency === currency && one.settlesOn === formatDay(day))
    .flatMap(({ lines }) => lines);
  const ours = await readCardLines(
    pool,
    currency,
    day,
    told.map(({ paymentId }) => paymentId as Id),
  );
  const credited = new Set(ours.map(({ paymentId }) => String(paymentId)));
  // What was paid and taken back before it was settled never came.
  const cameBack = new Set(told.flatMap((one) => (one.kind === 'reversal' ? [one.paymentId] : [])));
  const came = told.filter((one) => credited.has(one.paymentId) || !cameBack.has(one.paymentId));
  return reconcile(
    { lines: ours.map((one) => cardLine(one, day)), balances: [], controls: NO_CONTROLS },
    {
      lines: came.map((one) => cardLine({ ...one, amount: readAmount(one.amount) }, day)),
      balances: [],
      controls: NO_CONTROLS,
    },
  );
}

function cardLine(
  { paymentId, kind, amount }: Pick<CardLine, 'kind' | 'amount'> & { readonly paymentId: string },
  day: Day,
): ReconciliationLine {
  return {
    ...{ reference: `${paymentId} ${kind}`, amount, day },
    direction: kind === 'payment' ? 'credit' : 'debit',
  };
}

function readStatement(xml: string, day: Day, currency: Currency): CustodianStatement {
  const read = readCamt053(xml);
  if (!read.ok) {
    throw new RailUnreadable(`The statement cannot be read: ${JSON.stringify(read.refusal)}.`);
  }
  const statement = read.value;
  if (readRailDay(statement.day) !== day || currencyOf(statement.currency) !== currency) {
    throw new RailUnreadable('The statement is of another day or currency.');
  }
  return statement;
}

function sideOf({ entries, accounts, controls }: CustodianStatement): ReconciliationSide {
  return {
    lines: entries.map((entry) => ({
      reference: `${entryName(entry)} ${entry.kind}`,
      direction: entry.direction,
      amount: amountIn(entry.sum),
      day: readRailDay(entry.bookingDay),
    })),
    balances: accounts.map(({ account, booked, frozen }) => ({
      ...{ account, booked: amountIn(booked), frozen: amountIn(frozen) },
    })),
    controls: {
      accounts: controls.accounts,
      booked: amountIn(controls.booked),
      frozen: amountIn(controls.frozen),
    },
  };
}

/** Of a single movement: it came alone, or its owner authorised it when the rest of its batch was done. */
function isAlone({ batchId, instructionId }: StatementEntry): boolean {
  return batchId === undefined || instructionId !== undefined;
}

function entryName(entry: StatementEntry): string {
  return isAlone(entry) ? entry.bankReference : (entry.batchId ?? entry.bankReference);
}

/** What the custodian froze and freed after that day, account by account. */
async function freezesAfter(
  connection: Connection,
  batches: readonly AnsweredBatch[],
  day: Day,
): Promise<ReadonlyMap<string, MinorUnits>> {
  const signs = new Map<Id, number>();
  for (const { content, answers } of batches) {
    const done = new Set(
      answers
        .filter(({ outcome, bankDay }) => outcome === 'confirmed' && bankDay > day)
        .map(({ id }) => String(id)),
    );
    if (done.size === 0) continue;
    const { instructions } = JSON.parse(content) as { instructions: readonly InstructionOnWire[] };
    for (const one of instructions) {
      if (!done.has(one.id)) continue;
      for (const [id, sign] of freezesOf(one)) signs.set(id, (signs.get(id) ?? 0) + sign);
    }
  }
  const changes = new Map<string, MinorUnits>();
  for (const { id, account, amount } of await readFreezes(connection, [...signs.keys()])) {
    const before = changes.get(account) ?? ZERO;
    changes.set(account, plus(before, times(amount, BigInt(signs.get(id) ?? 0))));
  }
  return changes;
}

function freezesOf(instruction: InstructionOnWire): readonly (readonly [Id, 1 | -1])[] {
  switch (instruction.kind) {
    case 'freeze':
      return [[instruction.id as Id, 1]];
    case 'release':
      return [[instruction.freezeId as Id, -1]];
    case 'disburse':
      return instruction.freezes.map(({ freezeId }) => [freezeId as Id, -1] as const);
    default:
      return [];
  }
}

async function record(
  { lane }: ReconcileOptions,
  rail: BreakRail,
  day: Day,
  found: readonly Break[],
): Promise<void> {
  const command: RecordBreaks = { kind: 'RecordBreaks', rail, day, breaks: namedApart(found) };
  await commitFor(lane, CALENDAR, command);
}

/** As texts; what stands several times under one name has a number. */
function namedApart(found: readonly Break[]): RecordBreaks['breaks'] {
  const counts = new Map<string, number>();
  return found.map((one) => {
    const { reference, ...figures } = textsOf(one);
    const name = `${one.kind} ${reference}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return {
      ...{ kind: one.kind, ...figures },
      reference: count === 1 ? reference : `${reference} #${count}`,
    };
  });
}

function textsOf(found: Break): {
  readonly reference: string;
  readonly ours?: string;
  readonly theirs?: string;
} {
  switch (found.kind) {
    case 'missing_in_ledger':
      return { reference: found.reference, theirs: formatMinorUnits(found.theirs.amount) };
    case 'missing_at_bank':
      return { reference: found.reference, ours: formatMinorUnits(found.ours.amount) };
    case 'day_differs':
      return {
        ...{ reference: found.reference, ours: formatDay(found.ours) },
        theirs: formatDay(found.theirs),
      };
    case 'balance_differs': {
      const { account, part, ours, theirs } = found;
      return { reference: `${account} ${part}`, ours: String(ours), theirs: String(theirs) };
    }
    case 'control_total_differs':
      return {
        ...{ reference: found.total, ours: String(found.ours) },
        theirs: String(found.theirs),
      };
    case 'direction_differs':
    case 'amount_differs':
      return {
        ...{ reference: found.reference, ours: String(found.ours) },
        theirs: String(found.theirs),
      };
  }
}

function amountIn(text: string): MinorUnits {
  const amount = parseMinorUnits(text, 'amount');
  if (!amount.ok) throw new RailUnreadable('An amount of the statement cannot be read.');
  return amount.value;
}
