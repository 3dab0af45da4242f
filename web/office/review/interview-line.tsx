// The interview of an applicant in the review: how the last one stands, and asking for one.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { INTERVIEW_QUESTION_LABELS } from '@mutua/contract/words/interview-words.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { declareWords, useWords } from '../../ui/words/declare-words.ts';
import { listedWords } from '../../ui/words/listed-words.ts';

const WORDS = declareWords('office.reviewInterview', {
  interview: ['面审', 'Interview'],
  needed: ['产品要求', 'the product asks for it'],
  none: ['没有安排', 'none asked for'],
  to_book: ['已提出，待申请人预约', 'asked for, not booked yet'],
  booked: ['已预约', 'booked'],
  passed: ['已通过', 'passed'],
  not_passed: ['未通过', 'not passed'],
  contradictions: ['与资料不符：{{names}}', 'Does not agree with the file: {{names}}'],
  open: ['看面审', 'Open it'],
  ask: ['安排面审', 'Ask for an interview'],
  askTitle: ['安排面审', 'Ask for an interview'],
  askWhy: [
    '申请人会收到通知，自己选择时间和方式。面审通过之前，这笔借款不能批准。',
    'The applicant is told, and chooses when and how. Until it is passed the loan cannot be approved.',
  ],
  reason: ['为什么要面审', 'Why'],
});

type State = ReviewFile['interview']['state'];

const MARKS: Readonly<Record<State, Status>> = {
  none: 'pending',
  to_book: 'pending',
  booked: 'yours',
  passed: 'ok',
  not_passed: 'lost',
};

/** Nothing where there is none and nobody could ask for one. */
export function InterviewLine({ file }: { readonly file: ReviewFile }) {
  const { t, language } = useWords(WORDS);
  const [isAsking, setAsking] = useState(false);
  const { state, isNeeded, caseId, booked, contradictions } = file.interview;
  const isOpen = state === 'to_book' || state === 'booked';
  const mayAsk = !isOpen && file.actions.includes('ask_interview');
  if (state === 'none' && !isNeeded && !mayAsk) return null;
  const names = contradictions.map((one) => INTERVIEW_QUESTION_LABELS[one][language]);
  return (
    <div className="review-here card" data-testid="interview-line" data-interview={state}>
      <strong>{t('interview')}</strong> <StatusMark status={MARKS[state]} word={t(state)} />{' '}
      {isNeeded && <span className="quiet">{t('needed')} </span>}
      {booked !== undefined && (
        <>
          <DayOnPage day={booked.day} /> <time dateTime={booked.at}>{booked.time}</time>{' '}
        </>
      )}
      {names.length > 0 && (
        <StatusMark
          status="late"
          word={t('contradictions', { names: listedWords(names, language) })}
        />
      )}{' '}
      {caseId !== undefined && <Go to={`/office/interviews/${caseId}`}>{t('open')}</Go>}{' '}
      {mayAsk && (
        <Button kind="link" onClick={() => setAsking(true)}>
          {t('ask')}
        </Button>
      )}
      {isAsking && <AskSheet loanId={file.loanId} onClose={() => setAsking(false)} />}
    </div>
  );
}

interface AskSheetProps {
  readonly loanId: string;
  readonly onClose: () => void;
}

function AskSheet({ loanId, onClose }: AskSheetProps) {
  const { t } = useWords(WORDS);
  const command = useCommand('/api/office/cases');
  const [reason, setReason] = useState('');
  const submit = async () => {
    const subject = { kind: 'loan', id: loanId };
    const fields = { caseKind: 'interview', subject, fields: [], reason: reason.trim() };
    if ((await command.send(fields)).kind === 'done') onClose();
  };
  return (
    <Sheet title={t('askTitle')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t('askWhy')}</p>
        <Field label={t('reason')}>
          {(field) => (
            <TextInput field={field} value={reason} onChange={setReason} maxLength={1_000} />
          )}
        </Field>
        <Refusal of={command} />
        <Button
          kind="primary"
          type="submit"
          isBusy={command.state.kind === 'sending'}
          isDisabled={reason.trim() === ''}
        >
          {t('ask')}
        </Button>
      </form>
    </Sheet>
  );
}
