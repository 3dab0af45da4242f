// A note that stands out: what is so and what follows; and why there is nothing here.
import type { ReactNode } from 'react';
import { Go } from '../go.tsx';
import type { PageAddress } from '../page-address.ts';

/** In a tone, never by colour alone: the sentence says it. */
export function NoticeBox({
  tone = 'info',
  children,
}: {
  readonly tone?: 'info' | 'late' | 'lost';
  readonly children: ReactNode;
}) {
  return (
    <div className="notice" data-tone={tone}>
      {children}
    </div>
  );
}

/** Why it is empty, and the one thing to do about it. */
export function Empty({
  why,
  to,
  action,
}: {
  readonly why: string;
  readonly to?: PageAddress;
  readonly action?: string;
}) {
  return (
    <p className="empty">
      {why}
      {to !== undefined && action !== undefined && (
        <>
          {' '}
          <Go to={to}>{action}</Go>
        </>
      )}
    </p>
  );
}
