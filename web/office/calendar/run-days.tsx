// Running the day: ends the open business date, or every day through one that is chosen.
import type { DayState } from '@mutua/contract/office/money.ts';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Colon } from '../../ui/colon.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALENDAR_WORDS } from './calendar-words.ts';

export function RunDays({ day }: { readonly day: DayState }) {
  const { t } = useWords(CALENDAR_WORDS);
  const mayRun = day.actions.length > 0;
  return (
    <Card title={t('run')}>
      <div className="act-forms">
        <p data-plain="">{t('runNote')}</p>
        {day.openBreaks > 0 && (
          <NoticeBox tone="late">
            {t('stays')}
            <Colon />
            {t('staysBreaks')} <Go to="/office/close">{t('toClose')}</Go>
          </NoticeBox>
        )}
        {mayRun ? <RunForms day={day} /> : <p className="quiet">{t('onlyFinance')}</p>}
      </div>
    </Card>
  );
}

function RunForms({ day: { day, state } }: { readonly day: DayState }) {
  const { t } = useWords(CALENDAR_WORDS);
  const [through, setThrough] = useState(day);
  const start = useCommand('/api/office/days/current/end-of-day');
  const many = useCommand('/api/office/days/end-through');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void many.send({ day: through });
  };
  return (
    <>
      {state === 'open' && (
        <>
          <Refusal of={start} />
          <Button
            kind="primary"
            isBusy={start.state.kind === 'sending'}
            onClick={() => void start.send({ day })}
          >
            {t('runOne')} <DayOnPage day={day} />
          </Button>
        </>
      )}
      <form className="reason-form" onSubmit={submit}>
        <Field label={t('through')} hint={t('throughHint')} complaint={complaintOf(many, 'day')}>
          {(field) => <TextInput field={field} type="date" value={through} onChange={setThrough} />}
        </Field>
        <Refusal of={many} />
        <Button
          type="submit"
          isBusy={many.state.kind === 'sending'}
          isDisabled={through === '' || through < day}
        >
          {t('runMany')}
        </Button>
        {many.state.kind === 'done' && (
          <p role="status" className="quiet">
            {t('running')}
          </p>
        )}
      </form>
    </>
  );
}
