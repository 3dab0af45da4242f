// What the database's errors mean for whoever asked.

// PostgreSQL's codes for "not now": connection lost, stopping, starting, no connection free.
const UNAVAILABLE_STATES = /^(08...|57P0[123]|53300)$/;
// The system calls of a connection that cannot be made, or breaks.
const CONNECTION_CALLS = new Set(['connect', 'getaddrinfo', 'read', 'write']);
// The driver has no code for these.
const UNAVAILABLE_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** The five characters of an SQLSTATE, or empty. */
export function sqlStateOf(error: unknown): string {
  const code = codeOf(error);
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** Whether the database could not be reached: nothing is wrong with the request, and it may be sent again. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (UNAVAILABLE_STATES.test(codeOf(error))) return true;
  const call = 'syscall' in error ? String(error.syscall) : '';
  return CONNECTION_CALLS.has(call) || UNAVAILABLE_WORDS.test(error.message);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
