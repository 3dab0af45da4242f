// Why the platform does not start: an expected no with what to do, for the person at the terminal.

/** 2 where other arguments or another environment help (a port, a folder); 1 where they do not. */
export type RefusalStatus = 1 | 2;

export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly status: RefusalStatus;

  /** `message` says first what is so, then what can be done. */
  constructor(message: string, status: RefusalStatus) {
    super(message);
    this.status = status;
  }
}

/** The system's own word for an error, such as `EACCES`; empty when it has none. */
export function systemCodeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
