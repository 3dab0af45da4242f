// The five facts of a case: amount, instalment, all-in rate, burden and expected loss.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { REPAYMENT_METHOD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';

/** What a case is about, before anything else. */
export function FiveFacts({ file }: { readonly file: ReviewFile }) {
  const { t, language } = useWords(REVIEW_WORDS);
  const riskFacts = useRiskFacts(file);
  const { loanId, offers } = file;
  const [asked] = offers;
  const method = wordOf(REPAYMENT_METHOD_LABELS, file.repaymentMethod, language);
  const money = (digits: string) => ({ minorUnits: digits, currency: file.loanAmount.currency });
  return (
    <div className="review-facts">
      <Facts
        items={[
          {
            key: 'amount',
            label: <FigureLabel {...REVIEW_FIGURES.amount} />,
            value: (
              <Figure
                {...REVIEW_FIGURES.amount}
                row={loanId}
                money={file.loanAmount}
                size="figure"
              />
            ),
            note: (
              <span data-plain="">{`${t('months', { count: file.termMonths })} · ${method}`}</span>
            ),
          },
          {
            key: 'instalment',
            label: <FigureLabel {...REVIEW_FIGURES.instalment} />,
            value: (
              <Figure
                {...REVIEW_FIGURES.instalment}
                row={loanId}
                money={asked && money(asked.instalment)}
                size="figure"
              />
            ),
          },
          {
            key: 'allIn',
            label: <FigureLabel {...REVIEW_FIGURES.allIn} />,
            value: (
              <Figure
                {...REVIEW_FIGURES.allIn}
                row={loanId}
                ratePpm={asked?.allInRatePpm}
                size="figure"
              />
            ),
            note: (
              <>
                {t('contractRate')}{' '}
                <Figure
                  {...REVIEW_FIGURES.contractRate}
                  row={loanId}
                  ratePpm={asked?.annualRatePpm}
                />
              </>
            ),
          },
          ...riskFacts,
        ]}
      />
    </div>
  );
}

function useRiskFacts(file: ReviewFile): readonly Fact[] {
  const { t } = useWords(REVIEW_WORDS);
  const { loanId, assessment, offers, burdenReferPpm } = file;
  const [asked] = offers;
  const isHeavy =
    asked !== undefined && burdenReferPpm !== undefined && asked.burdenPpm > burdenReferPpm;
  return [
    {
      key: 'burden',
      label: <FigureLabel {...REVIEW_FIGURES.burden} />,
      value: (
        <span className={isHeavy ? 'late-text' : ''}>
          <Figure
            {...REVIEW_FIGURES.burden}
            row={loanId}
            ratePpm={asked?.burdenPpm}
            digits={1}
            size="figure"
          />
        </span>
      ),
      note: (
        <>
          {t('burdenLine')}{' '}
          <Figure {...REVIEW_FIGURES.burdenLine} row={loanId} ratePpm={burdenReferPpm} digits={0} />
        </>
      ),
    },
    {
      key: 'loss',
      label: <FigureLabel {...REVIEW_FIGURES.loss} />,
      value: (
        <Figure
          {...REVIEW_FIGURES.loss}
          row={loanId}
          ratePpm={assessment?.expectedLossPpm}
          size="figure"
        />
      ),
      note:
        assessment?.score === undefined ? undefined : (
          <>
            {t('scoreWord')}{' '}
            <Figure {...REVIEW_FIGURES.score} row={loanId} count={assessment.score} />
          </>
        ),
    },
  ];
}
