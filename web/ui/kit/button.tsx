// Buttons, and links that look like them.
import type { ReactNode } from 'react';
import { Go } from '../go.tsx';
import type { PageAddress } from '../page-address.ts';

export type ButtonKind = 'primary' | 'default' | 'danger' | 'link';

interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  readonly size?: 'large';
  readonly type?: 'button' | 'submit';
  /** While the answer is awaited; it cannot be pressed twice. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** The id of what says why it cannot be pressed. */
  readonly describedBy?: string;
  readonly onClick?: () => void;
  readonly testId?: string;
}

/** One act. */
export function Button({
  children,
  kind = 'default',
  size,
  type = 'button',
  isBusy = false,
  isDisabled = false,
  describedBy,
  onClick,
  testId,
}: ButtonProps) {
  return (
    <button
      type={type}
      className={`button button-${kind}`}
      data-size={size}
      data-testid={testId}
      disabled={isDisabled}
      aria-disabled={isBusy}
      aria-busy={isBusy}
      aria-describedby={describedBy}
      onClick={isBusy ? undefined : onClick}
    >
      {children}
    </button>
  );
}

/** A link to another page of ours, as a button. */
export function ButtonLink({
  to,
  children,
  kind = 'default',
}: {
  readonly to: PageAddress;
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
}) {
  return (
    <Go to={to} className={`button button-${kind}`}>
      {children}
    </Go>
  );
}
