// One application: who asks for what, five facts, and everything that is known, in tabs.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import {
  CHANNEL_LABELS,
  DECISION_LABELS,
  DOCUMENT_LABELS,
  FACT_LABELS,
  PURPOSE_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { type ReactNode, useState } from 'react';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { Waited } from '../parts/waited.tsx';
import { AffordCard } from './afford-card.tsx';
import { DocumentTab, HistoryTab, PriceTab, RuleTab } from './case-tabs.tsx';
import { FactCard } from './fact-card.tsx';
import { FiveFacts } from './five-facts.tsx';
import { InterviewLine } from './interview-line.tsx';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';
import { ScoreCard } from './score-card.tsx';

const TABS = ['tabFile', 'tabPapers', 'tabPrice', 'tabHistory', 'tabRules'] as const;
type CaseTab = (typeof TABS)[number];

/** The middle of the review. */
export function ReviewCase({ file }: { readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  const [tab, setTab] = useState<CaseTab>('tabFile');
  const papers = () => setTab('tabPapers');
  useKeys({
    ...Object.fromEntries(
      TABS.map((one, index) => [String(index + 1), () => setTab(one)] as const),
    ),
    b: papers,
  });
  return (
    <article className="review-case">
      <CaseHead file={file} />
      {file.changedSince && file.assessment !== undefined && (
        <NoticeBox tone="late">{t('changed')}</NoticeBox>
      )}
      <FiveFacts file={file} />
      <InterviewLine file={file} />
      {file.missing.length > 0 && tab !== 'tabPapers' && (
        <MissingLine missing={file.missing} onPapers={papers} />
      )}
      <fieldset className="choice choice-tabs">
        <legend className="unseen">{t('facts')}</legend>
        {TABS.map((one, index) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => setTab(one)}>
            <span className="quiet" data-plain="">
              {index + 1}
            </span>{' '}
            {t(one)}
          </button>
        ))}
      </fieldset>
      <TabContent tab={tab} file={file} onFile={() => setTab('tabFile')} />
    </article>
  );
}

/** What keeps the case from going on: facts to verify in the table below, papers to receive under their tab. */
function MissingLine({
  missing,
  onPapers,
}: {
  readonly missing: readonly string[];
  readonly onPapers: () => void;
}) {
  const { t, language } = useWords(REVIEW_WORDS);
  const facts = missing.filter((one) => one in FACT_LABELS);
  const papers = missing.filter((one) => !facts.includes(one));
  const namesOf = (names: readonly string[], labels: Parameters<typeof wordOf>[0]) =>
    names.map((one) => wordOf(labels, one, language)).join(t('missingComma'));
  return (
    <NoticeBox tone="late">
      <div className="review-missing">
        <span data-plain="">
          {facts.length > 0 && t('toVerify', { names: namesOf(facts, FACT_LABELS) })}
          {facts.length > 0 && papers.length > 0 && <br />}
          {papers.length > 0 && t('missingLine', { names: namesOf(papers, DOCUMENT_LABELS) })}
        </span>
        {papers.length > 0 && (
          <Button onClick={onPapers}>
            {t('goPapers')} <KeyHint name="B" />
          </Button>
        )}
      </div>
    </NoticeBox>
  );
}

interface TabContentProps {
  readonly tab: CaseTab;
  readonly file: ReviewFile;
  /** Opens the first tab, where facts are borne out. */
  readonly onFile: () => void;
}

function TabContent({ tab, file, onFile }: TabContentProps): ReactNode {
  switch (tab) {
    case 'tabFile':
      return (
        <>
          <FactCard file={file} />
          <div className="office-row office-row-2">
            <ScoreCard file={file} />
            <AffordCard file={file} />
          </div>
          <HereLine file={file} />
        </>
      );
    case 'tabPapers':
      return <DocumentTab file={file} onFile={onFile} />;
    case 'tabPrice':
      return <PriceTab file={file} />;
    case 'tabHistory':
      return <HistoryTab file={file} />;
    case 'tabRules':
      return <RuleTab file={file} />;
  }
}

function CaseHead({ file }: { readonly file: ReviewFile }) {
  const { t, language } = useWords(REVIEW_WORDS);
  const { borrower, loanId, assessment, waitedSeconds, limitSeconds } = file;
  const who = [
    ...(borrower.age === undefined ? [] : [t('years', { count: borrower.age })]),
    ...(borrower.region === undefined ? [] : [regionName(borrower.region, language)]),
    wordOf(PURPOSE_LABELS, file.purpose, language),
    t(borrower.loansRepaid > 0 || file.pastLoans.length > 0 ? 'again' : 'first'),
    ...(borrower.isHeld ? [t('held')] : []),
    ...(borrower.isRelatedParty ? [t('related')] : []),
  ].join(' · ');
  const decision = wordOf(DECISION_LABELS, assessment?.decision, language);
  return (
    <header className="review-head">
      {assessment !== undefined && <GradeBadge grade={assessment.grade} size="large" />}
      <div>
        <h2 data-plain="">
          {borrower.name ?? t('noName')} <span className="quiet">{who}</span>
        </h2>
        <p className="quiet">
          <ShortId id={loanId} /> · {wordOf(CHANNEL_LABELS, file.channel, language)}
          {assessment !== undefined && ` · ${t('automatic')}: ${decision}`} ·{' '}
          <Go to={`/office/loans/${loanId}`}>{t('openLoan')}</Go>
        </p>
      </div>
      <p className="review-clock">
        <Waited seconds={waitedSeconds} limit={limitSeconds} />
        <span className="quiet">
          {t('waited')}
          {limitSeconds !== undefined && (
            <>
              {` · ${t('limit')} `}
              <Waited seconds={limitSeconds} />
            </>
          )}
        </span>
      </p>
    </header>
  );
}

function HereLine({ file: { borrower, loanId } }: { readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  return (
    <p className="review-here card">
      <strong>{t('here')}</strong> {t('repaidHere')}{' '}
      <Figure {...REVIEW_FIGURES.loansRepaid} row={loanId} count={borrower.loansRepaid} /> ·{' '}
      {t('worstHere')}{' '}
      <Figure {...REVIEW_FIGURES.worstDays} row={loanId} count={borrower.worstDaysOverdue} /> ·{' '}
      {t('owedHere')} <Figure {...REVIEW_FIGURES.owedHere} row={loanId} money={borrower.owedHere} />
    </p>
  );
}
