// Inputs of forms, each to stand inside a `Field`.
import type { InputHTMLAttributes } from 'react';
import type { FieldInput } from './field.tsx';

interface TextInputProps {
  readonly field: FieldInput;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'tel' | 'email' | 'date' | 'search';
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Before the input, such as the sign of a currency. */
  readonly prefix?: string;
  /** After it, such as a unit. */
  readonly suffix?: string;
  readonly isReadOnly?: boolean;
}

/** One line of text. */
export function TextInput({
  field,
  value,
  onChange,
  prefix,
  suffix,
  isReadOnly = false,
  type = 'text',
  ...rest
}: TextInputProps) {
  return (
    <span className="text-input" data-readonly={isReadOnly ? '' : undefined}>
      {prefix !== undefined && <span className="unit">{prefix}</span>}
      <input
        {...field}
        {...rest}
        type={type}
        value={value}
        readOnly={isReadOnly}
        onChange={(event) => onChange(event.target.value)}
      />
      {suffix !== undefined && <span className="unit">{suffix}</span>}
    </span>
  );
}

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> {
  readonly field: FieldInput;
  readonly value: Value | '';
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  /** Shown while nothing is chosen. */
  readonly empty?: string;
}

/** One of a few. */
export function Select<Value extends string>({
  field,
  value,
  options,
  onChange,
  empty,
}: SelectProps<Value>) {
  return (
    <span className="text-input">
      <select
        {...field}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
}

/** A tick with its sentence. */
export function Checkbox({ label, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  return (
    <label className="checkbox" data-plain="">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
