// The steps before an application, each with its state and, when its turn has come, its act.
import type { ReactNode } from 'react';
import { useCommand, usePreview } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Button } from '../../ui/kit/button.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BankStep } from '../parts/bank-step.tsx';
import { START_WORDS } from './start-words.ts';

interface StepRowProps {
  readonly name: string;
  readonly why?: string;
  readonly mark: ReactNode;
  readonly children?: ReactNode;
}

function StepRow({ name, why, mark, children }: StepRowProps) {
  return (
    <li className="list-row">
      <div>
        <p>
          <strong>{name}</strong> {mark}
        </p>
        {why !== undefined && <p className="quiet">{why}</p>}
        {children}
      </div>
    </li>
  );
}

export function DoneStep({ name }: { readonly name: string }) {
  const { t } = useWords(START_WORDS);
  return <StepRow name={name} mark={<StatusMark status="ok" word={t('done')} />} />;
}

interface LaterStepProps {
  readonly name: string;
  readonly why: string;
  readonly isNow?: boolean;
}

export function LaterStep({ name, why, isNow = false }: LaterStepProps) {
  const { t } = useWords(START_WORDS);
  const mark = <StatusMark status="pending" word={t(isNow ? 'now' : 'later')} />;
  return <StepRow name={name} why={why} mark={mark} />;
}

/** What the bank answered. */
interface AccountAsked {
  readonly state: 'opening' | 'open';
  readonly pageUrl?: string;
}

/** The identity source is asked at once. */
export function IdentityStep() {
  const { t } = useWords(START_WORDS);
  const verify = useCommand<{ readonly status: string }>('/api/clients/me/identity-verification');
  const isHeld = verify.state.kind === 'done' && verify.state.result.status === 'held';
  return (
    <StepRow
      name={t('verify_identity')}
      why={t('verifyWhy')}
      mark={<StatusMark status="pending" word={t('now')} />}
    >
      <Refusal of={verify} />
      {isHeld ? (
        <NoticeBox>{t('held')}</NoticeBox>
      ) : (
        <Button
          kind="primary"
          isBusy={verify.state.kind === 'sending'}
          onClick={() => void verify.send({})}
        >
          {t('doVerify')}
        </Button>
      )}
    </StepRow>
  );
}

const LOOK_MS = 2_000;

/** Opened at the bank's own page; asking again gives the same account. */
export function AccountStep() {
  const { t } = useWords(START_WORDS);
  const open = usePreview<AccountAsked>('/api/custody-accounts');
  const { state } = open;
  // The bank tells when it is open; until then the page looks.
  useRead('/api/clients/me', { everyMs: LOOK_MS, isOn: state.kind === 'done' });
  return (
    <StepRow
      name={t('open_custody_account')}
      why={t('accountWhy')}
      mark={<StatusMark status="pending" word={t('now')} />}
    >
      <Refusal of={open} />
      {state.kind === 'done' && state.result.state === 'opening' ? (
        <BankStep pageUrl={state.result.pageUrl} />
      ) : (
        <Button
          kind="primary"
          isBusy={state.kind === 'sending'}
          onClick={() => void open.send({ role: 'borrower', currency: CURRENCY })}
        >
          {t('doAccount')}
        </Button>
      )}
    </StepRow>
  );
}

/** Of the products so far. */
const CURRENCY = 'CNY';
