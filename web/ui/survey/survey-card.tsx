// The card by which a client says how content it is, at the foot of its home: there while it may, and once it just did.
import type { OwnSurvey } from '@mutua/contract/people/survey.ts';
import { SURVEY_SCORE_LABELS } from '@mutua/contract/words/survey-words.ts';
import {
  SURVEY_COMMENT_MAX,
  SURVEY_SCORES,
  type SurveyRole,
  type SurveyScore,
} from '@mutua/core/people/survey.ts';
import { type FormEvent, useState } from 'react';
import { type Command, useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Button } from '../kit/button.tsx';
import { Card } from '../kit/card.tsx';
import { Field } from '../kit/field.tsx';
import { complaintOf, Refusal } from '../kit/refusal.tsx';
import { DayOnPage } from '../moment.tsx';
import { useLanguage, useWords } from '../words/declare-words.ts';
import { SURVEY_WORDS } from './survey-words.ts';
import './survey.css';

interface Given {
  readonly score: SurveyScore;
  readonly comment: string;
}

interface Taken {
  readonly nextDay: string;
}

/** Nothing where the client is not asked, or has answered before. */
export function SurveyCard({ as }: { readonly as: SurveyRole }) {
  const { t } = useWords(SURVEY_WORDS);
  const read = useRead('/api/survey');
  const command = useCommand<Taken>('/api/survey-answers');
  const [given, setGiven] = useState<Given>();
  const isDone = command.state.kind === 'done';
  if (!isDone && !(read.kind === 'ready' && isOpen(read.value, as))) return null;
  return (
    <Card title={t('title')} note={t('note')} className="survey">
      {isDone && given !== undefined ? (
        <Thanks given={given} command={command} />
      ) : (
        <SurveyForm as={as} command={command} onGiven={setGiven} />
      )}
    </Card>
  );
}

function isOpen({ standings }: OwnSurvey, role: SurveyRole): boolean {
  return standings.some((one) => one.role === role && one.state === 'open');
}

interface SurveyFormProps {
  readonly as: SurveyRole;
  readonly command: Command<Taken>;
  readonly onGiven: (given: Given) => void;
}

function SurveyForm({ as, command, onGiven }: SurveyFormProps) {
  const { t } = useWords(SURVEY_WORDS);
  const [score, setScore] = useState<SurveyScore>();
  const [comment, setComment] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (score === undefined) return;
    const said = comment.trim();
    onGiven({ score, comment: said });
    void command.send({ role: as, score, ...(said === '' ? {} : { comment: said }) });
  };
  return (
    <form className="stack" onSubmit={send}>
      <ScoreChoice as={as} score={score} onChoose={setScore} />
      {score !== undefined && (
        <>
          <Field
            label={t('comment')}
            hint={t('commentHint')}
            complaint={complaintOf(command, 'comment')}
          >
            {(field) => (
              <span className="text-input">
                <textarea
                  {...field}
                  rows={2}
                  maxLength={SURVEY_COMMENT_MAX}
                  value={comment}
                  onChange={(event) => setComment(event.target.value)}
                />
              </span>
            )}
          </Field>
          <Refusal of={command} />
          <div className="acts">
            <Button type="submit" isBusy={command.state.kind === 'sending'} testId="send-survey">
              {t('send')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

interface ScoreChoiceProps {
  readonly as: SurveyRole;
  readonly score: SurveyScore | undefined;
  readonly onChoose: (score: SurveyScore) => void;
}

function ScoreChoice({ as, score, onChoose }: ScoreChoiceProps) {
  const { t } = useWords(SURVEY_WORDS);
  const language = useLanguage();
  return (
    <fieldset className="survey-scores">
      <legend>{t(as === 'lender' ? 'asLender' : 'asBorrower')}</legend>
      {SURVEY_SCORES.map((value) => (
        <label key={value} data-plain="">
          <input
            type="radio"
            name={`survey-${as}`}
            value={value}
            checked={score === value}
            onChange={() => onChoose(value)}
          />
          <span>{SURVEY_SCORE_LABELS[value][language]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Thanks({ given, command }: { readonly given: Given; readonly command: Command<Taken> }) {
  const { t } = useWords(SURVEY_WORDS);
  const language = useLanguage();
  const { state } = command;
  return (
    <div role="status">
      <p>
        {t('thanks')} <strong>{SURVEY_SCORE_LABELS[given.score][language]}</strong>
      </p>
      {given.comment !== '' && (
        <p>
          {t('said')} <span data-plain="">{given.comment}</span>
        </p>
      )}
      {state.kind === 'done' && (
        <p className="quiet">
          {t('next')} <DayOnPage day={state.result.nextDay} />
        </p>
      )}
    </div>
  );
}
