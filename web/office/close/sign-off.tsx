// The right side of the close: what is done about the break in sight, the two persons, and the close itself.
import type { CloseView } from '@mutua/contract/office/day-close.ts';
import { type Ref, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Colon } from '../../ui/colon.tsx';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { useKeys } from '../parts/use-keys.ts';
import type { BreakGroup } from './break-groups.ts';
import { CLOSE_WORDS } from './close-words.ts';
import { TREATMENTS, type Treatment, TreatmentForm } from './treatment-card.tsx';

interface SignOffProps {
  readonly view: CloseView;
  readonly group: BreakGroup | undefined;
  readonly field: Ref<HTMLTextAreaElement>;
}

/** One primary act at a time: explain while something is open, close when nothing is. */
export function SignOff({ view, group, field }: SignOffProps) {
  const { t } = useWords(CLOSE_WORDS);
  const isOpenBreak = group?.lead.actions.includes('explain') === true;
  const isMendable = group?.members.some(({ actions }) => actions.includes('mend')) === true;
  return (
    <Card title={t(isOpenBreak ? 'treatment' : 'signOff')}>
      <div className="close-acts">
        {group !== undefined && isOpenBreak && (
          <Explain key={group.key} group={group} view={view} field={field} />
        )}
        {group !== undefined && isMendable && <Mend key={group.key} group={group} />}
        <Persons group={group} />
        <CloseAct view={view} isPrimary={!isOpenBreak} />
        {view.actions.length === 0 && <p className="quiet">{t('onlyFinance')}</p>}
      </div>
    </Card>
  );
}

function Explain({
  group,
  view,
  field,
}: {
  readonly group: BreakGroup;
  readonly view: CloseView;
  readonly field: Ref<HTMLTextAreaElement>;
}) {
  const { t, language } = useWords(CLOSE_WORDS);
  const [treatment, setTreatment] = useState<Treatment>('timing');
  const [text, setText] = useState('');
  const command = useCommand('/api/office/breaks/:breakId/explanation');
  const open = group.members.filter(({ actions }) => actions.includes('explain'));
  const send = async () => {
    if (text.trim() === '' || command.state.kind === 'sending') return;
    const colon = language === 'en' ? ': ' : '：';
    const explanation = `${t(treatment)}${colon}${text.trim()}`;
    for (const { breakId } of open) {
      const { kind } = await command.send({ explanation }, { path: { breakId } });
      if (kind !== 'done') return;
    }
    setText('');
  };
  useKeys({
    ...Object.fromEntries(
      TREATMENTS.map(({ key, letter }) => [letter.toLowerCase(), () => setTreatment(key)]),
    ),
    'mod+enter': () => void send(),
  });
  return (
    <TreatmentForm
      {...{ group, view, treatment, text, field, command }}
      onTreatment={setTreatment}
      onText={setText}
      onSend={() => void send()}
    />
  );
}

function Mend({ group }: { readonly group: BreakGroup }) {
  const { t } = useWords(CLOSE_WORDS);
  const command = useCommand('/api/office/breaks/:breakId/mending');
  const open = group.members.filter(({ actions }) => actions.includes('mend'));
  return (
    <ReasonForm
      command={command}
      label={t('mendNote')}
      act={t('mend')}
      field="note"
      onSend={async (note) => {
        for (const { breakId } of open) {
          const { kind } = await command.send({ note }, { path: { breakId } });
          if (kind !== 'done') return false;
        }
        return true;
      }}
    />
  );
}

function Persons({ group }: { readonly group: BreakGroup | undefined }) {
  const { t } = useWords(CLOSE_WORDS);
  const persons = [
    { key: 'maker', name: group?.lead.explainedByName, does: t('makerDoes') },
    { key: 'checker', name: group?.lead.mendedByName, does: t('checkerDoes') },
  ] as const;
  if (group === undefined) return null;
  return (
    <>
      <h3>{t('persons')}</h3>
      <ol className="two-persons">
        {persons.map(({ key, name, does }, index) => (
          <li key={key}>
            <Plain>{index + 1}</Plain> {t(key)} <strong>{name ?? t('notYet')}</strong>
            <br />
            <span className="quiet">{does}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Begins the end of the day, or closes it; disabled with its reason while something stands in the way. */
function CloseAct({ view, isPrimary }: { readonly view: CloseView; readonly isPrimary: boolean }) {
  const { t } = useWords(CLOSE_WORDS);
  const start = useCommand('/api/office/days/current/end-of-day');
  const close = useCommand('/api/office/days/current/close');
  const { day, actions } = view;
  const closedDay = view.closed.at(0)?.day;
  if (actions.includes('start_end_of_day')) {
    return (
      <>
        {close.state.kind === 'done' && closedDay !== undefined && (
          <NoticeBox>
            <span role="status">
              <DayOnPage day={closedDay} /> {t('closedNow')} <DayOnPage day={day} />
            </span>
          </NoticeBox>
        )}
        <p className="quiet" data-plain="">
          {t('startNote')}
        </p>
        <Refusal of={start} />
        <Button
          kind={isPrimary ? 'primary' : 'default'}
          isBusy={start.state.kind === 'sending'}
          onClick={() => void start.send({ day })}
        >
          {t('start')} <DayOnPage day={day} />
        </Button>
      </>
    );
  }
  const obstacle = obstacleOf(view);
  const mayClose = actions.includes('close_day') && obstacle === undefined;
  return (
    <>
      {mayClose && (
        <p className="quiet" data-plain="">
          {t('signOffNote')}
        </p>
      )}
      <Refusal of={close} />
      <Button
        kind={isPrimary && mayClose ? 'primary' : 'default'}
        isBusy={close.state.kind === 'sending'}
        isDisabled={!mayClose}
        describedBy="close-obstacle"
        testId="close-day"
        onClick={() => void close.send({ day })}
      >
        {t('close')} <DayOnPage day={day} />
      </Button>
      {obstacle !== undefined && (
        <p className="quiet" id="close-obstacle">
          {t('cannotClose')}
          <Colon />
          {t(obstacle)}
        </p>
      )}
    </>
  );
}

function obstacleOf({ steps }: CloseView) {
  const next = steps.find(({ state, step }) => state !== 'done' && step !== 'close')?.step;
  switch (next) {
    case 'stop_bookings':
      return 'cannotOpen';
    case 'work_due':
      return 'cannotWork';
    case 'compare_rails':
      return 'cannotCompare';
    case 'check_laws':
    case 'explain_breaks':
      return 'cannotBreaks';
    default:
      return undefined;
  }
}
