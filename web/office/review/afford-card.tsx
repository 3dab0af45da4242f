// Whether the borrower can bear it: what comes in, what goes out, and what is left, for each amount side by side.
import type { OfferInReview, ReviewFile } from '@mutua/contract/office/review.ts';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';

const OUT = ['costs', 'otherPayments', 'instalment'] as const;
const NAMES = { costs: 'costs', otherPayments: 'otherPayments', instalment: 'thisLoan' } as const;

/** What was asked for, and another amount where one is asked about. */
export function AffordCard({ file }: { readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  const { offers, burdenReferPpm = 0 } = file;
  if (offers.length === 0) {
    return (
      <Card title={t('afford')}>
        <Empty why={t('noScore')} />
      </Card>
    );
  }
  return (
    <Card title={t('afford')} note={t('affordNote')}>
      <table className="data-table data-table-kept afford">
        <caption className="unseen">{t('afford')}</caption>
        <AffordHead file={file} />
        <tbody>
          <MoneyRow file={file} label={t('income')} figure={REVIEW_FIGURES.income} part="income" />
          {OUT.map((name) => (
            <MoneyRow
              key={name}
              {...{ file, label: t(NAMES[name]), figure: REVIEW_FIGURES[name], part: name }}
              isOut
            />
          ))}
          <MoneyRow file={file} label={t('left')} figure={REVIEW_FIGURES.left} part="left" isSum />
          <tr>
            <th scope="row">{t('burden')}</th>
            {offers.map((offer) => (
              <td key={offer.loanAmount.minorUnits} data-align="right">
                <span className={offer.burdenPpm > burdenReferPpm ? 'late-text' : ''}>
                  <Figure
                    {...REVIEW_FIGURES.burden}
                    row={rowOf(file, offer)}
                    ratePpm={offer.burdenPpm}
                    digits={1}
                  />
                </span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Card>
  );
}

function AffordHead({ file }: { readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  return (
    <thead>
      <tr>
        <td />
        {file.offers.map((offer, index) => (
          <th key={offer.loanAmount.minorUnits} scope="col" data-align="right">
            {t(index === 0 ? 'askedColumn' : 'otherColumn')}{' '}
            <Figure
              {...REVIEW_FIGURES.amount}
              row={rowOf(file, offer)}
              money={offer.loanAmount}
              sign={false}
            />
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface MoneyRowProps {
  readonly file: ReviewFile;
  readonly label: string;
  readonly figure: DeclaredFigure;
  readonly part: (typeof OUT)[number] | 'income' | 'left';
  /** What goes out is shown with a minus. */
  readonly isOut?: boolean;
  readonly isSum?: boolean;
}

function MoneyRow({ file, label, figure, part, isOut = false, isSum = false }: MoneyRowProps) {
  const { currency } = file.loanAmount;
  const signed = (digits: string) => (isOut && digits !== '0' ? `-${digits}` : digits);
  return (
    <tr className={isSum ? 'sum-row' : undefined}>
      <th scope="row">{label}</th>
      {file.offers.map((offer) => (
        <td key={offer.loanAmount.minorUnits} data-align="right">
          <Figure
            {...figure}
            row={isOut ? `${rowOf(file, offer)} out` : rowOf(file, offer)}
            money={{ minorUnits: signed(offer[part]), currency }}
            sign={false}
          />
        </td>
      ))}
    </tr>
  );
}

function rowOf({ loanId }: ReviewFile, { loanAmount }: OfferInReview): string {
  return `${loanId} ${loanAmount.minorUnits}`;
}
