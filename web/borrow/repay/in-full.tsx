// What ends a loan on a day, and ending it today.
import type {
  LoanForBorrower,
  PayoffOnWire,
  RepaymentSent,
} from '@mutua/contract/loan/servicing.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { missingFor, PurseBox, useAvailable } from './purse-box.tsx';
import { Receipt } from './receipt.tsx';
import { REPAY_WORDS } from './repay-words.ts';

export function InFull({ loan }: { readonly loan: LoanForBorrower }) {
  const { loanId } = loan;
  const today = useRead('/api/loans/:loanId/payoff', { path: { loanId } });
  const early = useCommand<RepaymentSent>('/api/loans/:loanId/early-repayments');
  if (early.state.kind === 'done') return <Receipt sent={early.state.result} loanId={loanId} />;
  return (
    <Shown read={today} lines={6}>
      {(payoff) => <OnDay loan={loan} today={payoff} early={early} />}
    </Shown>
  );
}

interface OnDayProps {
  readonly loan: LoanForBorrower;
  readonly today: PayoffOnWire;
  readonly early: ReturnType<typeof useCommand<RepaymentSent>>;
}

function OnDay({ loan: { loanId }, today, early }: OnDayProps) {
  const { t } = useWords(REPAY_WORDS);
  const [day, setDay] = useState(today.day);
  // A day that is over, or half typed, is not asked for.
  const isAsked = /^\d{4}-\d{2}-\d{2}$/.test(day) && day > today.day;
  const other = useRead('/api/loans/:loanId/payoff', {
    ...{ path: { loanId }, query: { day }, isOn: isAsked },
  });
  return (
    <Card title={t('payoff')} note={t('payoffNote')} className="next-card">
      <Field label={t('payoffDay')} hint={t('payoffDayHint')}>
        {(field) => <TextInput field={field} type="date" value={day} onChange={setDay} />}
      </Field>
      {isAsked ? (
        <Shown read={other}>
          {(payoff) => (
            <>
              <PayoffParts payoff={payoff} />
              <NoticeBox>{t('forecast')}</NoticeBox>
            </>
          )}
        </Shown>
      ) : (
        <EndToday payoff={today} early={early} loanId={loanId} />
      )}
    </Card>
  );
}

interface EndTodayProps extends Pick<OnDayProps, 'early'> {
  readonly payoff: PayoffOnWire;
  readonly loanId: string;
}

function EndToday({ payoff, early, loanId }: EndTodayProps) {
  const { t } = useWords(REPAY_WORDS);
  const available = useAvailable();
  const { total } = payoff;
  const isEnough = available !== undefined && missingFor(total, available) === undefined;
  return (
    <>
      <PayoffParts payoff={payoff} />
      <PurseBox needed={total} available={available} />
      <Refusal of={early} />
      {isEnough && (
        <div className="form-acts">
          <span />
          <Button
            kind="primary"
            isBusy={early.state.kind === 'sending'}
            onClick={() => void early.send({ how: 'in_full', amount: total }, { path: { loanId } })}
          >
            {t('payOff')}
            <ReckonedMoney money={total} />
          </Button>
        </div>
      )}
    </>
  );
}

function PayoffParts({ payoff }: { readonly payoff: PayoffOnWire }) {
  const { t } = useWords(REPAY_WORDS);
  return (
    <Facts
      isList
      items={[
        ...(['due', 'principal', 'interest', 'fee'] as const).map((name) => ({
          key: name,
          label: t(name),
          value: <ReckonedMoney money={payoff[name]} />,
        })),
        {
          key: 'total',
          label: (
            <>
              {t('total')} <DayOnPage day={payoff.day} />
            </>
          ),
          value: (
            <strong data-testid="payoff-total">
              <ReckonedMoney money={payoff.total} />
            </strong>
          ),
        },
      ]}
    />
  );
}
