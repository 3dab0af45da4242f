// Asking for help with a loan that cannot be repaid as agreed.

import { CASE_RESULT_LABELS, CASE_STATE_LABELS } from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { HardshipRequestOnWire } from '@mutua/contract/work/contact.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { Empty, NoticeBox } from '../../ui/kit/notice-box.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { ContactsCard } from '../loan/records-cards.tsx';
import { REPAY_WORDS } from './repay-words.ts';

const RELIEFS = ['reschedule', 'payment_holiday', 'other'] as const;
type Relief = (typeof RELIEFS)[number];

/** The page at /borrow/loans/…/help. */
export function HelpPage() {
  const { t } = useWords(REPAY_WORDS);
  const { loanId = '' } = usePath();
  return (
    <PersonFrame area="borrow" title={t('helpTitle')} lead={t('helpLead')}>
      <div className="two-thirds">
        <div className="stack">
          <AskHelp loanId={loanId} />
          <p>
            <Go to={`/borrow/loans/${loanId}`}>{t('back')}</Go>
          </p>
        </div>
        <div className="stack">
          <Requests loanId={loanId} />
          <ContactsCard loanId={loanId} />
        </div>
      </div>
    </PersonFrame>
  );
}

function AskHelp({ loanId }: { readonly loanId: string }) {
  const { t } = useWords(REPAY_WORDS);
  const [relief, setRelief] = useState<Relief | ''>('');
  const [circumstances, setCircumstances] = useState('');
  const ask = useCommand('/api/loans/:loanId/hardship-requests');
  const [isTried, setTried] = useState(false);
  if (ask.state.kind === 'done') return <NoticeBox>{t('askedHelp')}</NoticeBox>;
  const send = () => {
    setTried(true);
    if (relief !== '') void ask.send({ relief, circumstances }, { path: { loanId } });
  };
  return (
    <Card title={t('helpTitle')} className="next-card">
      <div className="form">
        <Field
          label={t('relief')}
          complaint={isTried && relief === '' ? t('needChoice') : complaintOf(ask, 'relief')}
        >
          {(field) => (
            <Select
              field={field}
              value={relief}
              empty={t('needChoice')}
              options={RELIEFS.map((value) => ({ value, label: t(`relief_${value}`) }))}
              onChange={setRelief}
            />
          )}
        </Field>
        <Field
          label={t('circumstances')}
          hint={t('circumstancesHint')}
          complaint={complaintOf(ask, 'circumstances')}
        >
          {(field) => (
            <span className="text-input">
              <textarea
                {...field}
                className="text-area"
                rows={5}
                maxLength={2_000}
                value={circumstances}
                onChange={(event) => setCircumstances(event.target.value)}
              />
            </span>
          )}
        </Field>
        <Refusal of={ask} />
        <div className="form-acts">
          <span />
          <Button kind="primary" isBusy={ask.state.kind === 'sending'} onClick={send}>
            {t('askHelp')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Requests({ loanId }: { readonly loanId: string }) {
  const { t } = useWords(REPAY_WORDS);
  const requests = usePagedRead('/api/hardship-requests');
  return (
    <Card title={t('requests')}>
      <Shown read={requests.state}>
        {(all) => {
          const own = all.filter((one) => one.loanId === loanId);
          return own.length === 0 ? (
            <Empty why={t('noRequests')} />
          ) : (
            <ul className="plain-list">
              {own.map((one) => (
                <Request key={one.caseId} request={one} />
              ))}
            </ul>
          );
        }}
      </Shown>
    </Card>
  );
}

function Request({ request }: { readonly request: HardshipRequestOnWire }) {
  const { t, language } = useWords(REPAY_WORDS);
  const { openedAt, state, relief, circumstances, result } = request;
  const known = RELIEFS.find((one) => one === relief);
  return (
    <li className="list-row">
      <div>
        <p>
          <MomentOnPage at={openedAt} /> · {known === undefined ? relief : t(`relief_${known}`)} ·{' '}
          {CASE_STATE_LABELS[state][language]}
        </p>
        <p className="quiet">
          <Plain>{circumstances}</Plain>
        </p>
        {result !== undefined && (
          <p>
            {t('result')}
            {wordOf(CASE_RESULT_LABELS, result, language)}
          </p>
        )}
      </div>
    </li>
  );
}
