// A withdrawal: the amount with what it costs before it is asked for, then the bank's page.
import type { WithdrawalPreview } from '@mutua/contract/wallet/money-in-out.ts';
import { useEffect, useState } from 'react';
import { useCommand, usePreview } from '../../api/use-command.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { lessMoney, moneyWords } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { MONEY_FIGURES as FIGURES } from './money-figures.ts';
import { MONEY_WORDS } from './money-words.ts';

const CURRENCY = 'CNY';
const TYPING_MS = 300;

export function WithdrawForm() {
  const { t } = useWords(MONEY_WORDS);
  const [text, setText] = useState('');
  const command = useCommand('/api/withdrawals');
  const preview = usePreview<WithdrawalPreview>('/api/withdrawals/preview');
  const amount = moneyTyped(text, CURRENCY);
  const typed = amount?.minorUnits;
  const { send } = preview;
  useEffect(() => {
    if (typed === undefined) return;
    const fields = { role: 'lender', amount: { minorUnits: typed, currency: CURRENCY } };
    const timer = setTimeout(() => void send(fields), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, send]);
  const isRefused = preview.state.kind === 'refused';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount === undefined || isRefused) return;
        void command.send({ role: 'lender', amount }).then(({ kind }) => {
          if (kind === 'done') setText('');
        });
      }}
    >
      <Field label={t('amount')} hint={t('withdrawHint')}>
        {(field) => (
          <MoneyInput field={field} currency={CURRENCY} value={text} onChange={setText} />
        )}
      </Field>
      {preview.state.kind === 'done' && typed !== undefined && (
        <Costs preview={preview.state.result} />
      )}
      <Refusal of={typed !== undefined && isRefused ? preview : command} />
      <Button
        type="submit"
        kind="primary"
        size="large"
        isBusy={command.state.kind === 'sending'}
        isDisabled={amount === undefined || isRefused}
        testId="withdraw"
      >
        <Plain>
          {amount === undefined ? t('withdraw') : t('withdrawAct', { amount: moneyWords(amount) })}
        </Plain>
      </Button>
    </form>
  );
}

function Costs({ preview: { amount, total } }: { readonly preview: WithdrawalPreview }) {
  const { t } = useWords(MONEY_WORDS);
  const row = amount.minorUnits;
  return (
    <Facts
      isList
      items={[
        {
          key: 'fees',
          label: t('fees'),
          value: <Figure {...FIGURES.fees} money={lessMoney(total, amount)} row={row} />,
        },
        {
          ...{ key: 'total', label: t('total') },
          value: <Figure {...FIGURES.total} money={total} row={row} />,
        },
      ]}
    />
  );
}
