// The first start of a demo: a past is lived, once, before anybody can come. A later start finds it; one after a past
// that was broken off throws away what there is and begins again.
import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  businessDateAt,
  CHINA_TIME,
  type OperatorTime,
} from '@mutua/core/calendar/business-date.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { Database } from '../../database/database.ts';
import { livePast } from '../../lived/live-past.ts';
import { StartRefused } from '../../start-refused.ts';
import { readInstalled } from '../install-read.ts';
import type { OperatorDetails } from '../operator-details.ts';
import { type PastMark, readPastMark, removePastMark, writePastMark } from './past-mark.ts';

export interface PastSettling {
  readonly dataFolder: string;
  readonly clock: () => Instant;
  /** For how many months; 0 for none. */
  readonly months: number;
  /** How many people come, in per cent; left out: all. */
  readonly sizePercent?: number;
  readonly operator?: OperatorDetails | undefined;
  readonly operatorTime: Partial<OperatorTime>;
  readonly administratorPassword: string | undefined;
  readonly say: (line: string) => void;
  /** How much of it is lived, in thousandths, and up to which day; nothing when it is over. */
  readonly onProgress: (permille: number | undefined, day?: Day) => void;
  readonly signal: AbortSignal;
}

/** @throws StartRefused where half a past lies in a database that cannot be made anew here. */
export async function settlePast(database: Database, settling: PastSettling): Promise<void> {
  const { dataFolder, months, say, signal } = settling;
  const mark = readPastMark(dataFolder);
  if (mark === 'begun') {
    await forget(database, settling);
  } else if (await isUsed(database)) return;
  if (months === 0) return;
  const time = { ...CHINA_TIME, ...settling.operatorTime };
  const today = businessDateAt(settling.clock(), time);
  say(
    `Living the past of this demo, ${months} months up to ${formatDay(today)}: once, and it takes a minute or two …`,
  );
  writePastMark(dataFolder, 'begun');
  try {
    await livePast({
      ...{ ...settling, database, today, months },
      onProgress: ({ day, done, of }) => settling.onProgress(Math.floor((done * 1_000) / of), day),
    });
  } finally {
    settling.onProgress(undefined);
  }
  signal.throwIfAborted();
  const lived: PastMark = 'lived';
  writePastMark(dataFolder, lived);
}

/** Half a past is no book to go on with. */
async function forget(database: Database, { dataFolder, say }: PastSettling): Promise<void> {
  if (database.beginAnew === undefined) {
    throw new StartRefused(
      'The past of this demo was broken off. Begin with a new data folder.',
      2,
    );
  }
  say(
    'The past of this demo was broken off before it was lived to its end: what there is of it is thrown away, and it begins anew.',
  );
  await database.beginAnew();
  rmSync(path.join(dataFolder, 'sandbox'), { recursive: true, force: true });
  removePastMark(dataFolder);
}

async function isUsed({ pool }: Database): Promise<boolean> {
  const { businessDate } = await readInstalled(pool);
  return businessDate !== undefined;
}
