// The form of an application: where one stands, the fields of the step, and the way on.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import { DRAFT_STEPS, type DraftStep } from '@mutua/contract/loan/draft-steps.ts';
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { AfterwardsCard, NeedsCard } from '../start/before-cards.tsx';
import { APPLY_WORDS } from './apply-words.ts';
import { CheckStep } from './check-step.tsx';
import { DocumentsStep } from './documents-step.tsx';
import { FactsStep } from './facts-step.tsx';
import { LoanStep } from './loan-step.tsx';
import { StepList } from './step-list.tsx';
import { useApplication } from './use-application.ts';
import { dropDraft } from './use-draft.ts';

export interface ApplyFormProps {
  readonly products: readonly ProductTermsOnWire[];
  readonly product: ProductTermsOnWire;
  /** Of the borrower: a person and an organisation are asked other things. */
  readonly kind: string;
  readonly draft: LoanDraftOnWire | undefined;
}

export function ApplyForm({ products, product, kind, draft }: ApplyFormProps) {
  const { t } = useWords(APPLY_WORDS);
  const open = useOpenPage();
  const application = useApplication(product, draft);
  const { step, steps, body, saved, filled, change, complaint, goTo, saveAndGoOn } = application;
  const drop = async () => {
    await dropDraft(product.code);
    open('/borrow');
  };
  const own = { product, kind, filled, change, complaint };
  return (
    <div className="two-thirds">
      <div className="stack">
        <StepList current={step} steps={steps} onGo={goTo} />
        {step === 'check' ? (
          <CheckStep {...{ product, kind, filled, body }} steps={steps ?? []} onGo={goTo} />
        ) : (
          <Card title={t(step)}>
            <form
              className="form"
              onSubmit={(event) => {
                event.preventDefault();
                void saveAndGoOn();
              }}
              noValidate
            >
              {step === 'loan' && <LoanStep {...own} products={products} />}
              {step === 'documents' && <DocumentsStep {...own} />}
              {step !== 'loan' && step !== 'documents' && <FactsStep {...own} step={step} />}
              <Refusal of={saved} />
              <StepActs step={step} isBusy={saved.state.kind === 'sending'} onBack={goTo} />
            </form>
          </Card>
        )}
        {draft !== undefined && (
          <p>
            <Button kind="link" onClick={() => void drop()}>
              {t('drop')}
            </Button>
          </p>
        )}
      </div>
      <div className="stack">
        <NeedsCard />
        <AfterwardsCard />
      </div>
    </div>
  );
}

interface StepActsProps {
  readonly step: DraftStep;
  readonly isBusy: boolean;
  readonly onBack: (step: DraftStep) => void;
}

function StepActs({ step, isBusy, onBack }: StepActsProps) {
  const { t } = useWords(APPLY_WORDS);
  const before = DRAFT_STEPS[DRAFT_STEPS.indexOf(step) - 1];
  return (
    <div className="form-acts">
      {before === undefined ? (
        <span />
      ) : (
        <Button onClick={() => onBack(before)}>{t('back')}</Button>
      )}
      <Button kind="primary" type="submit" isBusy={isBusy}>
        {t('next')}
      </Button>
    </div>
  );
}
