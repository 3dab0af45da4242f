// By which clock business dates end; the administrator sets it, the others read it on the left.
import type { OperatorTimeOnWire } from '@mutua/contract/office/money.ts';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALENDAR_WORDS } from './calendar-words.ts';

const WAYS = ['by_clock', 'by_hand'] as const;

/** Nothing for whoever may not set it. */
export function OperatorTimeForm({ time }: { readonly time: OperatorTimeOnWire }) {
  const { t } = useWords(CALENDAR_WORDS);
  const session = useSession();
  const [timeZone, setTimeZone] = useState(time.timeZone);
  const [cutOff, setCutOff] = useState(time.cutOff);
  const [daysEnd, setDaysEnd] = useState(time.daysEnd);
  const command = useCommand('/api/office/operator/time');
  const positions = session.kind === 'person' ? session.person.positions : [];
  if (!positions.some((one) => one.startsWith('administrator'))) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void command.send({ timeZone, cutOff, daysEnd });
  };
  return (
    <Card title={t('time')}>
      <form className="reason-form" onSubmit={submit}>
        <p data-plain="">{t('timeNote')}</p>
        <Field label={t('zone')} hint={t('zoneHint')} complaint={complaintOf(command, 'timeZone')}>
          {(field) => <TextInput field={field} value={timeZone} onChange={setTimeZone} />}
        </Field>
        <Field label={t('cutOff')} complaint={complaintOf(command, 'cutOff')}>
          {(field) => <TextInput field={field} value={cutOff} onChange={setCutOff} />}
        </Field>
        <Field label={t('daysEnd')}>
          {(field) => (
            <Select
              field={field}
              value={daysEnd}
              options={WAYS.map((value) => ({ value, label: t(value) }))}
              onChange={setDaysEnd}
            />
          )}
        </Field>
        <Refusal of={command} />
        <Button type="submit" isBusy={command.state.kind === 'sending'}>
          {t('save')}
        </Button>
        {command.state.kind === 'done' && (
          <p role="status" className="quiet">
            {t('saved')}
          </p>
        )}
      </form>
    </Card>
  );
}
