// Bearing out one fact: what was found, and where.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { FACT_LABELS } from '@mutua/contract/words/value-lists.ts';
import { FACT_SHAPES, type FactName } from '@mutua/core/credit/fact.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Field, type FieldInput } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_WORDS } from './review-words.ts';
import { useSourceWords } from './source-words.ts';

const SOURCES = ['credit_bureau', 'bank_statement', 'employer', 'document'] as const;
type Source = (typeof SOURCES)[number];

interface VerifySheetProps {
  readonly file: ReviewFile;
  readonly name: string;
  readonly onClose: () => void;
}

/** What was written stays beside what was found. */
export function VerifySheet({ file, name, onClose }: VerifySheetProps) {
  const { t, language } = useWords(REVIEW_WORDS);
  const sourceOf = useSourceWords();
  const command = useCommand('/api/office/loans/:loanId/verified-facts');
  const [typed, setTyped] = useState('');
  const [source, setSource] = useState<Source>('credit_bureau');
  const { currency } = file.loanAmount;
  const value = factTyped(name, typed, currency);
  const submit = async () => {
    const sent = await command.send({ name, value, source }, { path: { loanId: file.loanId } });
    if (sent.kind === 'done') onClose();
  };
  return (
    <Sheet
      title={t('verifyTitle', { fact: wordOf(FACT_LABELS, name, language) })}
      onClose={onClose}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t('verifyValue')}>
          {(field) => (
            <ValueInput
              field={field}
              name={name}
              currency={currency}
              value={typed}
              onChange={setTyped}
            />
          )}
        </Field>
        <Field label={t('verifySource')}>
          {(field) => (
            <Select
              field={field}
              value={source}
              options={SOURCES.map((one) => ({ value: one, label: sourceOf(one) }))}
              onChange={setSource}
            />
          )}
        </Field>
        <Refusal of={command} />
        <Button
          kind="primary"
          type="submit"
          isBusy={command.state.kind === 'sending'}
          isDisabled={value === undefined}
        >
          {t('verifySubmit')}
        </Button>
      </form>
    </Sheet>
  );
}

interface ValueInputProps {
  readonly field: FieldInput;
  readonly name: string;
  readonly currency: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ValueInput({ field, name, currency, value, onChange }: ValueInputProps) {
  const shape = FACT_SHAPES[name as FactName];
  switch (shape.kind) {
    case 'money':
      return <MoneyInput field={field} currency={currency} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <Select
          field={field}
          value={value}
          empty=""
          options={shape.choices.map((one: string) => ({ value: one, label: one }))}
          onChange={onChange}
        />
      );
    case 'count':
    case 'text':
      return <TextInput field={field} value={value} onChange={onChange} maxLength={500} />;
  }
}

/** In the form that the fact has; nothing while it has not. Nothing owed and nothing earned are said too. */
function factTyped(name: string, typed: string, currency: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  switch (FACT_SHAPES[name as FactName].kind) {
    case 'money':
      return /^0(\.0*)?$/.test(text) ? { minorUnits: '0', currency } : moneyTyped(text, currency);
    case 'count':
      return /^\d{1,6}$/.test(text) ? Number.parseInt(text, 10) : undefined;
    case 'choice':
    case 'text':
      return text;
  }
}
