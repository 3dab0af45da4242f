// `npm run test:simulation`: the arguments, a line for every hundred towns, what they met together, and the exit status.
import { parseArgs } from 'node:util';
import { CoreDoor } from './core-door.ts';
import { addLife, gapsIn, nothingReached } from './reached.ts';
import { replayDifferences } from './replay.ts';
import { type Life, simulate } from './simulate.ts';

const SEEDS = 1_000;
const SAY_EVERY = 100;
/** Below so many towns it is no wonder that something is met by none. */
const ENOUGH = 500;
const USAGE = `node test.mjs --simulation [--seeds N] [--from SEED]
`;

/** 0 only when the platform and the model agreed in every town, and all that is there was met. */
export async function runSimulationCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const reached = nothingReached();
  const failed: number[] = [];
  const began = performance.now();
  const live = async (seed: number, work: () => Promise<Life>) => {
    try {
      addLife(reached, await work());
    } catch (error) {
      failed.push(seed);
      say(`FAILED seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (let place = 0; place < asked.seeds; place += 1) {
    await live(asked.from + place, () => liveInMemory(asked.from + place));
    if ((place + 1) % SAY_EVERY === 0)
      say(`${place + 1} towns, ${seconds(began)} s, ${failed.length} failed`);
  }
  const gaps = asked.seeds < ENOUGH ? [] : gapsIn(reached);
  for (const gap of gaps) say(`NOT MET ${gap}`);
  say(
    `${asked.seeds} towns in ${seconds(began)} s: ${failed.length} failed; ` +
      `${reached.refusals.size} refusals, ${reached.transfers.size} transfer codes and ${reached.transitions.size} transitions met.`,
  );
  if (failed.length > 0) say(`Again: node test.mjs --simulation --seeds 1 --from ${failed[0]}`);
  return failed.length === 0 && gaps.length === 0 ? 0 : 1;
}

/** One town, and its log played again. */
export async function liveInMemory(seed: number): Promise<Life> {
  const door = new CoreDoor();
  const life = await simulate(seed, door);
  const differences = replayDifferences(door);
  if (differences.length > 0)
    throw new Error(`Seed ${seed}: ${differences.slice(0, 5).join('; ')}`);
  return life;
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0);
}

function readArguments(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { seeds: text, from: text },
    });
    const asked = {
      seeds: Number(values.seeds ?? SEEDS),
      from: Number(values.from ?? 1),
    };
    const isUsable = Object.values(asked).every((one) => Number.isSafeInteger(one) && one >= 0);
    return isUsable ? asked : undefined;
  } catch {
    return undefined;
  }
}
