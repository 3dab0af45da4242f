// The town's money as the model counts it: what stands in each account, and what is held on its way out and in.
export interface Purse {
  posted: bigint;
  out: bigint;
  in: bigint;
}

export class Purses {
  readonly all = new Map<string, Purse>();
  /** Those that changed since the model was asked for them last. */
  #touched = new Set<string>();

  /** The same money, to try something with. */
  copy(): Purses {
    const other = new Purses();
    for (const [account, purse] of this.all) other.all.set(account, { ...purse });
    return other;
  }

  of(account: string): Readonly<Purse> {
    return this.all.get(account) ?? { posted: 0n, out: 0n, in: 0n };
  }

  /** What its owner may still dispose of. */
  free(account: string): bigint {
    const { posted, out } = this.of(account);
    return posted - out;
  }

  add(account: string, amount: bigint): void {
    if (amount === 0n) return;
    this.#own(account).posted += amount;
  }

  /** Money that is promised: it cannot be used for anything else. */
  hold(from: string, to: string, amount: bigint): void {
    this.#own(from).out += amount;
    this.#own(to).in += amount;
  }

  /** The promise has ended, one way or the other. */
  unhold(from: string, to: string, amount: bigint): void {
    this.hold(from, to, -amount);
  }

  takeTouched(): readonly string[] {
    const touched = [...this.#touched];
    this.#touched = new Set();
    return touched;
  }

  #own(account: string): Purse {
    this.#touched.add(account);
    const known = this.all.get(account);
    if (known !== undefined) return known;
    const made = { posted: 0n, out: 0n, in: 0n };
    this.all.set(account, made);
    return made;
  }
}

/** Everything in the town is in yuan. */
export function place(kind: string, owner: string): string {
  return `${kind}/${owner}/CNY`;
}

export const CUSTODY = place('custody', 'custodian');
