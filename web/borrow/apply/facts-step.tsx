// A step of an application that asks for facts: those that the product asks of this borrower, each in its form.
import { type DraftStep, stepOfFact } from '@mutua/contract/loan/draft-steps.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { FACT_LABELS, HOME_LABELS, INDUSTRY_LABELS } from '@mutua/contract/words/value-lists.ts';
import { FACT_SHAPES, type FactName, type FactShape } from '@mutua/core/credit/fact.ts';
import type { ReactNode } from 'react';
import { Field, type FieldInput } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput } from '../../ui/kit/money-input.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { APPLY_WORDS } from './apply-words.ts';
import { askedFacts, type StepProps } from './step-props.ts';

interface FactsStepProps extends StepProps {
  readonly step: DraftStep;
}

export function FactsStep({ step, ...props }: FactsStepProps) {
  const { t, language } = useWords(APPLY_WORDS);
  const { product, kind, complaint } = props;
  const names = askedFacts(product, kind).filter((name) => stepOfFact(name) === step);
  if (names.length === 0) return <p>{t('nothingAsked')}</p>;
  return names.map((name) => (
    <Field
      key={name}
      label={FACT_LABELS[name][language]}
      {...(OFTEN_NOTHING.includes(name) ? { hint: t('zeroHint') } : {})}
      complaint={complaint(`facts.${name}`)}
    >
      {(field) => <FactInput {...props} name={name} field={field} />}
    </Field>
  ));
}

const OFTEN_NOTHING: readonly FactName[] = ['debt_elsewhere', 'monthly_debt_payments'];
/** What is counted in months, and what in people. */
const UNITS: Readonly<Partial<Record<FactName, 'months' | 'people'>>> = {
  employment_months: 'months',
  months_in_business: 'months',
  employees: 'people',
};
const CHOICES = { home: HOME_LABELS, industry: INDUSTRY_LABELS } as const;

interface FactInputProps extends StepProps {
  readonly name: FactName;
  readonly field: FieldInput;
}

function FactInput({ name, field, product, filled, change }: FactInputProps): ReactNode {
  const { t, language } = useWords(APPLY_WORDS);
  const shape: FactShape = FACT_SHAPES[name];
  const value = filled.facts[name] ?? '';
  const onChange = (text: string) => change({ facts: { ...filled.facts, [name]: text } });
  const own = { field, value, onChange };
  if (shape.kind === 'money') return <MoneyInput {...own} currency={product.currency} />;
  if (shape.kind === 'choice') {
    const labels = name === 'home' || name === 'industry' ? CHOICES[name] : {};
    return (
      <Select
        {...own}
        empty={t('choose')}
        options={shape.choices.map((one) => ({ value: one, label: wordOf(labels, one, language) }))}
      />
    );
  }
  if (shape.kind === 'text') return <TextInput {...own} maxLength={TEXT_MAX} />;
  const unit = UNITS[name];
  return (
    <TextInput
      {...own}
      inputMode="numeric"
      autoComplete="off"
      {...(unit === undefined ? {} : { suffix: t(unit) })}
    />
  );
}

const TEXT_MAX = 500;
