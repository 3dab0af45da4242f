// A link to another page of ours: it opens without loading everything again.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PageAddress } from './page-address.ts';

interface GoProps {
  readonly to: PageAddress;
  readonly className?: string;
  readonly children: ReactNode;
  /** Names the link where its content alone would not. */
  readonly label?: string;
  readonly isCurrent?: boolean;
}

/** Takes the reader to another page. */
export function Go({ to, className, children, label, isCurrent }: GoProps) {
  return (
    <Link
      to={to as string}
      {...(className === undefined ? {} : { className })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(isCurrent ? ({ 'aria-current': 'page' } as const) : {})}
      activeProps={{}}
      activeOptions={{ exact: true }}
    >
      {children}
    </Link>
  );
}
