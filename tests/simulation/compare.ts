// The platform beside the model: every balance and every standing, and the laws of the chart of accounts.
import type { Claim } from '@mutua/core/claim/claim.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { TRANSFER_CODES } from '@mutua/core/ledger/transfer-codes.ts';
import type { FactKind, KnownWorld, Need } from '@mutua/core/world.ts';
import type { Door } from './doors.ts';
import { brokenCollections } from './families/cases.ts';
import { openOf } from './families/loan-life.ts';
import { CUSTODY } from './purses.ts';
import type { Town, TownLoan } from './town.ts';

/** Where the platform and the model differ, in words; nothing where they agree. */
export async function compareAccounts(
  town: Town,
  door: Door,
  accounts: readonly string[],
): Promise<string[]> {
  const known = await door.look(accounts.map((key) => ({ fact: 'account', key })));
  return accounts.flatMap((key) => {
    const { posted = 0n, pendingDebit = 0n, pendingCredit = 0n } = known.get('account', key) ?? {};
    const purse = town.purses.of(key);
    const [theirs, ours] = [
      `${posted} ${pendingDebit} ${pendingCredit}`,
      `${purse.posted} ${purse.out} ${purse.in}`,
    ];
    return theirs === ours ? [] : [`${key}: the platform says ${theirs}, the model ${ours}`];
  });
}

/** Everything there is. */
export async function compareAll(town: Town, door: Door): Promise<string[]> {
  const known = await door.look(needsOf(town));
  const differences = [
    ...(await compareAccounts(town, door, [...town.purses.all.keys()])),
    ...[...town.loans.values()].flatMap((loan) => compareLoan(town, known, loan)),
    ...compareStates(town, known),
    ...compareCases(town, known),
    ...compareGuards(town, known),
    ...compareReserves(town, known),
    ...brokenCollections(town),
    ...compareClients(town, known),
  ];
  return [...differences, ...brokenLaws(town, known)];
}

function needsOf(town: Town): Need[] {
  const all = (fact: FactKind, ids: Iterable<string>): Need[] =>
    [...ids].map((key) => ({ fact, key }));
  const loans = [...town.loans.values()];
  const served = loans.filter(({ rows }) => rows.length > 0).map(({ id }) => id);
  return [
    { fact: 'businessDay', key: 'current' },
    ...all('account', town.purses.all.keys()),
    ...all('loan', town.loans.keys()),
    ...all('servicing', served),
    ...all(
      'claim',
      loans.flatMap(({ claims }) => claims.map(({ id }) => id)),
    ),
    ...all('bid', town.bids.keys()),
    ...all('topUp', town.topUps.keys()),
    ...all('withdrawal', town.withdrawals.keys()),
    ...all('instruction', town.instructions.keys()),
    ...all('mandate', town.mandates.keys()),
    ...all('receipt', town.receipts.keys()),
    ...all('break', town.breaks.keys()),
    ...all('alarm', town.alarms.keys()),
    ...all('custodyBatch', town.batches.keys()),
    ...all('client', town.clients.keys()),
    ...all('case', town.cases.keys()),
    ...all('lender', town.clients.keys()),
    ...all('guarantor', town.guarantors.keys()),
    ...all('commitment', town.commitments.keys()),
    ...all('reserveScheme', town.reserves.keys()),
    ...all('collateral', town.things.keys()),
    ...all('borrower', town.clients.keys()),
  ];
}

/** One thing under the same name on both sides. */
function differs(what: string, theirs: unknown, ours: unknown): string[] {
  return theirs === ours
    ? []
    : [`${what}: the platform says ${String(theirs)}, the model ${String(ours)}`];
}

function compareLoan(town: Town, known: KnownWorld, loan: TownLoan): string[] {
  const { id } = loan;
  const theirs = known.get('loan', id);
  return [
    ...differs(`loan ${id} state`, theirs?.state, loan.state),
    ...differs(`loan ${id} class`, theirs?.assetClass ?? 'normal', loan.assetClass),
    ...differs(`loan ${id} accepted`, theirs?.accepted, town.accepted(loan)),
    ...differs(`loan ${id} frozen`, theirs?.frozen, town.frozen(loan)),
    ...differs(`loan ${id} next work`, theirs?.nextActionDay, loan.nextWork),
    ...differs(`loan ${id} reminder`, theirs?.reminderDay, loan.reminder),
    ...differs(`loan ${id} claim day`, theirs?.compensationDay, loan.claimDay),
    ...differs(`loan ${id} reserve day`, theirs?.reserveDay, loan.reserveDay),
    ...loan.claims.flatMap((claim) => {
      const standing = known.get('claim', claim.id);
      return [
        ...differs(`claim ${claim.id} outstanding`, standing?.outstanding, claim.outstanding),
        ...differs(`claim ${claim.id} received`, standing?.principalReceived, claim.received),
        ...differs(`claim ${claim.id} interest`, standing?.interestReceived, claim.interest),
        ...differs(`claim ${claim.id} penalty`, standing?.penaltyReceived, claim.penalty),
        ...differs(`claim ${claim.id} odd cents`, standing?.roundingUnits, claim.extras),
        ...differs(`claim ${claim.id} loss`, standing?.loss ?? 0n, claim.loss),
        ...differs(`claim ${claim.id} is closed`, standing?.state === 'closed', claim.closed),
        ...differs(
          `claim ${claim.id} is paid by others`,
          standing?.state === 'compensated',
          claim.compensated === true,
        ),
      ];
    }),
    ...compareRows(known, loan),
  ];
}

