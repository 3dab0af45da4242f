// Every property of the suite runs this many cases, unless it says so itself.
import { configureGlobal } from 'fast-check';

const CASES = Number(process.env.MUTUA_CASES ?? 10_000);
if (!Number.isSafeInteger(CASES) || CASES < 1)
  throw new Error('MUTUA_CASES must be a whole number.');

configureGlobal({ numRuns: CASES });
