// In which posts somebody sits at the desk: what a post may not read is not asked for.
import { useSession } from '../../api/session.ts';

/** Whether whoever has signed in holds one of these posts, as its lead too. */
export function usePosts(...posts: readonly string[]): boolean {
  const session = useSession();
  if (session.kind !== 'person') return false;
  return session.person.positions.some((held) =>
    posts.some((post) => held === post || held === `${post}_lead`),
  );
}

/** Whether somebody looks on from outside. */
export function useIsObserver(): boolean {
  const session = useSession();
  return session.kind === 'person' && session.person.kind !== 'staff';
}
