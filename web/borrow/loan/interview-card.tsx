// The interview before a decision: choosing when and how, what was agreed, and how to prepare.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { INTERVIEW_WAY_LABELS } from '@mutua/contract/words/interview-words.ts';
import type { InterviewForBorrower } from '@mutua/contract/work/interview.ts';
import type { InterviewWay } from '@mutua/core/work/interview.ts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import type { NextStep } from '../parts/loan-stand.ts';
import { BookInterview } from './book-interview.tsx';
import { INTERVIEW_WORDS } from './interview-words.ts';
import { WaitCard } from './wait-card.tsx';

interface DecisionAheadProps {
  readonly loan: LoanForBorrower;
  readonly step: NextStep;
}

/** Before a decision the borrower's own turn, to book an interview, goes before what is waited for. */
export function DecisionAhead({ loan, step }: DecisionAheadProps) {
  const { loanId } = loan;
  const interview = useRead('/api/loans/:loanId/interview', { path: { loanId } });
  return (
    <Shown read={interview}>
      {(value) => (
        <>
          {value.state !== 'none' && <InterviewCard loanId={loanId} interview={value} />}
          {value.state !== 'to_book' && <WaitCard loan={loan} step={step} />}
        </>
      )}
    </Shown>
  );
}

interface InterviewProps {
  readonly loanId: string;
  readonly interview: InterviewForBorrower;
}

function InterviewCard({ loanId, interview }: InterviewProps) {
  const { t } = useWords(INTERVIEW_WORDS);
  switch (interview.state) {
    case 'none':
      return null;
    case 'to_book':
      return (
        <Card title={t('toBook')} className="next-card">
          <p>{t('toBookWhy')}</p>
          <BookInterview loanId={loanId} interview={interview} act={t('book')} />
          <Preparing />
        </Card>
      );
    case 'booked':
      return <Booked loanId={loanId} interview={interview} />;
    case 'held':
      return (
        <Card title={t('held')}>
          <Agreed booked={interview.booked} />
          <p className="quiet">{t('heldWhy')}</p>
        </Card>
      );
  }
}

function Booked({ loanId, interview }: InterviewProps) {
  const { t } = useWords(INTERVIEW_WORDS);
  const [isMoving, setMoving] = useState(false);
  const { booked, mayBook } = interview;
  return (
    <Card title={t('booked')} className="next-card">
      <div data-testid="interview-booked">
        <Agreed booked={booked} />
      </div>
      {mayBook && isMoving && (
        <BookInterview
          loanId={loanId}
          interview={interview}
          act={t('moveNow')}
          onDone={() => setMoving(false)}
        />
      )}
      {mayBook ? (
        <div className="form-acts">
          <span className="quiet">{t('moveOnce')}</span>
          <Button onClick={() => setMoving(!isMoving)}>{t(isMoving ? 'keep' : 'move')}</Button>
        </div>
      ) : (
        <p className="quiet">{t('fixed')}</p>
      )}
      <Preparing way={booked?.way} />
    </Card>
  );
}

function Agreed({ booked }: { readonly booked: InterviewForBorrower['booked'] | undefined }) {
  const { t, language } = useWords(INTERVIEW_WORDS);
  if (booked === undefined) return null;
  const { day, time, at, way } = booked;
  return (
    <Facts
      items={[
        {
          ...{ key: 'when', label: t('when') },
          value: (
            <strong>
              <DayOnPage day={day} /> <time dateTime={at}>{time}</time>
            </strong>
          ),
        },
        { key: 'way', label: t('way'), value: INTERVIEW_WAY_LABELS[way][language] },
      ]}
    />
  );
}

/** @param way how it was agreed to meet; left out: either is still possible. */
function Preparing({ way }: { readonly way?: InterviewWay | undefined }) {
  const { t } = useWords(INTERVIEW_WORDS);
  return (
    <>
      <h3>{t('prepare')}</h3>
      <ul className="need-list">
        <li>{t('prepareDocument')}</li>
        <li>{t('preparePapers')}</li>
        {way !== 'branch' && <li>{t('prepareVideo')}</li>}
        {way !== 'video' && <li>{t('prepareBranch')}</li>}
      </ul>
      <p className="quiet">{t('recorded')}</p>
    </>
  );
}
