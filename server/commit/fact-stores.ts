// Every kind of fact with its table: how the World is filled from the database, and its difference written there.

import { type FactKind, LISTS, type ListName, type Need } from '@mutua/core/world.ts';
import type { Change, WorldInMemory } from '@mutua/core/world-in-memory.ts';
import { businessDayTable, dayCloseTable } from '../calendar/calendar-store.ts';
import { loadDayTotals, loadOpenWork } from '../calendar/day-facts-read.ts';
import { claimTable } from '../claim/claim-store.ts';
import type { FactTable, Statement } from '../database/fact-table.ts';
import {
  type AccountNumbers,
  loadAccounts,
  loadHolds,
  readAccount,
  readHold,
  saveAccounts,
  saveHolds,
} from '../ledger/book-store.ts';
import {
  advanceTable,
  applicationTable,
  assessmentTable,
  listingTable,
} from '../loan/application-store.ts';
import { loadLoanHistories } from '../loan/loan-history-read.ts';
import {
  bidTable,
  contractTable,
  loanTable,
  servicingTable,
  transitionTable,
} from '../loan/loan-store.ts';
import { noticeReadingTable } from '../notice/notice-store.ts';
import { borrowerTable, clientTable, lenderTable } from '../people/client-store.ts';
import {
  authorityTable,
  counterTable,
  identityTable,
  operatorTable,
  questionnaireTable,
} from '../people/identity-store.ts';
import { signInTable } from '../people/sign-in-fact-store.ts';
import { surveyAnswerTable } from '../people/survey-store.ts';
import { clientTariffTable, productVersionTable } from '../product/product-store.ts';
import {
  loadReserveStandings,
  reserveAccrualTable,
  reserveSchemeTable,
  reserveSpendingTable,
} from '../safeguard/reserve-store.ts';
import {
  collateralTable,
  commitmentTable,
  compensationTable,
  guarantorChangeTable,
  guarantorTable,
} from '../safeguard/safeguard-store.ts';
import {
  alarmTable,
  bankMovementTable,
  breakTable,
  clientDebtTable,
  custodyBatchTable,
  ownAccountTable,
  receiptPayerTable,
  receiptTable,
  topUpReversalTable,
} from '../wallet/rails-store.ts';
import {
  instructionTable,
  mandateTable,
  topUpTable,
  withdrawalTable,
} from '../wallet/wallet-store.ts';
import {
  caseEntryTable,
  caseTable,
  collectionCostTable,
  contactTable,
  promiseTable,
} from '../work/case-store.ts';

/** Drawn from many rows for a command that is decided alone, read anew each time, and never saved. */
export const SUM_KINDS = ['dayTotals', 'openWork', 'reserveStanding', 'loanHistory'] as const;

type SumKind = (typeof SUM_KINDS)[number];
type TableKind = Exclude<FactKind, 'account' | 'hold' | SumKind>;
type Row = Readonly<Record<string, unknown>>;

/** Runs one statement and gives its rows. */
export type Reader = (statement: Statement) => Promise<readonly Row[]>;

/** In the order in which they are written: what others are about comes first. */
const TABLES: { readonly [Kind in TableKind]: FactTable<Kind> } = {
  businessDay: businessDayTable,
  dayClose: dayCloseTable,
  operator: operatorTable,
  counter: counterTable,
  authority: authorityTable,
  productVersion: productVersionTable,
  clientTariff: clientTariffTable,
  client: clientTable,
  lender: lenderTable,
  borrower: borrowerTable,
  identity: identityTable,
  signIn: signInTable,
  questionnaire: questionnaireTable,
  surveyAnswer: surveyAnswerTable,
  loan: loanTable,
  application: applicationTable,
  assessment: assessmentTable,
  listing: listingTable,
  advance: advanceTable,
  transition: transitionTable,
  bid: bidTable,
  claim: claimTable,
  servicing: servicingTable,
  topUp: topUpTable,
  withdrawal: withdrawalTable,
  instruction: instructionTable,
  contract: contractTable,
  mandate: mandateTable,
  topUpReversal: topUpReversalTable,
  clientDebt: clientDebtTable,
  receipt: receiptTable,
  receiptPayer: receiptPayerTable,
  custodyBatch: custodyBatchTable,
  ownAccount: ownAccountTable,
  bankMovement: bankMovementTable,
  break: breakTable,
  alarm: alarmTable,
  noticeReading: noticeReadingTable,
  case: caseTable,
  caseEntry: caseEntryTable,
  contact: contactTable,
  promise: promiseTable,
  collectionCost: collectionCostTable,
  guarantor: guarantorTable,
  guarantorChange: guarantorChangeTable,
  commitment: commitmentTable,
  compensation: compensationTable,
  collateral: collateralTable,
  reserveScheme: reserveSchemeTable,
  reserveAccrual: reserveAccrualTable,
  reserveSpending: reserveSpendingTable,
};

