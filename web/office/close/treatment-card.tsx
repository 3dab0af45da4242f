// What is done about a break: its cause, the explanation, and what follows from it before anybody presses a button.
import type { CloseView } from '@mutua/contract/office/day-close.ts';
import { Input } from 'antd';
import type { FormEvent, Ref } from 'react';
import type { Command } from '../../api/use-command.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import type { BreakGroup } from './break-groups.ts';
import { CLOSE_FIGURES } from './close-figures.ts';
import { CLOSE_WORDS } from './close-words.ts';

export type Treatment = (typeof TREATMENTS)[number]['key'];

export const TREATMENTS = [
  { key: 'timing', note: 'timingNote', letter: 'T' },
  { key: 'theirFault', note: 'theirFaultNote', letter: 'C' },
  { key: 'ourFault', note: 'ourFaultNote', letter: 'R' },
] as const;

interface TreatmentFormProps {
  readonly group: BreakGroup;
  readonly view: CloseView;
  readonly treatment: Treatment;
  readonly onTreatment: (treatment: Treatment) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly command: Command<unknown>;
  readonly onSend: () => void;
}

/** The maker's part: it is sent for every record of the same cause. */
export function TreatmentForm(props: TreatmentFormProps) {
  const { t } = useWords(CLOSE_WORDS);
  const { group, view, treatment, text, onText, field, command, onSend } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form className="reason-form" onSubmit={submit}>
      <TreatmentChoice {...props} />
      <Field label={t('explanation')} complaint={complaintOf(command, 'explanation')}>
        {(input) => (
          <Input.TextArea
            id={input.id}
            aria-describedby={input['aria-describedby']}
            aria-invalid={input['aria-invalid']}
            ref={(own) => {
              const area = own?.resizableTextArea?.textArea ?? null;
              if (typeof field === 'function') field(area);
              else if (field !== null) field.current = area;
            }}
            rows={3}
            maxLength={900}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <WhatFollows group={group} view={view} treatment={treatment} />
      <Refusal of={command} />
      <Button
        type="submit"
        kind="primary"
        isBusy={command.state.kind === 'sending'}
        isDisabled={text.trim() === ''}
      >
        {t('submit')}
      </Button>
    </form>
  );
}

function TreatmentChoice({ treatment, onTreatment }: TreatmentFormProps) {
  const { t } = useWords(CLOSE_WORDS);
  return (
    <fieldset className="treatments">
      <legend className="unseen">{t('cause')}</legend>
      {TREATMENTS.map(({ key, note, letter }) => (
        <label key={key}>
          <input
            type="radio"
            name="treatment"
            value={key}
            checked={treatment === key}
            onChange={() => onTreatment(key)}
          />
          <strong>{t(key)}</strong>
          <KeyHint name={letter} />
          <span className="treatment-note" data-plain="">
            {t(note)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** As the rules will have it: an explanation books nothing, and the day may close when nothing is left unexplained. */
function WhatFollows({
  group: { lead, members },
  view,
  treatment,
}: Pick<TreatmentFormProps, 'group' | 'view' | 'treatment'>) {
  const { t } = useWords(CLOSE_WORDS);
  const open = view.breaks.filter(({ state }) => state === 'found').length;
  const left = open - members.filter(({ state }) => state === 'found').length;
  const custody = view.groups.find(({ kind }) => kind === 'custody');
  return (
    <>
      <h3>{t('whatThen')}</h3>
      <Facts
        isList
        items={[
          {
            ...{ key: 'entries', label: t('thenEntries') },
            value: t(treatment === 'ourFault' ? 'thenReversal' : 'thenNone'),
          },
          {
            ...{ key: 'open', label: t('thenOpen') },
            value: (
              <>
                <Figure {...CLOSE_FIGURES.openBreaks} count={open} /> →{' '}
                <span data-plain="">{left}</span>
              </>
            ),
          },
          {
            ...{ key: 'carried', label: t('thenCarried') },
            value:
              lead.difference === undefined ? (
                '·'
              ) : (
                <Figure
                  {...CLOSE_FIGURES.breakDifference}
                  row={lead.breakId}
                  money={lead.difference}
                />
              ),
          },
          {
            ...{ key: 'custody', label: t('thenCustody') },
            value:
              custody === undefined ? (
                '·'
              ) : (
                <Figure {...CLOSE_FIGURES.ledger} row="custody" money={custody.ledger} />
              ),
          },
          {
            ...{ key: 'public', label: t('thenPublic') },
            value:
              left > 0 ? (
                t('thenPublicWait')
              ) : (
                <>
                  {t('thenPublicNow')} <DayOnPage day={view.day} />
                </>
              ),
          },
        ]}
      />
    </>
  );
}
