// The breaks of a day that is being closed, each with whose account it is on and what its money left behind in
// each book.
import type { BreakInClose } from '@mutua/contract/office/day-close.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import type { Connection } from '../ledger/standing.ts';
import { readBreakMarks } from './break-marks-read.ts';
import type { BreakRow, BreaksAsked } from './break-row.ts';
import type { GroupDifference } from './close-groups-read.ts';

const BREAKS_MAX = 50;
const FINANCE = { roles: ['staff'], positions: ['finance_officer'] } as const;

/** Those of the day, and older ones that nobody has explained; what is not explained stands first. */
export async function readCloseBreaks(
  connection: Connection,
  { day }: Pick<BreaksAsked, 'day'>,
): Promise<readonly BreakRow[]> {
  const { rows } = await connection.query<BreakRow>({
    name: 'close: breaks',
    text: `with found as (
        select *, case
            when kind = 'balance_differs' then regexp_replace(reference, ' [a-z]+( #[0-9]+)?$', '')
            when kind = 'movement_unexplained' then reference
          end as account
        from ledger.break
        where day = $1::date or state = 'found'
        order by state <> 'found', id
        limit ${BREAKS_MAX}
      )
      select found.id as "breakId", found.rail, found.day, found.kind, found.reference, found.ours,
        found.theirs, found.state, found.explanation, found.explained_by as "explainedBy",
        found.mended_by as "mendedBy", explainer.name as "explainedByName",
        mender.name as "mendedByName", found.account, owner.kind as "accountKind",
        owner.id as "ownerId", owner.name as "ownerName"
      from found
      left join people.identity as explainer on explainer.person_id = found.explained_by
      left join people.identity as mender on mender.person_id = found.mended_by
      left join lateral (
        select client.id, held.role || '_cash' as kind, identity.name
        from (values ('lender'), ('borrower'), ('partner')) as held (role)
        join people.client on client.custody_accounts ->> held.role = found.account
        left join people.identity on identity.person_id = client.id
        where found.account is not null
        union all
        select null, 'platform_fees', null
        from wallet.own_account
        where own_account.account = found.account
        union all
        select null, 'unmatched', null
        where found.account like 'unmatched/%'
        limit 1
      ) as owner on true
      order by found.state <> 'found', found.id`,
    values: [day],
  });
  return rows;
}

/** On which kinds of account the comparison of the day found something, and how much. */
export function groupDifferences(
  rows: readonly BreakRow[],
  day: string,
): readonly GroupDifference[] {
  return rows.flatMap((row): GroupDifference[] => {
    const { kind, rail, reference, accountKind } = row;
    const difference = differenceOf(row);
    // What was not found again is no difference of this comparison.
    if (row.day !== day || (row.state === 'mended' && row.mendedBy === null)) return [];
    if (difference === undefined) return [];
    if (kind === 'balance_differs' && accountKind !== null && isBooked(reference)) {
      return [{ kind: accountKind, rail, difference }];
    }
    if (kind === 'control_total_differs' && reference === 'booked') {
      return [{ kind: 'custody', rail, difference }];
    }
    const isReversal = reference.includes(' reversal');
    return rail === 'payment_provider'
      ? [{ kind: 'rails_clearing', rail, difference: isReversal ? -difference : difference }]
      : [];
  });
}

/** As the office sees them. */
export async function writeCloseBreaks(
  connection: Connection,
  rows: readonly BreakRow[],
  asked: BreaksAsked,
): Promise<readonly BreakInClose[]> {
  if (rows.length === 0) return [];
  const marks = await readBreakMarks(connection, rows, asked);
  return rows.map((row) => {
    const { breakId, rail, day, kind, reference, state } = row;
    const difference = differenceOf(row);
    return {
      ...{ breakId, rail, day, kind, reference, state },
      ...present({ ours: row.ours, theirs: row.theirs, account: row.account }),
      ...present({ accountKind: row.accountKind, ownerName: row.ownerName }),
      ...present({ explanation: row.explanation, explainedByName: row.explainedByName }),
      ...present({ mendedByName: row.mendedByName, foundAt: momentOfId(breakId) }),
      ...(difference !== undefined && { difference: moneyOf(difference, asked.currency) }),
      marks: [...(marks.get(breakId) ?? [])],
      actions: actionsOf(row, asked.actor),
    };
  });
}

/** Theirs less ours, where the break is about money. */
export function differenceOf({
  kind,
  reference,
  ours,
  theirs,
}: Pick<BreakRow, 'kind' | 'reference' | 'ours' | 'theirs'>): bigint | undefined {
  const isMoney =
    ['missing_in_ledger', 'missing_at_bank', 'amount_differs', 'balance_differs'].includes(kind) ||
    (kind === 'control_total_differs' && reference !== 'accounts');
  const figure = /^-?\d{1,19}$/;
  if (!isMoney || !figure.test(ours ?? '0') || !figure.test(theirs ?? '0')) return undefined;
  return BigInt(theirs ?? '0') - BigInt(ours ?? '0');
}

function isBooked(reference: string): boolean {
  return / booked( #\d+)?$/.test(reference);
}

function actionsOf({ state, explainedBy }: BreakRow, actor: PersonActor): string[] {
  if (!mayUse(actor, FINANCE)) return [];
  const mayMend = state === 'explained' && explainedBy !== actor.id;
  return [...(state === 'found' ? ['explain'] : []), ...(mayMend ? ['mend'] : [])];
}

/** An id of the platform's own begins with the moment at which it was made. */
export function momentOfId(id: string): string | undefined {
  if (id.charAt(14) !== '8') return undefined;
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString();
}