function compareRows(known: KnownWorld, loan: TownLoan): string[] {
  if (loan.rows.length === 0) return [];
  const servicing = known.get('servicing', loan.id);
  const theirs = (servicing?.accounts ?? []).map(({ due, paid, waived, settledDay }) =>
    (['penalty', 'fee', 'interest', 'principal'] as const).map((name) =>
      settledDay === undefined ? due[name] - paid[name] - waived[name] : 0n,
    ),
  );
  const ours = loan.rows.map((row) => {
    const { penalty, fee, interest, principal } = openOf(row);
    return [penalty, fee, interest, principal];
  });
  return [
    ...differs(`loan ${loan.id} open by instalment`, theirs.join(' | '), ours.join(' | ')),
    ...differs(`loan ${loan.id} fallen due`, servicing?.fallenDue, loan.fallen),
    ...differs(`loan ${loan.id} answered for`, servicing?.coveredThrough ?? 0, loan.answered),
  ];
}

function compareCases(town: Town, known: KnownWorld): string[] {
  return [...town.cases.values()].flatMap((one) => {
    const theirs = known.get('case', one.id);
    const { stage, promiseDay } = theirs?.collection ?? {};
    return differs(
      `case ${one.id}`,
      [theirs?.state, theirs?.ownerId, theirs?.escalationLevel, stage, promiseDay].join(' '),
      [one.state, one.ownerId, one.level, one.stage, one.promise?.day].join(' '),
    );
  });
}

function compareGuards(town: Town, known: KnownWorld): string[] {
  return [
    ...[...town.guarantors.values()].flatMap(({ id, standing, committed }) => {
      const theirs = known.get('guarantor', id);
      return [
        ...differs(`guarantor ${id} status`, theirs?.standing?.status, standing?.status),
        ...differs(`guarantor ${id} promised`, theirs?.committed ?? 0n, committed),
      ];
    }),
    ...[...town.commitments.values()].flatMap(({ id, state }) =>
      differs(`commitment ${id}`, known.get('commitment', id)?.state, state),
    ),
    ...[...town.things.values()].flatMap(({ id, state, value }) => {
      const theirs = known.get('collateral', id);
      return differs(`thing ${id}`, `${theirs?.state} ${theirs?.value}`, `${state} ${value}`);
    }),
  ];
}

function compareReserves(town: Town, known: KnownWorld): string[] {
  return [...town.reserves.values()].flatMap((ours) => {
    const { id, state, proposal, paidIn, givenBack, waiting, move } = ours;
    const { spendDay, accrualDay, missedSince, shortSince } = ours;
    const theirs = known.get('reserveScheme', id);
    const said = [theirs?.state, theirs?.proposal?.to, theirs?.contributed, theirs?.released];
    const days = [theirs?.spendDay, theirs?.accrualDay, theirs?.missedSince, theirs?.shortSince];
    return differs(
      `reserve ${id}`,
      [...said, theirs?.waiting, theirs?.move?.instructionId, ...days].join(' '),
      [
        ...[state, proposal?.to, paidIn, givenBack, waiting, move?.instructionId],
        ...[spendDay, accrualDay, missedSince, shortSince],
      ].join(' '),
    );
  });
}

