// A top-up: the amount, then the bank's own page, then the wait until the bank says that it is there.
import type { TopUpOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { moneyWords } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { MONEY_WORDS } from './money-words.ts';

const CURRENCY = 'CNY';
const ASK_AGAIN_MS = 2_000;

export function TopUpForm() {
  const { t } = useWords(MONEY_WORDS);
  const [text, setText] = useState('');
  const command = useCommand<{ readonly topUpId: string }>('/api/top-ups');
  const slip = useRead('/api/top-up-code');
  const amount = moneyTyped(text, CURRENCY);
  if (command.state.kind === 'done') {
    return <TopUpWaits topUpId={command.state.result.topUpId} onAgain={command.reset} />;
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== undefined) void command.send({ role: 'lender', amount });
      }}
    >
      <Field label={t('amount')} hint={t('topUpHint')}>
        {(field) => (
          <MoneyInput field={field} currency={CURRENCY} value={text} onChange={setText} />
        )}
      </Field>
      <Refusal of={command} />
      <Button
        type="submit"
        kind="primary"
        size="large"
        isBusy={command.state.kind === 'sending'}
        isDisabled={amount === undefined}
        testId="top-up"
      >
        <Plain>
          {amount === undefined ? t('topUp') : t('topUpAct', { amount: moneyWords(amount) })}
        </Plain>
      </Button>
      {slip.kind === 'ready' && (
        <p className="quiet">
          {t('transfer')} <code>{slip.value.code}</code>
        </p>
      )}
    </form>
  );
}

function TopUpWaits({
  topUpId,
  onAgain,
}: {
  readonly topUpId: string;
  readonly onAgain: () => void;
}) {
  const { t } = useWords(MONEY_WORDS);
  const read = useRead('/api/top-ups', { query: { limit: 5 }, everyMs: ASK_AGAIN_MS });
  const found =
    read.kind === 'ready' ? read.value.items.find((one) => one.topUpId === topUpId) : undefined;
  return (
    <div className="form" role="status">
      <BankLink topUp={found} />
      <Button onClick={onAgain}>{t('topUp')}</Button>
    </div>
  );
}

function BankLink({ topUp }: { readonly topUp: TopUpOnWire | undefined }) {
  const { t } = useWords(MONEY_WORDS);
  if (topUp !== undefined && topUp.state !== 'requested') {
    return (
      <p className="notice" data-testid={`top-up-${topUp.state}`}>
        {t(topUp.state)}
      </p>
    );
  }
  if (topUp?.pageUrl === undefined) return <p className="notice">{t('bankWaits')}</p>;
  return (
    <p className="notice" data-tone="late">
      {t('requested')}{' '}
      <a href={topUp.pageUrl} target="_blank" rel="noopener" data-testid="to-bank">
        {t('toBank')}
      </a>
    </p>
  );
}
