// A field of a form: its name, what to enter, and what is wrong with what was entered.
import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly complaint?: string | undefined;
  /** Gets the id of the input, and what describes it. */
  readonly children: (input: FieldInput) => ReactNode;
}

export interface FieldInput {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** Name above, complaint below. */
export function Field({ label, hint, complaint, children }: FieldProps) {
  const id = useId();
  const isWrong = complaint !== undefined;
  const describedBy = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(isWrong ? [`${id}-wrong`] : []),
  ].join(' ');
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': isWrong || undefined,
      })}
      {hint !== undefined && (
        <p className="quiet" id={`${id}-hint`} data-plain="">
          {hint}
        </p>
      )}
      {isWrong && (
        <p className="complaint" id={`${id}-wrong`} role="alert" data-plain="">
          {complaint}
        </p>
      )}
    </div>
  );
}
