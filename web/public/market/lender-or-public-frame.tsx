// The frame of public pages that lenders use as their own: who lends sees the lender's places.
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import type { PageHeadProps } from '../../ui/frame/page-head.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';

interface FrameProps extends PageHeadProps {
  readonly children: ReactNode;
  readonly phoneBar?: ReactNode;
}

export function LenderOrPublicFrame({ phoneBar, ...rest }: FrameProps) {
  const session = useSession();
  const isLender = session.kind === 'person' && session.person.roles.includes('lender');
  if (isLender) {
    return <PersonFrame area="lend" {...rest} {...(phoneBar === undefined ? {} : { phoneBar })} />;
  }
  return (
    <PublicFrame {...rest}>
      {rest.children}
      {phoneBar !== undefined && <div className="phone-bar">{phoneBar}</div>}
    </PublicFrame>
  );
}