function compareStates(town: Town, known: KnownWorld): string[] {
  const states = <
    Kind extends
      | 'topUp'
      | 'withdrawal'
      | 'instruction'
      | 'mandate'
      | 'receipt'
      | 'break'
      | 'custodyBatch',
  >(
    kind: Kind,
    all: ReadonlyMap<Id, { readonly state: string }>,
  ) =>
    [...all].flatMap(([id, { state }]) =>
      differs(`${kind} ${id}`, known.get(kind, id)?.state, state),
    );
  return [
    ...states('topUp', town.topUps),
    ...states('withdrawal', town.withdrawals),
    ...states('instruction', town.instructions),
    ...states('mandate', town.mandates),
    ...states('receipt', town.receipts),
    ...states('break', town.breaks),
    ...states('custodyBatch', town.batches),
    ...[...town.alarms].flatMap(([id, state]) =>
      differs(`alarm ${id}`, known.get('alarm', id)?.state, state),
    ),
    ...[...town.bids.values()].flatMap(({ id, state, freeze }) => {
      const bid = known.get('bid', id);
      return differs(`bid ${id}`, `${bid?.state} ${bid?.freezeState}`, `${state} ${freeze}`);
    }),
    ...[...town.mandates.values()].flatMap(({ id, used }) =>
      differs(`mandate ${id} used`, known.get('mandate', id)?.used, used),
    ),
  ];
}

function compareClients(town: Town, known: KnownWorld): string[] {
  const day = known.get('businessDay', 'current');
  return [
    ...differs(
      'business date',
      `${day?.day} ${day?.state}`,
      `${town.today} ${town.processing ? 'processing' : 'open'}`,
    ),
    ...[...town.clients.values()].flatMap(
      ({ id, status, exposure, owed, openLoan, roles, worstBehind }) => [
        ...differs(`client ${id} status`, known.get('client', id)?.status, status),
        ...(roles.includes('lender')
          ? differs(`lender ${id} exposure`, known.get('lender', id)?.exposure, exposure)
          : []),
        ...(roles.includes('borrower')
          ? [
              ...differs(`borrower ${id} owed`, known.get('borrower', id)?.owed, owed),
              ...differs(
                `borrower ${id} worst days`,
                known.get('borrower', id)?.worstDaysOverdue ?? 0,
                worstBehind,
              ),
              ...differs(
                `borrower ${id} open loan`,
                known.get('borrower', id)?.openLoanId,
                openLoan,
              ),
            ]
          : []),
      ],
    ),
  ];
}

/** Laws 1 to 5 of the chart, on what the platform says alone; for law 6 see `brokenByOperator`. */
function brokenLaws(town: Town, known: KnownWorld): string[] {
  const posted = (key: string): bigint => known.get('account', key)?.posted ?? 0n;
  const money = [...town.purses.all.keys()].filter(
    (key) => !/^loan_(principal|interest|penalty|fee|written_off|owed)\//.test(key),
  );
  const others = money
    .filter((key) => key !== CUSTODY)
    .reduce((total, key) => total + posted(key), 0n);
  const broken =
    posted(CUSTODY) === others
      ? []
      : [`law 1: ${posted(CUSTODY)} at the bank, ${others} in the accounts`];
  for (const loan of town.loans.values()) {
    const of = (kind: string) => posted(`${kind}/${loan.id}/CNY`);
    const parts = ['principal', 'interest', 'penalty', 'fee', 'written_off'].map((name) =>
      of(`loan_${name}`),
    );
    const debt = parts.reduce((total, part) => total + part, 0n);
    if (debt !== of('loan_owed')) broken.push(`law 2: ${loan.id}`);
    const claims = loan.claims.flatMap(({ id }): readonly Claim[] => {
      const claim = known.get('claim', id);
      return claim === undefined ? [] : [claim];
    });
    const outstanding = claims.reduce<bigint>((total, claim) => total + claim.outstanding, 0n);
    if (loan.writtenOff === undefined && outstanding !== of('loan_principal'))
      broken.push(`law 3: ${loan.id}`);
    const awaited = known.get('account', `loan_funding/${loan.id}/CNY`)?.pendingCredit ?? 0n;
    const held = town.bidsOf(loan, 'accepted').reduce((total, { amount }) => total + amount, 0n);
    if (awaited !== held || of('loan_funding') !== 0n) broken.push(`law 4: ${loan.id}`);
    if (of('loan_repayment') !== 0n) broken.push(`law 5: ${loan.id}`);
  }
  return broken;
}

/** Law 6: with the operator clients and loans have to do by its fees and its costs alone. */
export function brokenByOperator(booked: readonly Transfer[]): string[] {
  return booked.flatMap(({ debit, credit, code }) => {
    const { number } = TRANSFER_CODES[code];
    const kinds = [debit.kind, credit.kind];
    const isOperators = kinds.some((kind) => kind === 'platform_fees' || kind === 'platform_funds');
    const isClients = kinds.some((kind) => kind.endsWith('_cash') || kind.startsWith('loan_'));
    const mayBe = (number >= 300 && number < 400) || (number >= 500 && number < 600);
    return isOperators && isClients && !mayBe ? [`law 6: ${code}`] : [];
  });
}
