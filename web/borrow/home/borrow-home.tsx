// A borrower's home: loans and applications, and what comes next on each.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import type { LoanRow } from '@mutua/contract/loan/servicing.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Button, ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { SurveyCard } from '../../ui/survey/survey-card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { isOwnTurn, nextStepOf } from '../parts/loan-stand.ts';
import { DraftCard } from './draft-card.tsx';
import { HOME_WORDS } from './home-words.ts';
import { LoanCard } from './loan-card.tsx';

/** The page at /borrow. */
export function BorrowHome() {
  const { t } = useWords(HOME_WORDS);
  const loans = usePagedRead('/api/loans');
  const rows = loans.state.kind === 'ready' ? loans.state.value : [];
  const mayApply = rows.every(({ state }) => !BEFORE_PAYOUT.includes(state));
  const isAsked = rows.some((loan) => isOwnTurn(nextStepOf(loan)));
  const found = useRead('/api/loan-drafts');
  const drafts = found.kind === 'ready' ? found.value.items : [];
  const hasDraft = mayApply && drafts.length > 0;
  return (
    <PersonFrame
      area="borrow"
      title={t('title')}
      lead={t('lead')}
      acts={
        mayApply && (
          <ButtonLink to="/borrow/apply" kind={isAsked || hasDraft ? 'default' : 'primary'}>
            {t('apply')}
          </ButtonLink>
        )
      }
    >
      <div className="stack">
        {drafts.length > 0 && <Drafts drafts={drafts} isPrimary={hasDraft && !isAsked} />}
        <Shown read={loans.state}>{(all) => <Loans loans={all} />}</Shown>
        {loans.hasMore && (
          <Button isBusy={loans.isReadingMore} onClick={loans.more}>
            {t('more')}
          </Button>
        )}
        <SurveyCard as="borrower" />
      </div>
    </PersonFrame>
  );
}

/** While one is there, another is refused. */
const BEFORE_PAYOUT: readonly string[] = [
  ...['applied', 'assessed', 'approved', 'listed', 'funding', 'funded'],
];

interface DraftsProps {
  readonly drafts: readonly LoanDraftOnWire[];
  /** Whether going on with the first of them is the one act of the page. */
  readonly isPrimary: boolean;
}

function Drafts({ drafts, isPrimary }: DraftsProps) {
  const { t } = useWords(HOME_WORDS);
  return (
    <Card title={t('drafts')} note={t('draftsNote')}>
      <ul className="plain-list">
        {drafts.map((draft, index) => (
          <DraftCard key={draft.productCode} draft={draft} isPrimary={isPrimary && index === 0} />
        ))}
      </ul>
    </Card>
  );
}

function Loans({ loans }: { readonly loans: readonly LoanRow[] }) {
  const { t } = useWords(HOME_WORDS);
  const ended = loans.filter((loan) => nextStepOf(loan) === 'ended');
  const open = loans.filter((loan) => !ended.includes(loan));
  // Whoever has something to do sees it first.
  const inOrder = open.toSorted((a, b) => Number(isTurn(b)) - Number(isTurn(a)));
  const isFirst = (loan: LoanRow) => loan === inOrder[0] && isTurn(loan);
  return (
    <>
      <Card title={t('open')}>
        {open.length === 0 && (
          <Empty
            why={t(loans.length === 0 ? 'none' : 'noneOpen')}
            to="/quote"
            action={t('quote')}
          />
        )}
        <ul className="plain-list">
          {inOrder.map((loan) => (
            <LoanCard key={loan.loanId} loan={loan} isPrimary={isFirst(loan)} />
          ))}
        </ul>
      </Card>
      {ended.length > 0 && (
        <Card title={t('ended')}>
          <ul className="plain-list">
            {ended.map((loan) => (
              <LoanCard key={loan.loanId} loan={loan} isPrimary={false} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function isTurn(loan: LoanRow): boolean {
  return isOwnTurn(nextStepOf(loan));
}
