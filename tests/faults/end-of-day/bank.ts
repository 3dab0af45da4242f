// A custodian without a memory: it confirms whatever the tables say was asked of it and not answered yet. So it may
// die with the platform at any moment, and goes on where the tables stand.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { BatchAnswer, BatchItem } from '@mutua/core/wallet/custody-batch.ts';
import { CUSTODIAN, DISPATCH, derivedId } from '@mutua/server/rails/rail-door.ts';
import type pg from 'pg';
import type { Must } from './office.ts';

interface SentBatch {
  readonly id: Id;
  readonly state: string;
  readonly items: readonly BatchItem[];
  readonly told: number;
}

/** Sends and answers until nothing is left to be sent or answered. */
export async function answerAll(pool: pg.Pool, must: Must, day: Day): Promise<void> {
  for (;;) {
    await send(pool, must);
    const batches = await readBatches(pool);
    if (batches.length === 0) return;
    for (const batch of batches) await answer(batch, pool, must, day);
  }
}

async function send(pool: pg.Pool, must: Must): Promise<void> {
  const { rows } = await pool.query<{ id: string; kind: 'instruction' | 'freeze' }>(
    `select id, 'instruction' as kind from wallet.instruction where state = 'created'
     union all
     select id, 'freeze' from loan.bid where state = 'accepted' and freeze_state = 'created'
     order by kind, id
     limit 500`,
  );
  if (rows.length === 0) return;
  const items = rows.map(({ id, kind }): BatchItem => ({ id: idOf(id), kind }));
  const content = items.map(({ id }) => id).join(' ');
  await must(DISPATCH, { kind: 'SendBatch', items, content }, derivedId(`batch ${content}`));
}

async function answer(
  { id: batchId, state, items, told }: SentBatch,
  pool: pg.Pool,
  must: Must,
  bankDay: Day,
): Promise<void> {
  if (state !== 'answered') {
    const answers = items.map(
      ({ id }): BatchAnswer => ({ id, outcome: 'confirmed', bankDay, bankReference: `R${id}` }),
    );
    const command = { kind: 'RecordAnswers', batchId, answers } as const;
    await must(CUSTODIAN, command, derivedId(`answers ${batchId}`));
    return;
  }
  const { rows } = await pool.query<{ id: string }>(
    `select id from wallet.instruction where id = any($1) and state = any($2) order by id`,
    [items.map(({ id }) => id), ['sent', 'unknown']],
  );
  await Promise.all(
    rows.map(({ id }) => {
      const command: AnyCommand = {
        ...{ kind: 'RecordInstruction', instructionId: idOf(id), outcome: 'confirmed' },
        bankReference: `R${id}`,
      };
      return must(CUSTODIAN, command, derivedId(`confirmed ${id}`));
    }),
  );
  const results = items
    .filter(({ kind }) => kind === 'freeze')
    .map(({ id: bidId }) => ({ bidId, outcome: 'confirmed', bankReference: `R${bidId}` }) as const);
  if (results.length > 0) {
    await must(CUSTODIAN, { kind: 'RecordFreezes', results }, derivedId(`frozen ${batchId}`));
  }
  await must(DISPATCH, { kind: 'SettleBatch', batchId, told }, derivedId(`settled ${batchId}`));
}

async function readBatches(pool: pg.Pool): Promise<readonly SentBatch[]> {
  const { rows } = await pool.query<{ id: string; state: string; items: string; told: number }>(
    `select id, state, items, told
     from wallet.custody_batch
     where state in ('sent', 'unknown', 'answered')
     order by id`,
  );
  return rows.map(({ id, state, items, told }) => ({
    ...{ id: idOf(id), state, told: Number(told) },
    items: JSON.parse(items) as readonly BatchItem[],
  }));
}
