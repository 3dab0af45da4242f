// An act that needs a reason: a text, what was refused above the button, and the button that names the act.
import { Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Command } from '../../api/use-command.ts';
import { Button, type ButtonKind } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { useKeys } from '../parts/use-keys.ts';

interface ReasonFormProps {
  readonly command: Pick<Command<unknown>, 'state'>;
  readonly label: string;
  readonly act: string;
  /** Under which name the text is sent, so that a complaint about it stands beside it. */
  readonly field: string;
  readonly kind?: ButtonKind;
  readonly onSend: (text: string) => Promise<boolean>;
}

/** `⌘↵` sends it while it is written. */
export function ReasonForm({ command, label, act, field, kind, onSend }: ReasonFormProps) {
  const [text, setText] = useState('');
  const isBusy = command.state.kind === 'sending';
  const send = async () => {
    if (isBusy || text.trim() === '') return;
    if (await onSend(text.trim())) setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  // Another form of the page may be the one that is filled in.
  useKeys({ 'mod+enter': text.trim() === '' ? undefined : () => void send() });
  return (
    <form className="reason-form" onSubmit={submit}>
      <Field label={label} complaint={complaintOf(command, field)}>
        {(input) => (
          <Input.TextArea
            id={input.id}
            aria-describedby={input['aria-describedby']}
            aria-invalid={input['aria-invalid']}
            rows={3}
            maxLength={1_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Refusal of={command} />
      <Button
        type="submit"
        isBusy={isBusy}
        isDisabled={text.trim() === ''}
        {...(kind === undefined ? {} : { kind })}
      >
        {act}
      </Button>
    </form>
  );
}
