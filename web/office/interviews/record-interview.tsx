// Recording an interview: every question with its answer, where the recording lies, and with which result.
import { CASE_RESULT_LABELS } from '@mutua/contract/words/case-words.ts';
import {
  INTERVIEW_QUESTION_LABELS,
  INTERVIEW_QUESTION_WORDS,
} from '@mutua/contract/words/interview-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { InterviewInOffice } from '@mutua/contract/work/interview.ts';
import {
  INTERVIEW_RESULTS,
  type InterviewQuestion,
  type InterviewResult,
} from '@mutua/core/work/interview.ts';
import { Input } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Checkbox, Select, TextInput } from '../../ui/kit/inputs.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { INTERVIEWS_WORDS } from './interviews-words.ts';

interface RecordInterviewProps {
  readonly caseId: string;
  readonly interview: InterviewInOffice;
}

interface Answered {
  readonly answer: string;
  readonly contradicts: boolean;
}

type Answers = Readonly<Partial<Record<InterviewQuestion, Answered>>>;

const NOTHING: Answered = { answer: '', contradicts: false };

/** From its day on, for whoever works on the case. */
export function RecordInterview({ caseId, interview }: RecordInterviewProps) {
  const { t } = useWords(INTERVIEWS_WORDS);
  return (
    <Card title={t('record')}>
      {interview.mayRecord ? (
        <RecordForm caseId={caseId} questions={interview.questions} />
      ) : (
        <NoticeBox>{t(interview.booked === undefined ? 'waitsForBooking' : 'notDue')}</NoticeBox>
      )}
    </Card>
  );
}

interface RecordFormProps {
  readonly caseId: string;
  readonly questions: readonly InterviewQuestion[];
}

function RecordForm({ caseId, questions }: RecordFormProps) {
  const { t, language } = useWords(INTERVIEWS_WORDS);
  const command = useCommand('/api/office/cases/:caseId/interview');
  const [answers, setAnswers] = useState<Answers>({});
  const [recording, setRecording] = useState('');
  const [note, setNote] = useState('');
  const [result, setResult] = useState<InterviewResult>();
  const [reason, setReason] = useState('');
  const given = questions.map((question) => ({ question, ...(answers[question] ?? NOTHING) }));
  const texts = [recording, reason, ...given.map(({ answer }) => answer)];
  const isReady = result !== undefined && texts.every((text) => text.trim() !== '');
  const send = () => {
    if (!isReady) return;
    const fields = { answers: given, recording: recording.trim(), result, reason: reason.trim() };
    const told = note.trim() === '' ? {} : { note: note.trim() };
    void command.send({ ...fields, ...told }, { path: { caseId } });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {given.map(({ question, ...answered }) => (
        <QuestionField
          key={question}
          question={question}
          answered={answered}
          onChange={(changed) => setAnswers({ ...answers, [question]: changed })}
        />
      ))}
      <LongText label={t('note')} value={note} onChange={setNote} />
      <Field
        label={t('recording')}
        hint={t('recordingHint')}
        complaint={complaintOf(command, 'recording')}
      >
        {(field) => (
          <TextInput field={field} value={recording} onChange={setRecording} maxLength={200} />
        )}
      </Field>
      <Field label={t('result')}>
        {(field) => (
          <Select
            field={field}
            value={result ?? ''}
            empty={t('choose')}
            options={INTERVIEW_RESULTS.map((value) => ({
              ...{ value, label: wordOf(CASE_RESULT_LABELS, value, language) },
            }))}
            onChange={setResult}
          />
        )}
      </Field>
      <LongText label={t('reason')} value={reason} onChange={setReason} />
      <Refusal of={command} />
      <Button
        kind="primary"
        type="submit"
        isBusy={command.state.kind === 'sending'}
        isDisabled={!isReady}
        testId="save-interview"
      >
        {t('save')}
      </Button>
    </form>
  );
}

interface QuestionFieldProps {
  readonly question: InterviewQuestion;
  readonly answered: Answered;
  readonly onChange: (answered: Answered) => void;
}

function QuestionField({ question, answered, onChange }: QuestionFieldProps) {
  const { t, language } = useWords(INTERVIEWS_WORDS);
  return (
    <div>
      <LongText
        label={INTERVIEW_QUESTION_LABELS[question][language]}
        hint={INTERVIEW_QUESTION_WORDS[question][language]}
        value={answered.answer}
        onChange={(answer) => onChange({ ...answered, answer })}
      />
      <Checkbox
        label={t('contradicts')}
        isChecked={answered.contradicts}
        onChange={(contradicts) => onChange({ ...answered, contradicts })}
      />
    </div>
  );
}

interface LongTextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function LongText({ label, hint, value, onChange }: LongTextProps) {
  return (
    <Field label={label} hint={hint}>
      {(field) => (
        <Input.TextArea
          id={field.id}
          aria-describedby={field['aria-describedby']}
          rows={2}
          maxLength={1_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
