// An early repayment in part: both ways compared, what it comes to today, and the act.
import type { LoanForBorrower, RepaymentSent } from '@mutua/contract/loan/servicing.ts';
import { useEffect, useState } from 'react';
import { useCommand, usePreview } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { ComparedWays } from './compared-ways.tsx';
import { missingFor, PurseBox, useAvailable } from './purse-box.tsx';
import { Receipt, SentParts } from './receipt.tsx';
import { REPAY_WORDS } from './repay-words.ts';

type Effect = 'shorter_term' | 'smaller_instalment';
const TYPING_MS = 300;

export function InPart({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(REPAY_WORDS);
  const { loanId, loanAmount } = loan;
  const { currency } = loanAmount;
  const [text, setText] = useState('');
  const [effect, setEffect] = useState<Effect>('shorter_term');
  const early = useCommand<RepaymentSent>('/api/loans/:loanId/early-repayments');
  const amount = useSettled(moneyTyped(text, currency)?.minorUnits);
  if (early.state.kind === 'done') return <Receipt sent={early.state.result} loanId={loanId} />;
  return (
    <Card title={t('inPart')} className="next-card">
      <div className="form">
        <Field label={t('amount')} hint={t('amountHint')}>
          {(field) => (
            <MoneyInput field={field} currency={currency} value={text} onChange={setText} />
          )}
        </Field>
        {amount !== undefined && (
          <>
            <Outlook loanId={loanId} principal={amount} />
            <Tabs
              label={t('effect')}
              kind="segments"
              current={effect}
              onChange={setEffect}
              items={[
                { key: 'shorter_term', label: t('shorter_term') },
                { key: 'smaller_instalment', label: t('smaller_instalment') },
              ]}
            />
            <PayPart
              loanId={loanId}
              asked={{ how: 'in_part', amount: { minorUnits: amount, currency }, effect }}
              early={early}
            />
          </>
        )}
      </div>
    </Card>
  );
}

function Outlook({ loanId, principal }: { readonly loanId: string; readonly principal: string }) {
  const outlook = useRead('/api/loans/:loanId/early-outlook', {
    ...{ path: { loanId }, query: { principal } },
  });
  return <Shown read={outlook}>{(value) => <ComparedWays outlook={value} />}</Shown>;
}

interface PayPartProps {
  readonly loanId: string;
  readonly asked: object;
  readonly early: ReturnType<typeof useCommand<RepaymentSent>>;
}

/** The preview says what it comes to, and what it would be refused for. */
function PayPart({ loanId, asked, early }: PayPartProps) {
  const { t } = useWords(REPAY_WORDS);
  const preview = usePreview<RepaymentSent>('/api/loans/:loanId/early-repayments/preview');
  const available = useAvailable();
  const { send, state } = preview;
  const question = JSON.stringify(asked);
  const balance = available?.minorUnits;
  useEffect(() => {
    // What can be spent is part of the question.
    if (balance !== undefined) void send(JSON.parse(question) as object, { path: { loanId } });
  }, [send, question, loanId, balance]);
  if (state.kind !== 'done') return <Refusal of={preview} />;
  const { amount } = state.result;
  return (
    <div>
      <p>
        <strong>{t('payToday')}</strong>
      </p>
      <SentParts sent={state.result} />
      <PurseBox needed={amount} available={available} />
      <Refusal of={early} />
      {missingFor(amount, available) === undefined && (
        <div className="form-acts">
          <span />
          <Button
            kind="primary"
            isBusy={early.state.kind === 'sending'}
            onClick={() => void early.send(asked, { path: { loanId } })}
          >
            {t('payPart')}
            <ReckonedMoney money={amount} />
          </Button>
        </div>
      )}
    </div>
  );
}

/** Once nothing was typed for a moment. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
