// The last step: everything that was filled in, what the loan would cost, the consents, and the act.
import type { ApplicationPreview } from '@mutua/contract/loan/application.ts';
import type { LoanDraftOnWire, SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import { DRAFT_STEPS, type DraftStep } from '@mutua/contract/loan/draft-steps.ts';
import { FACT_LABELS } from '@mutua/contract/words/value-lists.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import { useEffect, useState } from 'react';
import { useCommand, usePreview } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Checkbox } from '../../ui/kit/inputs.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { APPLY_WORDS } from './apply-words.ts';
import { CostCard } from './cost-card.tsx';
import type { StepProps } from './step-props.ts';
import { SummaryCard } from './summary-card.tsx';

interface CheckStepProps extends Omit<StepProps, 'change' | 'complaint'> {
  readonly steps: LoanDraftOnWire['steps'];
  readonly body: SaveLoanDraftBody;
  readonly onGo: (step: DraftStep) => void;
}

/** It is sent only when nothing is missing and both consents are given. */
export function CheckStep({ steps, body, onGo, ...own }: CheckStepProps) {
  const preview = usePreview<ApplicationPreview>('/api/loans/preview');
  const { facts: _, documents: __, step: ___, ...terms } = body;
  const asked = JSON.stringify({ productCode: own.product.code, ...terms });
  const isWhole = steps.length > 0 && steps.every(({ missing }) => missing.length === 0);
  const { send } = preview;
  useEffect(() => {
    if (isWhole) void send(JSON.parse(asked) as object);
  }, [send, asked, isWhole]);
  return (
    <>
      {!isWhole && <StillMissing steps={steps.length === 0 ? NOTHING_SAVED : steps} onGo={onGo} />}
      <SummaryCard {...own} body={body} onGo={onGo} />
      {preview.state.kind === 'done' && <CostCard cost={preview.state.result} />}
      <SendCard {...own} body={body} isWhole={isWhole} onGo={onGo} />
    </>
  );
}

/** Nothing was filled in yet: every step is to come. */
const NOTHING_SAVED: LoanDraftOnWire['steps'] = DRAFT_STEPS.filter((step) => step !== 'check').map(
  (step) => ({ step, missing: [step] }),
);

function StillMissing({ steps, onGo }: Pick<CheckStepProps, 'steps' | 'onGo'>) {
  const { t, language } = useWords(APPLY_WORDS);
  const nameOf = (field: string): string => {
    const [, fact] = /^facts\.(.+)$/.exec(field) ?? [];
    return fact === undefined ? '' : FACT_LABELS[fact as FactName][language];
  };
  return (
    <NoticeBox tone="late">
      <p>{t('check_missing')}</p>
      <ul className="plain-list">
        {steps
          .filter(({ missing }) => missing.length > 0)
          .map(({ step, missing }) => (
            <li key={step}>
              <Button kind="link" onClick={() => onGo(step)}>
                {t(step)}
              </Button>{' '}
              <span className="quiet">
                {missing.map(nameOf).filter(Boolean).join(t('listComma'))}
              </span>
            </li>
          ))}
      </ul>
    </NoticeBox>
  );
}

interface SendCardProps extends Pick<CheckStepProps, 'body' | 'onGo' | 'product'> {
  readonly isWhole: boolean;
}

function SendCard({ body, product, isWhole, onGo }: SendCardProps) {
  const { t } = useWords(APPLY_WORDS);
  const open = useOpenPage();
  const apply = useCommand<{ readonly loanId: string }>('/api/loans');
  const [agreed, setAgreed] = useState({ credit_inquiry: false, loan_application: false });
  const isAgreed = agreed.credit_inquiry && agreed.loan_application;
  const send = async () => {
    const { step: _, ...filledIn } = body;
    const done = await apply.send({ productCode: product.code, ...filledIn, consents: CONSENTS });
    if (done.kind === 'done') open(`/borrow/loans/${done.result.loanId}`);
  };
  return (
    <Card title={t('consents')}>
      <div className="form">
        <Checkbox
          label={t('consentCredit')}
          isChecked={agreed.credit_inquiry}
          onChange={(is) => setAgreed({ ...agreed, credit_inquiry: is })}
        />
        <Checkbox
          label={t('consentApplication')}
          isChecked={agreed.loan_application}
          onChange={(is) => setAgreed({ ...agreed, loan_application: is })}
        />
      </div>
      <Refusal of={apply} />
      <div className="form-acts">
        <Button onClick={() => onGo('documents')}>{t('back')}</Button>
        <Button
          kind="primary"
          isBusy={apply.state.kind === 'sending'}
          isDisabled={!isWhole || !isAgreed}
          describedBy="apply-why"
          onClick={() => void send()}
        >
          {body.loanAmount === undefined ? (
            t('sendPlain')
          ) : (
            <>
              {t('sendIt')}
              <ReckonedMoney money={body.loanAmount} />
            </>
          )}
        </Button>
      </div>
      <p className="quiet" id="apply-why">
        {!isWhole ? t('needWhole') : isAgreed ? '' : t('needConsents')}
      </p>
    </Card>
  );
}

/** In the versions that stand above. */
const CONSENTS = [
  { document: 'credit_inquiry', version: '1' },
  { document: 'loan_application', version: '1' },
];
