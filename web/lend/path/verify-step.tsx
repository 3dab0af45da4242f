// The second step: the identity is verified, then the account at the custodian is opened at the bank's own page.
import type { ProfileOnWire } from '@mutua/contract/people/client.ts';
import { useState } from 'react';
import { type Answered, ask } from '../../api/ask.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PATH_WORDS } from './path-words.ts';

export function VerifyStep({ profile }: { readonly profile: ProfileOnWire }) {
  return profile.status === 'registered' ? <Verify /> : <OpenAccount />;
}

function Verify() {
  const { t } = useWords(PATH_WORDS);
  const command = useCommand<{ readonly status: string }>('/api/clients/me/identity-verification');
  const { state } = command;
  return (
    <>
      <p>{t('verifyNote')}</p>
      {state.kind === 'done' && state.result.status === 'held' && (
        <p className="notice" data-tone="late">
          {t('held')}
        </p>
      )}
      <Refusal of={command} />
      <Button
        kind="primary"
        size="large"
        isBusy={state.kind === 'sending'}
        onClick={() => void command.send({})}
        testId="verify"
      >
        {t('verify')}
      </Button>
    </>
  );
}

interface Opened {
  readonly state: 'opening' | 'open';
  readonly pageUrl?: string;
}

/** Asking again gives the same account, so it is no command. */
function OpenAccount() {
  const { t } = useWords(PATH_WORDS);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answered<Opened>>();
  const openAccount = async (): Promise<void> => {
    setBusy(true);
    const body = { role: 'lender', currency: 'CNY' };
    setAnswer(await ask<Opened>({ method: 'POST', url: '/api/custody-accounts', body }));
    setBusy(false);
  };
  const pageUrl = answer?.kind === 'value' ? answer.value.pageUrl : undefined;
  return (
    <>
      <p>{t('openNote')}</p>
      {answer !== undefined && answer.kind !== 'value' && <Refusal of={{ state: answer }} />}
      {pageUrl === undefined ? (
        <Button
          kind="primary"
          size="large"
          isBusy={isBusy}
          onClick={() => void openAccount()}
          testId="open-account"
        >
          {t('openAccount')}
        </Button>
      ) : (
        <>
          <p className="acts">
            <a
              href={pageUrl}
              target="_blank"
              rel="noopener"
              className="button button-primary"
              data-testid="to-bank"
            >
              {t('toBank')}
            </a>
          </p>
          <p className="quiet" role="status">
            {t('accountWaits')}
          </p>
        </>
      )}
    </>
  );
}
