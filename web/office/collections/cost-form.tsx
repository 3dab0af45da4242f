// What collecting costs is written down; it moves no money before another person has released it.
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

const CURRENCY = 'CNY';

const FIELDS = [
  { key: 'purpose', label: 'purpose' },
  { key: 'reference', label: 'invoice' },
  { key: 'payeeName', label: 'payee' },
  { key: 'payeeAccount', label: 'payeeAccount' },
] as const;
type Texts = Readonly<Record<(typeof FIELDS)[number]['key'], string>>;

const EMPTY: Texts = { purpose: '', reference: '', payeeName: '', payeeAccount: '' };

export function CostForm({ caseId }: { readonly caseId: string }) {
  const { t } = useWords(COLLECTION_WORDS);
  const [texts, setTexts] = useState<Texts>(EMPTY);
  const [amount, setAmount] = useState('');
  const command = useCommand('/api/office/cases/:caseId/costs');
  const money = moneyTyped(amount, CURRENCY);
  const isWhole = money !== undefined && FIELDS.every(({ key }) => texts[key].trim() !== '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { kind } = await command.send({ ...texts, amount: money }, { path: { caseId } });
    if (kind !== 'done') return;
    setTexts(EMPTY);
    setAmount('');
  };
  return (
    <details className="card fold">
      <summary>{t('costNew')}</summary>
      <form
        className="plain-form"
        aria-label={t('costNew')}
        onSubmit={(event) => void submit(event)}
      >
        <Field label={t('amount')} complaint={complaintOf(command, 'amount')}>
          {(field) => (
            <MoneyInput field={field} currency={CURRENCY} value={amount} onChange={setAmount} />
          )}
        </Field>
        {FIELDS.map(({ key, label }) => (
          <Field key={key} label={t(label)} complaint={complaintOf(command, key)}>
            {(field) => (
              <TextInput
                field={field}
                value={texts[key]}
                onChange={(text) => setTexts({ ...texts, [key]: text })}
              />
            )}
          </Field>
        ))}
        <div className="across">
          <Refusal of={command} />
          <Button type="submit" isBusy={command.state.kind === 'sending'} isDisabled={!isWhole}>
            {t('costSave')}
          </Button>
        </div>
      </form>
    </details>
  );
}
