// The first step of an application: the product, how much, for how long, for what.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import {
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SECURITY_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { formatMajor, minorUnits } from '@mutua/core/money/minor-units.ts';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput } from '../../ui/kit/money-input.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { APPLY_WORDS } from './apply-words.ts';
import type { StepProps } from './step-props.ts';

interface LoanStepProps extends StepProps {
  readonly products: readonly ProductTermsOnWire[];
}

/** What is offered follows from the product. */
export function LoanStep(props: LoanStepProps) {
  const { t } = useWords(APPLY_WORDS);
  const { product, filled, change, complaint } = props;
  const { amount, termMonths, currency } = product;
  const major = (digits: string) => grouped(digits, currency);
  return (
    <>
      <ProductField {...props} />
      <div className="form-pair">
        <Field
          label={t('loanAmount')}
          hint={t('amountHint', {
            minimum: major(amount.minimum),
            maximum: major(amount.maximum),
            step: major(amount.step),
          })}
          complaint={complaint('loanAmount')}
        >
          {(field) => (
            <MoneyInput
              field={field}
              currency={currency}
              value={filled.amount}
              onChange={(value) => change({ amount: value })}
            />
          )}
        </Field>
        <Field
          label={t('termMonths')}
          hint={t('termHint', { minimum: termMonths.minimum, maximum: termMonths.maximum })}
          complaint={complaint('termMonths')}
        >
          {(field) => (
            <TextInput
              field={field}
              value={filled.termMonths}
              onChange={(value) => change({ termMonths: value })}
              inputMode="numeric"
              autoComplete="off"
              suffix={t('months')}
            />
          )}
        </Field>
      </div>
      <Choices {...props} />
    </>
  );
}

function ProductField({ products, product }: LoanStepProps) {
  const { t, language } = useWords(APPLY_WORDS);
  const [, setQuery] = useQueryString();
  if (products.length < 2) return null;
  return (
    <Field label={t('product')}>
      {(field) => (
        <Select
          field={field}
          value={product.code}
          options={products.map(({ code, names }) => ({ value: code, label: names[language] }))}
          onChange={(code) => setQuery({ product: code, step: 'loan' })}
        />
      )}
    </Field>
  );
}

function Choices({ product, filled, change, complaint }: LoanStepProps) {
  const { t, language } = useWords(APPLY_WORDS);
  const { purposes, repaymentMethods, securities } = product;
  const lists = [
    { name: 'purpose', values: purposes, labels: PURPOSE_LABELS },
    { name: 'repaymentMethod', values: repaymentMethods, labels: REPAYMENT_METHOD_LABELS },
    // One alone needs no choice.
    ...(securities.length > 1
      ? [{ name: 'security', values: securities, labels: SECURITY_LABELS } as const]
      : []),
  ] as const;
  return (
    <div className="form-pair">
      {lists.map(({ name, values, labels }) => (
        <Field key={name} label={t(name)} complaint={complaint(name)}>
          {(field) => (
            <Select
              field={field}
              value={filled[name]}
              empty={t('choose')}
              options={values.map((value) => ({ value, label: wordOf(labels, value, language) }))}
              onChange={(value) => change({ [name]: value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** Minor units as a text of whole units, with separators of thousands. */
function grouped(digits: string, currency: string): string {
  const text = formatMajor(minorUnits(BigInt(digits)), exponentOf(knownCurrency(currency)));
  return text.replace(/\.0+$/, '').replace(/\B(?=(\d{3})+$)/g, ',');
}
