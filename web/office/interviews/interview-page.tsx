// One interview: what was agreed, what was asked and said, and recording it.
import {
  INTERVIEW_QUESTION_LABELS,
  INTERVIEW_WAY_LABELS,
} from '@mutua/contract/words/interview-words.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import type { InterviewInOffice } from '@mutua/contract/work/interview.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { CaseActs, useCaseKeys } from '../collections/case-acts.tsx';
import { StoryCard } from '../collections/case-cards.tsx';
import { CaseFacts, CaseTitle } from '../collections/case-page.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { INTERVIEWS_WORDS } from './interviews-words.ts';
import { RecordInterview } from './record-interview.tsx';
import '../books/books.css';

/** The page `/office/interviews/$caseId`. */
export function InterviewPage() {
  const { t } = useWords(INTERVIEWS_WORDS);
  const { caseId = '' } = usePath();
  const found = useRead('/api/office/cases/:caseId', { path: { caseId } });
  return (
    <OfficeFrame
      title={t('title')}
      keys={useCaseKeys()}
      crumbs={
        <>
          {t('interview')} <ShortId id={caseId} />
        </>
      }
    >
      <Shown read={found} lines={12}>
        {(value) => <InterviewBody found={value} />}
      </Shown>
    </OfficeFrame>
  );
}

function InterviewBody({ found }: { readonly found: CaseInOffice }) {
  const { t } = useWords(INTERVIEWS_WORDS);
  const { interview, subject } = found;
  const mayRecord = found.actions.includes('record_interview');
  return (
    <div className="desk-split">
      <div className="close-left">
        <Card
          title={<CaseTitle found={found} />}
          links={
            <>
              <Go to={`/office/review/${subject.id}`}>{t('review')}</Go>{' '}
              <Go to="/office/interviews">{t('up')}</Go>
            </>
          }
        >
          <CaseFacts found={found} />
          {interview !== undefined && <Agreed interview={interview} />}
        </Card>
        {interview?.held !== undefined && <HeldCard held={interview.held} />}
        {interview !== undefined && mayRecord && (
          <RecordInterview caseId={found.caseId} interview={interview} />
        )}
        <StoryCard found={found} />
      </div>
      <div className="desk-side">
        <CaseActs found={found} />
      </div>
    </div>
  );
}

function Agreed({ interview: { booked, moves } }: { readonly interview: InterviewInOffice }) {
  const { t, language } = useWords(INTERVIEWS_WORDS);
  if (booked === undefined) return <p className="quiet">{t('notBooked')}</p>;
  const { day, time, at, way } = booked;
  return (
    <Facts
      items={[
        {
          ...{ key: 'when', label: t('agreed') },
          value: (
            <>
              <DayOnPage day={day} /> <time dateTime={at}>{time}</time>
            </>
          ),
        },
        { key: 'way', label: t('way'), value: INTERVIEW_WAY_LABELS[way][language] },
        { key: 'moves', label: t('moves'), value: <Plain>{moves}</Plain> },
      ]}
    />
  );
}

function HeldCard({ held }: { readonly held: NonNullable<InterviewInOffice['held']> }) {
  const { t, language } = useWords(INTERVIEWS_WORDS);
  const { heldOn, interviewerName, recording, answers, note } = held;
  return (
    <Card title={t('answers')}>
      <Facts
        items={[
          { key: 'day', label: t('heldOn'), value: <DayOnPage day={heldOn} /> },
          {
            ...{ key: 'who', label: t('interviewer') },
            value: <Plain>{interviewerName ?? '—'}</Plain>,
          },
          { key: 'recording', label: t('recording'), value: <Plain>{recording}</Plain> },
        ]}
      />
      {answers.length === 0 ? (
        <Empty why={t('noAnswers')} />
      ) : (
        <Facts
          isList
          items={answers.map(({ question, answer, contradicts }) => ({
            key: question,
            label: INTERVIEW_QUESTION_LABELS[question][language],
            value: (
              <>
                <Plain>{answer}</Plain>{' '}
                <StatusMark
                  status={contradicts ? 'late' : 'ok'}
                  word={t(contradicts ? 'contradicts' : 'agrees')}
                />
              </>
            ),
          }))}
        />
      )}
      {note !== undefined && (
        <p>
          {t('note')} <Plain>{note}</Plain>
        </p>
      )}
    </Card>
  );
}
