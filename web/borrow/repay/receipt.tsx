// The receipt of a repayment that was sent to the bank.
import type { RepaymentSent } from '@mutua/contract/loan/servicing.ts';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { REPAY_WORDS } from './repay-words.ts';

interface ReceiptProps {
  readonly sent: RepaymentSent;
  readonly loanId: string;
}

/** What was sent, in its parts. */
export function Receipt({ sent, loanId }: ReceiptProps) {
  const { t } = useWords(REPAY_WORDS);
  return (
    <Card title={t('sent')} className="next-card">
      <SentParts sent={sent} />
      <p className="quiet">{t('sentWhy')}</p>
      <div className="form-acts">
        <span />
        <ButtonLink to={`/borrow/loans/${loanId}`} kind="primary">
          {t('back')}
        </ButtonLink>
      </div>
    </Card>
  );
}

/** Parts that are nothing are left out. */
export function SentParts({ sent }: { readonly sent: RepaymentSent }) {
  const { t } = useWords(REPAY_WORDS);
  const { currency } = sent.amount;
  const parts = (['principal', 'interest', 'penalty', 'fee'] as const).filter(
    (name) => sent[name] !== '0',
  );
  return (
    <Facts
      isList
      items={[
        ...parts.map((name) => ({
          key: name,
          label: t(name),
          value: <ReckonedMoney money={{ minorUnits: sent[name], currency }} />,
        })),
        {
          key: 'total',
          label: t('total'),
          value: (
            <strong data-testid="sent-total">
              <ReckonedMoney money={sent.amount} />
            </strong>
          ),
        },
      ]}
    />
  );
}
