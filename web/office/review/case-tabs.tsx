// What stands behind the other tabs of a case: papers, price, other loans of the borrower, rules.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { DOCUMENT_LABELS, FACT_LABELS, REASON_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useCommand } from '../../api/use-command.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../parts/short-id.tsx';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';

interface TabProps {
  readonly file: ReviewFile;
}

/** Which papers were filed, and what is still to come: papers are noted as received, facts borne out in the file. */
export function DocumentTab({ file, onFile }: TabProps & { readonly onFile: () => void }) {
  const { documents, missing } = file;
  const { t, language } = useWords(REVIEW_WORDS);
  const command = useCommand('/api/loans/:loanId/documents');
  const mayReceive = file.actions.includes('verify_fact');
  const receive = (document: string) =>
    void command.send({ document }, { path: { loanId: file.loanId } });
  return (
    <Card title={t('documents')}>
      <ul className="lines">
        {documents.map((one) => (
          <li key={one}>
            <StatusMark status="ok" word={wordOf(DOCUMENT_LABELS, one, language)} />
          </li>
        ))}
      </ul>
      <h3>{t('missing')}</h3>
      {missing.length === 0 && <Empty why={t('nothingMissing')} />}
      <Refusal of={command} />
      <ul className="lines">
        {missing.map((one) => (
          <li key={one}>
            <Plain>
              <StatusMark
                status="pending"
                word={wordOf({ ...FACT_LABELS, ...DOCUMENT_LABELS }, one, language)}
              />
            </Plain>
            {mayReceive &&
              (one in FACT_LABELS ? (
                <Button kind="link" onClick={onFile}>
                  {t('bearOut')}
                </Button>
              ) : (
                <Button
                  isBusy={command.state.kind === 'sending'}
                  onClick={() => receive(one)}
                  testId={`receive-${one}`}
                >
                  {t('received')}
                </Button>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const PRICE_PARTS = ['expectedLoss', 'fundingReturn', 'cost', 'margin'] as const;

/** The parts add up to the rate of the contract. */
export function PriceTab({ file: { assessment, loanId } }: TabProps) {
  const { t } = useWords(REVIEW_WORDS);
  const price = assessment?.price;
  if (price === undefined) {
    return (
      <Card title={t('price')}>
        <Empty why={t('noPrice')} />
      </Card>
    );
  }
  return (
    <Card title={t('price')} note={t('pricePpm')}>
      <ul className="lines">
        {PRICE_PARTS.map((part) => (
          <li key={part}>
            <span>{t(part)}</span>
            <Figure
              {...REVIEW_FIGURES.part}
              row={`${loanId} ${part}`}
              ratePpm={price[`${part}Ppm`]}
            />
          </li>
        ))}
        <li className="line-sum">
          <span>{t('annualRate')}</span>
          <Figure {...REVIEW_FIGURES.contractRate} row={loanId} ratePpm={price.annualRatePpm} />
        </li>
      </ul>
    </Card>
  );
}

/** What the borrower has borrowed here besides. */
export function HistoryTab({ file: { pastLoans } }: TabProps) {
  const { t, language } = useWords(REVIEW_WORDS);
  if (pastLoans.length === 0) {
    return (
      <Card title={t('past')}>
        <Empty why={t('noPast')} />
      </Card>
    );
  }
  return (
    <Card title={t('past')}>
      <DataTable
        caption={t('past')}
        rows={pastLoans}
        rowKey={({ loanId }) => loanId}
        columns={[
          {
            ...{ key: 'loan', head: t('loan') },
            cell: ({ loanId }) => (
              <Go to={`/office/loans/${loanId}`}>
                <ShortId id={loanId} />
              </Go>
            ),
          },
          {
            ...{ key: 'grade', head: t('grade') },
            cell: ({ grade }) => (grade === undefined ? '—' : <GradeBadge grade={grade} />),
          },
          {
            ...{ key: 'amount', head: t('amount'), align: 'right' },
            cell: ({ loanId, loanAmount }) => (
              <Figure {...REVIEW_FIGURES.pastAmount} row={loanId} money={loanAmount} sign={false} />
            ),
          },
          {
            ...{ key: 'applied', head: t('appliedOn') },
            cell: ({ appliedOn }) => <DayOnPage day={appliedOn} />,
          },
          {
            ...{ key: 'state', head: t('state') },
            cell: ({ state }) => wordOf(LOAN_STATE_LABELS, state, language),
          },
        ]}
      />
    </Card>
  );
}

/** Which rules it hit, under which version of the policy. */
export function RuleTab({ file: { assessment, loanId } }: TabProps) {
  const { t, language } = useWords(REVIEW_WORDS);
  if (assessment === undefined) {
    return (
      <Card title={t('rules')}>
        <Empty why={t('noScore')} />
      </Card>
    );
  }
  const { ruleHits, policyVersion, scorecard, limit } = assessment;
  return (
    <Card title={t('rules')}>
      {ruleHits.length === 0 && <Empty why={t('allMet')} />}
      <ul className="lines">
        {ruleHits.map(({ reason, outcome }) => (
          <li key={reason}>
            <Plain>{wordOf(REASON_LABELS, reason, language)}</Plain>
            <StatusMark
              status={outcome === 'reject' ? 'lost' : 'late'}
              word={t(outcome === 'reject' ? 'outcomeReject' : 'outcomeRefer')}
            />
          </li>
        ))}
      </ul>
      <Facts
        items={[
          { key: 'policy', label: t('policy'), value: <code>{policyVersion}</code> },
          { key: 'scorecard', label: t('scorecard'), value: <code>{scorecard ?? '—'}</code> },
          {
            ...{ key: 'limit', label: t('creditLimit') },
            value: <Figure {...REVIEW_FIGURES.limit} row={loanId} money={limit} />,
          },
        ]}
      />
    </Card>
  );
}
