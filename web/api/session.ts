// Who has signed in on this browser.
import type { OpenedSessionOnWire, SessionOnWire } from '@mutua/contract/people/sign-in.ts';
import { type Answered, ask } from './ask.ts';
import { queryClient } from './query-client.ts';
import { closeStream } from './use-live.ts';
import { useRead } from './use-read.ts';

export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'person'; readonly person: SessionOnWire };

/** The cookie is not for scripts; this says only that it is worth asking. */
const MARK = 'mutua.signed-in';

/** Asked once for all parts of a page; who never signed in here asks nothing. */
export function useSession(): SessionState {
  const isMarked = localStorage.getItem(MARK) !== null;
  const session = useRead('/api/session', { isOn: isMarked });
  if (!isMarked) return { kind: 'nobody' };
  if (session.kind === 'ready') return { kind: 'person', person: session.value };
  if (session.kind === 'loading') return session;
  if (session.problem !== undefined) localStorage.removeItem(MARK);
  return { kind: 'nobody' };
}

/** Where somebody is at home after signing in. */
export function homeOf({
  kind,
  roles,
}: SessionOnWire): '/office' | '/supervise' | '/lend' | '/borrow' {
  if (kind === 'staff') return '/office';
  if (kind === 'regulator' || kind === 'auditor') return '/supervise';
  return roles.includes('lender') || !roles.includes('borrower') ? '/lend' : '/borrow';
}

/** Signs in; the token goes into a cookie that no script can read. */
export async function signIn(asked: {
  readonly signInName: string;
  readonly password: string;
}): Promise<Answered<OpenedSessionOnWire>> {
  const answer = await ask<OpenedSessionOnWire>({
    method: 'POST',
    url: '/api/sign-in',
    body: asked,
  });
  if (answer.kind === 'value') {
    closeStream();
    queryClient.clear();
    localStorage.setItem(MARK, 'yes');
  }
  return answer;
}

/** Ends the session and forgets what was read in it. */
export async function signOut(): Promise<void> {
  await ask({ method: 'POST', url: '/api/sign-out' });
  localStorage.removeItem(MARK);
  queryClient.clear();
  location.assign('/');
}
