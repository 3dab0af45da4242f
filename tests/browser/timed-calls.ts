// How long calls of the API take, each asked many times while the book goes on.
import { DemoActors } from './walks/demo-actors.ts';

export const PROMISED_MS = 50;
export const PROMISED_SHARE = 0.95;
const TOP_UP = { role: 'lender', amount: { minorUnits: '10000', currency: 'CNY' } };
const PPM = 1_000_000;

/** A call as somebody makes it. */
export interface Call {
  /** As it stands in the table. */
  readonly name: string;
  readonly url: string;
  readonly cookie: string;
  /** How long it took while the page opened, beside all else that the page asked for. */
  readonly inPageMs?: number;
}

interface Timed extends Call {
  readonly medianMs: number;
  readonly slowMs: number;
  readonly within: number;
}

/**
 * Asks all of them, so often. Before each round a command is accepted, so that nothing is answered from what was read
 * of the book as it stood before.
 */
export async function timeCalls(
  calls: readonly Call[],
  { url, times }: { readonly url: string; readonly times: number },
): Promise<readonly Timed[]> {
  const actors = await DemoActors.open(url);
  const took = new Map<Call, number[]>(calls.map((call) => [call, []]));
  for (let round = 0; round < times; round += 1) {
    await actors.act('lender-new', '/api/top-ups', TOP_UP);
    for (const [call, own] of took) own.push(await timeOf(url, call));
  }
  return [...took].map(([call, own]) => {
    const sorted = own.toSorted((left, right) => left - right);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
    const within = sorted.filter((ms) => ms <= PROMISED_MS).length;
    return { ...call, medianMs: at(0.5), slowMs: at(PROMISED_SHARE), within };
  });
}

async function timeOf(base: string, { url, cookie, name }: Call): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${base}${url}`, { headers: { cookie } });
  await answer.arrayBuffer();
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`${url} of ${name} answered ${answer.status}.`);
  return took;
}

/** The slowest first, and whether so many of a hundred calls answered in time. */
export function tableOf(
  timed: readonly Timed[],
  times: number,
): { readonly lines: readonly string[]; readonly isHeld: boolean } {
  const rows = timed.toSorted((left, right) => right.slowMs - left.slowMs);
  const within = timed.reduce((all, one) => all + one.within, 0);
  const count = timed.length * times;
  const sharePpm = count === 0 ? 0 : Math.floor((within / count) * PPM);
  const isHeld = sharePpm >= PROMISED_SHARE * PPM;
  const late = timed.filter(({ slowMs }) => slowMs > PROMISED_MS).length;
  const ms = (value: number | undefined) =>
    (value === undefined ? '' : value.toFixed(1)).padStart(8);
  return {
    lines: [
      '  median     95 %  in page  within  call, and the page that makes it; milliseconds',
      ...rows.map(({ medianMs, slowMs, inPageMs, within: held, name }) =>
        [ms(medianMs), ms(slowMs), ms(inPageMs), `${held}/${times}`.padStart(7), ` ${name}`].join(
          ' ',
        ),
      ),
      `${timed.length} calls, ${times} times each: ${(sharePpm / 10_000).toFixed(1)} % within ${PROMISED_MS} ms; of ${late} calls the 95th of a hundred takes longer.`,
    ],
    isHeld,
  };
}
