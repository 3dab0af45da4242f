// What the reader may change. Every change is a new input; the page does the rest.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { BOUNDS, type Complaints, METHODS, type QuoteInput, TERMS_MONTHS } from './quote-input.ts';

interface QuoteFormProps {
  readonly input: QuoteInput;
  readonly complaints: Complaints;
  readonly onChange: (input: QuoteInput) => void;
}

/** Amount, term, rate, method, fee, what is taken in advance, day. */
export function QuoteForm({ input, complaints, onChange }: QuoteFormProps) {
  const { t } = useTranslation();
  const change = (part: Partial<QuoteInput>) => onChange({ ...input, ...part });
  return (
    <form
      className="card"
      onSubmit={(event) => event.preventDefault()}
      aria-label={t('quote.input')}
    >
      <AmountField {...{ input, complaints, change }} />
      <TermField {...{ input, change }} />
      <div className="field field-row">
        <TextField
          name="annualRate"
          label={t('quote.annualRate')}
          unit="%"
          hint={t('quote.annualRateHint')}
          {...{ input, complaints, change }}
        />
        <MethodField input={input} change={change} />
      </div>
      <div className="field field-row">
        <TextField
          name="fee"
          label={t('quote.fee')}
          unit={t('quote.amountUnit')}
          {...{ input, complaints, change }}
        />
        <TextField
          name="disbursedOn"
          label={t('quote.disbursedOn')}
          {...{ input, complaints, change }}
        />
      </div>
      <TextField
        name="advance"
        label={t('quote.advance')}
        unit={t('quote.amountUnit')}
        hint={t('quote.advanceHint')}
        {...{ input, complaints, change }}
      />
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
  change,
}: FieldProps & Pick<QuoteFormProps, 'complaints'>) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <TextField
        name="amount"
        label={t('quote.amount')}
        unit={t('quote.amountUnit')}
        large
        {...{ input, complaints, change }}
      />
      <input
        className="slider"
        type="range"
        aria-label={t('quote.amount')}
        min={BOUNDS.amount.minimum}
        max={BOUNDS.amount.maximum}
        step={1000}
        value={input.amount.replaceAll(',', '')}
        onChange={(event) => change({ amount: event.target.value })}
      />
      <div className="slider-ends quiet">
        <span>1,000</span>
        <span>200,000</span>
      </div>
    </div>
  );
}

function TermField({ input, change }: FieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="field">
      <legend>{t('quote.term')}</legend>
      <div className="segments">
        {TERMS_MONTHS.map((months) => (
          <label key={months}>
            <input
              type="radio"
              name="term"
              checked={input.termMonths === months}
              onChange={() => change({ termMonths: months })}
            />
            {t('quote.monthsShort', { count: months })}
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
  const { t } = useTranslation();
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
        {complaint ? t(`refusal.${complaint.key}`, complaint.data) : hint}
      </p>
    </div>
  );
}

function MethodField({ input, change }: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div>
      <label className="field-name" htmlFor={id}>
        {t('quote.repaymentMethod')}
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
              {t(`quote.method.${method}`)}
            </option>
          ))}
        </select>
      </div>
      <p id={`${id}-note`} className="quiet">
        {t(`quote.methodHint.${input.method}`)}
      </p>
    </div>
  );
}
