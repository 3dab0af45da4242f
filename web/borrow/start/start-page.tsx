// Before an application: what is needed, and who one has to be.
import type { GuidedPath } from '@mutua/contract/people/client.ts';
import { useSession } from '../../api/session.ts';
import { useRead } from '../../api/use-read.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { AfterwardsCard, NeedsCard } from './before-cards.tsx';
import { AccountStep, DoneStep, IdentityStep, LaterStep } from './identity-steps.tsx';
import { START_WORDS } from './start-words.ts';

/** The page at /borrow/start; what was calculated comes along in the address. */
export function StartPage() {
  const { t } = useWords(START_WORDS);
  const session = useSession();
  return (
    <PublicFrame title={t('title')} lead={t('lead')}>
      <div className="two-thirds">
        <div className="stack">
          <Card title={t('steps')}>
            {session.kind === 'nobody' && <ForNobody />}
            {session.kind === 'person' && <ForPerson />}
          </Card>
          <AfterwardsCard />
        </div>
        <NeedsCard />
      </div>
    </PublicFrame>
  );
}

function ForNobody() {
  const { t } = useWords(START_WORDS);
  const here = encodeURIComponent(`/borrow/start${location.search}`);
  return (
    <>
      <ul className="plain-list">
        <LaterStep name={t('register')} why={t('registerWhy')} isNow />
        <LaterStep name={t('verify_identity')} why={t('verifyWhy')} />
        <LaterStep name={t('open_custody_account')} why={t('accountWhy')} />
      </ul>
      <div className="form-acts">
        <Go to={`/sign-in?next=${here}`}>{t('signIn')}</Go>
        <ButtonLink to={`/register?role=borrower&next=${here}`} kind="primary">
          {t('doRegister')}
        </ButtonLink>
      </div>
    </>
  );
}

function ForPerson() {
  const { t } = useWords(START_WORDS);
  const session = useSession();
  const isBorrower = session.kind === 'person' && session.person.roles.includes('borrower');
  const profile = useRead('/api/clients/me', { isOn: isBorrower });
  if (!isBorrower) return <NoticeBox tone="late">{t('notBorrower')}</NoticeBox>;
  return (
    <Shown read={profile}>
      {({ paths }) => <Path path={paths.find(({ role }) => role === 'borrower')} />}
    </Shown>
  );
}

function Path({ path }: { readonly path: GuidedPath | undefined }) {
  const { t } = useWords(START_WORDS);
  const next = path?.next;
  const isReady = next !== 'verify_identity' && next !== 'open_custody_account';
  return (
    <>
      <ul className="plain-list">
        <DoneStep name={t('register')} />
        {next === 'verify_identity' ? <IdentityStep /> : <DoneStep name={t('verify_identity')} />}
        {next === 'open_custody_account' && <AccountStep />}
        {next === 'verify_identity' && (
          <LaterStep name={t('open_custody_account')} why={t('accountWhy')} />
        )}
        {isReady && <DoneStep name={t('open_custody_account')} />}
      </ul>
      {isReady && (
        <div className="form-acts">
          <span />
          <ButtonLink to={`/borrow/apply${askedFor()}`} kind="primary">
            {t('apply')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}

/** What was calculated on the page before, for the form. */
function askedFor(): `?${string}` {
  return `?${location.search.replace(/^\?/, '')}`;
}
