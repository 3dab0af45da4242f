// What the reader may change. Every change is a new input; the page does the rest.

import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { PURPOSE_LABELS, REPAYMENT_METHOD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useId } from 'react';
import { useWords } from '../../ui/words/declare-words.ts';
import {
  type AmountBounds,
  type Complaints,
  METHODS,
  type QuoteInput,
  TERMS_MONTHS,
} from './quote-input.ts';
import { QUOTE_WORDS } from './quote-words.ts';

interface QuoteFormProps {
  readonly input: QuoteInput;
  readonly complaints: Complaints;
  readonly bounds: AmountBounds;
  readonly product: ProductTermsOnWire | undefined;
  readonly purpose: string;
  /** Whether the reader has entered a rate or a fee. */
  readonly isOwn: boolean;
  readonly onChange: (part: Partial<QuoteInput>) => void;
  readonly onPurpose: (purpose: string) => void;
}

/** Amount, term, purpose, method; folded away: rate, fee, day, what is taken in advance. */
export function QuoteForm(props: QuoteFormProps) {
  const { t } = useWords(QUOTE_WORDS);
  const { input, complaints, bounds, isOwn, onChange: change } = props;
  const own = { input, complaints, change };
  return (
    <form className="card" onSubmit={(event) => event.preventDefault()} aria-label={t('input')}>
      <AmountField {...own} bounds={bounds} />
      <TermField {...{ input, change }} />
      <div className="field field-row">
        <PurposeField {...props} />
        <MethodField input={input} change={change} />
      </div>
      <details className="quote-own" open={isOwn}>
        <summary>{t('ownTerms')}</summary>
        <div className="field field-row">
          <TextField
            name="annualRate"
            label={t('annualRate')}
            unit="%"
            hint={t('annualRateHint')}
            {...own}
          />
          <TextField name="fee" label={t('fee')} unit={t('amountUnit')} {...own} />
        </div>
        <div className="field field-row">
          <TextField name="disbursedOn" label={t('disbursedOn')} {...own} />
          <TextField name="advance" label={t('advance')} unit={t('amountUnit')} {...own} />
        </div>
        <p className="quiet">{t('advanceHint')}</p>
      </details>
    </form>
  );
}

interface FieldProps {
  readonly input: QuoteInput;
  readonly change: (part: Partial<QuoteInput>) => void;
}

function AmountField({
  input,
  complaints,
  bounds,
  change,
}: FieldProps & Pick<QuoteFormProps, 'complaints' | 'bounds'>) {
  const { t } = useWords(QUOTE_WORDS);
  return (
    <div className="field">
      <TextField
        name="amount"
        label={t('amount')}
        unit={t('amountUnit')}
        large
        {...{ input, complaints, change }}
      />
      <input
        className="slider"
        type="range"
        aria-label={t('amount')}
        min={bounds.minimum}
        max={bounds.maximum}
        step={1000}
        value={input.amount.replaceAll(',', '')}
        onChange={(event) => change({ amount: event.target.value })}
      />
      <div className="slider-ends quiet">
        <span>{grouped(bounds.minimum)}</span>
        <span>{grouped(bounds.maximum)}</span>
      </div>
    </div>
  );
}

function TermField({ input, change }: FieldProps) {
  const { t } = useWords(QUOTE_WORDS);
  return (
    <fieldset className="field">
      <legend>{t('term')}</legend>
      <div className="segments">
        {TERMS_MONTHS.map((months) => (
          <label key={months}>
            <input
              type="radio"
              name="term"
              checked={input.termMonths === months}
              onChange={() => change({ termMonths: months })}
            />
            {t('months', { count: months })}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TextFieldProps extends FieldProps {
  readonly name: 'amount' | 'annualRate' | 'fee' | 'advance' | 'disbursedOn';
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly large?: boolean;
  readonly complaints: Complaints;
}

function TextField({ name, label, unit, hint, large, input, complaints, change }: TextFieldProps) {
  const { t } = useWords(QUOTE_WORDS);
  const id = useId();
  const complaint = complaints[name];
  return (
    <div>
      <label className="field-name" htmlFor={id}>
        {label}
      </label>
      <div className={large ? 'input input-large' : 'input'} data-refused={complaint !== undefined}>
        <input
          id={id}
          value={input[name]}
          aria-describedby={`${id}-note`}
          aria-invalid={complaint !== undefined}
          {...(name === 'disbursedOn'
            ? { type: 'date' }
            : { type: 'text', inputMode: 'decimal' as const, autoComplete: 'off' })}
          onChange={(event) => change({ [name]: event.target.value })}
        />
        {unit !== undefined && <span className="unit">{unit}</span>}
      </div>
      <p id={`${id}-note`} className={complaint ? 'refused' : 'quiet'} aria-live="polite">
        {complaint ? t(complaint.key, complaint.data) : hint}
      </p>
    </div>
  );
}

function PurposeField({ product, purpose, onPurpose }: QuoteFormProps) {
  const { t, language } = useWords(QUOTE_WORDS);
  const id = useId();
  const purposes = product?.purposes ?? [purpose];
  return (
    <div>
      <label className="field-name" htmlFor={id}>
        {t('purpose')}
      </label>
      <div className="input">
        <select id={id} value={purpose} onChange={(event) => onPurpose(event.target.value)}>
          {purposes.map((one) => (
            <option key={one} value={one}>
              {wordOf(PURPOSE_LABELS, one, language)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function MethodField({ input, change }: FieldProps) {
  const { t, language } = useWords(QUOTE_WORDS);
  const id = useId();
  return (
    <div>
      <label className="field-name" htmlFor={id}>
        {t('repaymentMethod')}
      </label>
      <div className="input">
        <select
          id={id}
          value={input.method}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            const method = METHODS.find((one) => one === event.target.value);
            if (method !== undefined) change({ method });
          }}
        >
          {METHODS.map((method) => (
            <option key={method} value={method}>
              {REPAYMENT_METHOD_LABELS[method][language]}
            </option>
          ))}
        </select>
      </div>
      <p id={`${id}-note`} className="quiet">
        {t(`hint_${input.method}`)}
      </p>
    </div>
  );
}

/** Whole units with separators of thousands. */
function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}
