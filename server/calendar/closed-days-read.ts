// Days that are closed: when, by whom, over how many lines, and with which digest.
import type { ClosedDay } from '@mutua/contract/office/day-close.ts';
import { readPacked } from '../database/packed-json.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import type { Connection } from '../ledger/standing.ts';

interface Row {
  readonly day: string;
  readonly closedAt: Date;
  readonly actor: string | null;
  readonly closedByName: string | null;
  readonly transfers: bigint;
  readonly balance: string;
  readonly breaks: number;
  readonly digest: string;
}

/** The newest first. */
export async function readClosedDays(
  connection: Connection,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly ClosedDay[]> {
  const { rows } = await connection.query<Row>({
    name: 'closed days',
    text: `select close.day, close.closed_at as "closedAt", command.actor, identity.name as "closedByName",
        close.transfers, close.trial_balance::text as balance, close.digest,
        (select count(*)::integer from ledger.break where break.day = close.day) as breaks
      from (
        select *
        from ledger.day_close
        where $1::date is null or day < $1
        order by day desc
        limit $2
      ) as close
      -- The close itself is the first command after the day's own.
      left join commit.command on command.sequence = close.last_sequence + 1
      left join people.identity on 'person ' || identity.person_id = command.actor
      order by close.day desc`,
    values: [after?.[0] ?? null, readLimit],
  });
  return rows.map(({ closedAt, actor, closedByName, transfers, balance, ...own }) => ({
    ...own,
    closedAt: closedAt.toISOString(),
    closedBy: actor?.startsWith('person ') === true ? ('person' as const) : ('calendar' as const),
    ...present({ closedByName }),
    transfers: Number(transfers),
    custody: custodyOf(balance),
  }));
}

function custodyOf(balance: string): ClosedDay['custody'] {
  const rows = readPacked(balance) as readonly {
    readonly kind: string;
    readonly currency: string;
    readonly balance: bigint;
  }[];
  const custody = rows.find(({ kind }) => kind === 'custody');
  return moneyOf(custody?.balance ?? 0n, custody?.currency ?? 'CNY');
}
