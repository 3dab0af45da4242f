// Choosing a time for an interview: a day, one of its free times, and how to meet.

import { INTERVIEW_WAY_LABELS } from '@mutua/contract/words/interview-words.ts';
import type { InterviewForBorrower, InterviewSlotOnWire } from '@mutua/contract/work/interview.ts';
import { parseDay, weekdayOf } from '@mutua/core/time/day.ts';
import { INTERVIEW_WAYS, type InterviewWay } from '@mutua/core/work/interview.ts';
import { useId, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { INTERVIEW_WORDS } from './interview-words.ts';
import './interview.css';

interface BookInterviewProps {
  readonly loanId: string;
  readonly interview: InterviewForBorrower;
  /** What the button says. */
  readonly act: string;
  readonly onDone?: () => void;
}

/** A time that somebody else takes meanwhile is refused, and the others are shown anew. */
export function BookInterview({ loanId, interview, act, onDone }: BookInterviewProps) {
  const { t } = useWords(INTERVIEW_WORDS);
  const { slots, booked } = interview;
  const book = useCommand('/api/loans/:loanId/interview');
  const dayLabel = useDayLabel();
  const [chosenDay, setDay] = useState('');
  const [chosenAt, setAt] = useState('');
  const [way, setWay] = useState<InterviewWay>(booked?.way ?? 'video');
  const [isTried, setTried] = useState(false);
  const days = [...new Set(slots.map((slot) => slot.day))];
  const [firstDay] = days;
  if (firstDay === undefined) return <Empty why={t('noSlots')} />;
  const day = days.find((one) => one === chosenDay) ?? firstDay;
  const times = slots.filter((slot) => slot.day === day);
  const chosen = times.find(({ at }) => at === chosenAt);
  const send = async () => {
    setTried(true);
    if (chosen === undefined) return;
    const sent = await book.send({ at: chosen.at, way }, { path: { loanId } });
    if (sent.kind === 'done') onDone?.();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t('day')}>
        {(field) => (
          <Select
            field={field}
            value={day}
            options={days.map((one) => ({ value: one, label: dayLabel(one) }))}
            onChange={setDay}
          />
        )}
      </Field>
      <TimeChoice times={times} chosen={chosen?.at} onChoose={setAt} />
      {isTried && chosen === undefined && (
        <p className="complaint" role="alert">
          {t('needTime')}
        </p>
      )}
      <WayChoice way={way} onChoose={setWay} />
      <Refusal of={book} />
      <div className="form-acts">
        <span />
        <Button kind="primary" type="submit" isBusy={book.state.kind === 'sending'}>
          {act}
        </Button>
      </div>
    </form>
  );
}

interface TimeChoiceProps {
  readonly times: readonly InterviewSlotOnWire[];
  readonly chosen: string | undefined;
  readonly onChoose: (at: string) => void;
}

function TimeChoice({ times, chosen, onChoose }: TimeChoiceProps) {
  const { t } = useWords(INTERVIEW_WORDS);
  const name = useId();
  return (
    <fieldset className="slots">
      <legend>{t('time')}</legend>
      {times.map(({ at, time }) => (
        <label key={at} className="slot">
          <input type="radio" name={name} checked={at === chosen} onChange={() => onChoose(at)} />
          <time dateTime={at}>{time}</time>
        </label>
      ))}
    </fieldset>
  );
}

interface WayChoiceProps {
  readonly way: InterviewWay;
  readonly onChoose: (way: InterviewWay) => void;
}

function WayChoice({ way, onChoose }: WayChoiceProps) {
  const { t, language } = useWords(INTERVIEW_WORDS);
  const name = useId();
  return (
    <fieldset className="slots">
      <legend>{t('way')}</legend>
      {INTERVIEW_WAYS.map((one) => (
        <label key={one} className="slot">
          <input type="radio" name={name} checked={one === way} onChange={() => onChoose(one)} />
          <span>{INTERVIEW_WAY_LABELS[one][language]}</span>
        </label>
      ))}
    </fieldset>
  );
}

const WEEKDAYS = [
  ...(['weekday1', 'weekday2', 'weekday3', 'weekday4'] as const),
  ...(['weekday5', 'weekday6', 'weekday7'] as const),
];

/** The date with its day of the week. */
function useDayLabel(): (day: string) => string {
  const { t } = useWords(INTERVIEW_WORDS);
  return (day) => {
    const read = parseDay(day, 'day');
    const weekday = read.ok ? WEEKDAYS[weekdayOf(read.value) - 1] : undefined;
    return weekday === undefined ? day : `${day} ${t(weekday)}`;
  };
}
