// Sums over an account's lines, with those of closed days kept at hand: nothing is ever booked to them again, so only
// the open day is read anew.
import { WITHOUT_END } from '../ledger/standing.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';

/** Lines of an account behind one transfer, through another. */
export interface LinesAsked extends Pick<PortfolioAccount, 'accountId' | 'holderId'> {
  readonly after: bigint;
  readonly through: bigint;
}

interface SumsOver<Sums> {
  readonly read: (asked: LinesAsked) => Promise<Sums>;
  /** Of two ranges, one behind the other. */
  readonly together: (before: Sums, more: Sums) => Sums;
  /** How much room they take. */
  readonly sizeOf: (sums: Sums) => number;
}

interface Kept<Sums> {
  /** The last transfer of the last closed day that it knows. */
  readonly through: bigint;
  readonly sums: Promise<Sums>;
  size: number;
}

/** Of all accounts together. */
const SIZE_MAX = 200_000;

export class ClosedSums<Sums> {
  readonly #over: SumsOver<Sums>;
  readonly #kept = new Map<bigint, Kept<Sums>>();

  constructor(over: SumsOver<Sums>) {
    this.#over = over;
  }

  /** Over all lines there are. */
  async of(account: PortfolioAccount): Promise<Sums> {
    const { accountId, holderId, closedThrough: after } = account;
    const [closed, open] = await Promise.all([
      this.#closed(account),
      this.#over.read({ accountId, holderId, after, through: WITHOUT_END }),
    ]);
    return this.#over.together(closed, open);
  }

  #closed({ accountId, holderId, closedThrough: through }: PortfolioAccount): Promise<Sums> {
    const known = this.#kept.get(accountId);
    if (known?.through === through) return known.sums;
    const read = this.#over.read({ accountId, holderId, after: known?.through ?? 0n, through });
    const sums =
      known === undefined
        ? read
        : Promise.all([known.sums, read]).then(([before, more]) =>
            this.#over.together(before, more),
          );
    const made: Kept<Sums> = { through, sums, size: 0 };
    this.#kept.delete(accountId);
    this.#kept.set(accountId, made);
    sums.then(
      (read) => {
        made.size = this.#over.sizeOf(read);
        this.#forgetOldest();
      },
      // What could not be read is read again by the next who asks.
      () => {
        if (this.#kept.get(accountId) === made) this.#kept.delete(accountId);
      },
    );
    return sums;
  }

  #forgetOldest(): void {
    let size = [...this.#kept.values()].reduce((all, one) => all + one.size, 0);
    for (const [accountId, kept] of this.#kept) {
      if (size <= SIZE_MAX) return;
      this.#kept.delete(accountId);
      size -= kept.size;
    }
  }
}
