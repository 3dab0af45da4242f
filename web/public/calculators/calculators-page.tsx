// What lending would bring and what borrowing would cost, reckoned in the browser by the rules of the house.

import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { REPAYMENT_METHOD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { type ReactNode, useState } from 'react';
import { usePagedRead } from '../../api/use-read.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput } from '../../ui/kit/money-input.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { clockOf } from '../../ui/operator-clock.ts';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALCULATORS_WORDS } from './calculators-words.ts';
import { CostResult } from './cost-result.tsx';
import {
  type EstimateInput,
  firstInput,
  methodsOf,
  type ReadEstimate,
  readEstimate,
  termsOf,
} from './estimate-input.ts';
import { ReturnResult } from './return-result.tsx';
import '../statistics/statistics.css';

type Which = 'returns' | 'costs';

export function CalculatorsPage() {
  const { t } = useWords(CALCULATORS_WORDS);
  const { state } = usePagedRead('/api/products', { query: { limit: 200 } });
  return (
    <PublicFrame title={t('title')} lead={t('lead')}>
      <Shown read={state} lines={8}>
        {(products) => {
          const terms = products.map((one) => one.terms).filter(hasMethod);
          const [first] = terms;
          return first === undefined ? (
            <Empty why={t('noProduct')} />
          ) : (
            <Calculator products={terms} first={first} />
          );
        }}
      </Shown>
    </PublicFrame>
  );
}

function hasMethod(terms: ProductTermsOnWire): boolean {
  return methodsOf(terms).length > 0;
}

interface CalculatorProps {
  readonly products: readonly ProductTermsOnWire[];
  readonly first: ProductTermsOnWire;
}

function Calculator({ products, first }: CalculatorProps) {
  const { t } = useWords(CALCULATORS_WORDS);
  const [query, setQuery] = useQueryString();
  const [input, setInput] = useState<EstimateInput>(() => firstInput(first));
  const which: Which = query.get('for') === 'borrower' ? 'costs' : 'returns';
  const terms = products.find(({ code }) => code === input.productCode) ?? first;
  const read = readEstimate(input, terms, today());
  return (
    <div className="statistics">
      <Tabs
        label={t('which')}
        items={[
          { key: 'returns', label: t('returns') },
          { key: 'costs', label: t('costs') },
        ]}
        current={which}
        onChange={(key) => setQuery({ for: key === 'costs' ? 'borrower' : undefined })}
      />
      <div className="calculator">
        <Card title={t(which)}>
          <EstimateForm {...{ products, terms, input, read, which }} onChange={setInput} />
        </Card>
        {read.asked !== undefined &&
          (which === 'returns' ? (
            <ReturnResult asked={read.asked} lossPpm={read.lossPpm} />
          ) : (
            <CostResult asked={read.asked} />
          ))}
      </div>
    </div>
  );
}

interface EstimateFormProps {
  readonly products: readonly ProductTermsOnWire[];
  readonly terms: ProductTermsOnWire;
  readonly input: EstimateInput;
  readonly read: ReadEstimate;
  readonly which: Which;
  readonly onChange: (input: EstimateInput) => void;
}

function EstimateForm({ products, terms, input, read, which, onChange }: EstimateFormProps) {
  const { t, language } = useWords(CALCULATORS_WORDS);
  const change = (part: Partial<EstimateInput>) => onChange({ ...input, ...part });
  const choose = (code: string) => {
    const chosen = products.find((one) => one.code === code);
    if (chosen !== undefined) onChange({ ...firstInput(chosen), loss: input.loss });
  };
  const options = products.map(({ code, names }) => ({ value: code, label: names[language] }));
  const months = termsOf(terms).map((count) => ({
    value: String(count),
    label: t('months', { count }),
  }));
  const methods = methodsOf(terms).map((value) => ({
    ...{ value, label: REPAYMENT_METHOD_LABELS[value][language] },
  }));
  const wrongRate = (isWrong: boolean): string | undefined =>
    isWrong ? t('wrongRate') : undefined;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Choice label={t('product')} value={terms.code} options={options} onChange={choose} />
      <Field label={t('amount')} complaint={read.wrong.amount ? t('wrongAmount') : undefined}>
        {(field) => (
          <MoneyInput
            field={field}
            currency={terms.currency}
            value={input.amount}
            onChange={(amount) => change({ amount })}
          />
        )}
      </Field>
      <Percent
        label={t('rate')}
        value={input.rate}
        complaint={wrongRate(read.wrong.rate)}
        onChange={(rate) => change({ rate })}
      />
      <Choice
        label={t('term')}
        value={input.months}
        options={months}
        onChange={(months) => change({ months })}
      />
      <Choice
        label={t('method')}
        value={input.method}
        options={methods}
        onChange={(method) => change({ method })}
      />
      {which === 'returns' && (
        <Percent
          label={t('loss')}
          value={input.loss}
          hint={t('lossHint')}
          complaint={wrongRate(read.wrong.loss)}
          onChange={(loss) => change({ loss })}
        />
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(field) => <Select field={field} value={value} options={options} onChange={onChange} />}
    </Field>
  );
}

interface PercentProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: ReactNode;
  readonly complaint: string | undefined;
  readonly onChange: (value: string) => void;
}

function Percent({ label, value, hint, complaint, onChange }: PercentProps) {
  return (
    <Field label={label} hint={hint} complaint={complaint}>
      {(field) => (
        <TextInput
          field={field}
          value={value}
          inputMode="decimal"
          autoComplete="off"
          suffix="%"
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function today(): string {
  return clockOf(new Date()).day;
}