/** Every table that one kind of facts fills, for whoever goes through all of them. */
export const FACT_TABLES: readonly Pick<
  FactTable<TableKind>,
  'kind' | 'name' | 'loadByKey' | 'loadPage' | 'read'
>[] = Object.values(TABLES);

/** Loads facts and lists that are not in memory, one statement a kind. */
export async function loadNeeds(
  world: WorldInMemory,
  needs: readonly Need[],
  numbers: AccountNumbers,
  read: Reader,
): Promise<void> {
  const facts = new Map<FactKind, Set<string>>();
  const lists = new Map<ListName, Set<string>>();
  for (const need of needs) {
    if ('fact' in need) add(facts, need.fact, need.key);
    else add(lists, need.list, need.key);
  }
  await Promise.all([
    ...[...facts].map(async ([kind, keys]) => {
      if (kind === 'account') {
        const rows = await read(loadAccounts([...keys]));
        world.load(
          'account',
          rows.map((row) => readAccount(row, numbers)),
        );
      } else if (kind === 'hold') {
        world.load('hold', (await read(loadHolds([...keys]))).map(readHold));
      } else if (kind === 'dayTotals') {
        world.load(kind, await loadDayTotals([...keys], read));
      } else if (kind === 'openWork') {
        world.load(kind, await loadOpenWork([...keys], read));
      } else if (kind === 'loanHistory') {
        world.load(kind, await loadLoanHistories([...keys], read));
      } else if (kind === 'reserveStanding') {
        world.load(kind, await loadReserveStandings([...keys], read));
      } else {
        await loadInto(world, TABLES[kind], TABLES[kind].loadByKey([...keys]), read);
      }
    }),
    ...[...lists].map(async ([list, keys]) => {
      const table = TABLES[LISTS[list].kind];
      await loadInto(world, table, table.loadList(list, [...keys]), read);
    }),
  ]);
  world.settle(needs);
}

/** The statements that save a difference, each made when it is asked for. */
export function* saveChanges(
  changes: readonly Change[],
  numbers: AccountNumbers,
): Generator<Statement> {
  const byKind = new Map<FactKind, Change[]>();
  for (const change of changes) {
    const alike = byKind.get(change.kind);
    if (alike === undefined) byKind.set(change.kind, [change]);
    else alike.push(change);
  }
  const of = (wanted: FactKind) => (byKind.get(wanted) ?? []) as never[];
  for (const table of Object.values(TABLES)) yield* table.save(of(table.kind));
  yield* saveAccounts(of('account'), numbers);
  yield* saveHolds(of('hold'), numbers);
}

async function loadInto<Kind extends TableKind>(
  world: WorldInMemory,
  table: FactTable<Kind>,
  statement: Statement,
  read: Reader,
): Promise<void> {
  const rows = await read(statement);
  world.load(
    table.kind,
    rows.map((row) => table.read(row)),
  );
}

function add<Key>(groups: Map<Key, Set<string>>, group: Key, key: string): void {
  const keys = groups.get(group);
  if (keys === undefined) groups.set(group, new Set([key]));
  else keys.add(key);
}
