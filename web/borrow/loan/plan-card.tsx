// A new plan that two of the staff propose, for the borrower to agree to.
import type { PlanOnWire } from '@mutua/contract/loan/collection.ts';
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { useCommand } from '../../api/use-command.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { SERVICING_WORDS } from './servicing-words.ts';

interface PlanCardProps {
  readonly loan: LoanForBorrower;
  readonly plan: PlanOnWire;
}

export function PlanCard({ loan: { loanId, actions }, plan }: PlanCardProps) {
  const { t } = useWords(SERVICING_WORDS);
  const accept = useCommand('/api/loans/:loanId/reschedule-acceptance');
  const { how, instalmentCount = 0, instalments = 0, firstDueDay, acceptedOn } = plan;
  return (
    <Card title={t('plan')} className="next-card">
      <p>
        <Plain>
          {how === 'reschedule'
            ? t('planReschedule', { count: instalmentCount })
            : t('planHoliday', { count: instalments })}
        </Plain>
      </p>
      {firstDueDay !== undefined && (
        <p className="quiet">
          {t('planFirst')} <DayOnPage day={firstDueDay} />
        </p>
      )}
      <p className="quiet">{t(acceptedOn === undefined ? 'planWhy' : 'planAccepted')}</p>
      <Refusal of={accept} />
      {actions.includes('accept_reschedule') && (
        <div className="form-acts">
          <span />
          <Button
            kind="primary"
            isBusy={accept.state.kind === 'sending'}
            onClick={() => void accept.send({}, { path: { loanId } })}
          >
            {t('planAccept')}
          </Button>
        </div>
      )}
    </Card>
  );
}
