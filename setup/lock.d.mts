/** Who holds a lock, and what it says of itself. */
export interface Holder {
  readonly pid: number;
  /** When it was taken, an ISO 8601 instant. */
  readonly since: string;
  readonly [note: string]: unknown;
}

export interface HeldLock {
  employ(pid: number): void;
  describe(note: Readonly<Record<string, unknown>>): void;
  release(): void;
}

export type Attempt =
  | { readonly held: HeldLock; readonly holder?: never }
  | { readonly holder: Holder; readonly held?: never };

export function tryLock(file: string, note?: Readonly<Record<string, unknown>>): Attempt;

export function waitForLock(
  file: string,
  options?: {
    readonly note?: Readonly<Record<string, unknown>>;
    readonly patienceMs?: number;
    readonly onWait?: (holder: Holder) => void;
  },
): Promise<HeldLock>;
