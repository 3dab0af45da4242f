// A bounded number of passwords is worked on at once: each takes a tenth of a second of a processor and
// 32 MiB, and a flood of sign-ins must leave room for everything else.
import { ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import { hashPassword, SCRYPT_COST, type ScryptCost } from './password.ts';

// Node has four threads for such work and for files; two of them stay free.
const AT_ONCE = 2;
const WAITING_MAX = 64;

export interface PasswordWorkLimits {
  readonly atOnce?: number;
  readonly waitingMax?: number;
  /** For tests and simulations, which make many passwords. */
  readonly cost?: ScryptCost;
}

export class PasswordWork {
  /** Of the hashes that are made now. */
  readonly cost: ScryptCost;
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor({ atOnce = AT_ONCE, waitingMax = WAITING_MAX, cost }: PasswordWorkLimits = {}) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
    this.cost = cost ?? SCRYPT_COST;
  }

  /** The hash to keep of a password that `readPassword` accepted; refused `busy` when too many wait. */
  hash(password: string): Promise<Result<string>> {
    return this.inTurn(async () => ok(await hashPassword(password, this.cost)));
  }

  /** Does a piece of work that hashes or verifies; refused `busy`, before any of it, when too many wait. */
  async inTurn<Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> {
    if (this.#underWay >= this.#atOnce) {
      if (this.#waiting.length >= this.#waitingMax) return refuse('busy');
      // Whoever is called has the place of the one who calls.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#underWay += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#underWay -= 1;
      else next();
    }
  }
}
