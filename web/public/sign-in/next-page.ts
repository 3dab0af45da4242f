// Where somebody wanted to go before they were asked to sign in.

/** An address of ours and no other. */
export function nextIn(query: URLSearchParams): string | undefined {
  const next = query.get('next');
  return next !== null && /^\/(?![/\\])/.test(next) ? next : undefined;
}
