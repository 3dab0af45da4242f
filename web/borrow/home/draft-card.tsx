// An application that is not filed yet, and how far it is filled in.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Bar } from '../../ui/kit/bar.tsx';
import { ProductName } from '../../ui/kit/product-name.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { HOME_WORDS } from './home-words.ts';

/** Leads back to where it was left. */
export function DraftCard({
  draft,
  isPrimary,
}: {
  readonly draft: LoanDraftOnWire;
  readonly isPrimary: boolean;
}) {
  const { t } = useWords(HOME_WORDS);
  const { productCode, steps, savedAt, step, loanAmount } = draft;
  const asked = steps.filter((one) => one.step !== 'check');
  const done = asked.filter(({ missing }) => missing.length === 0).length;
  const progress = t('stepsDone', { done, all: asked.length });
  return (
    <li className="list-row">
      <div>
        <p>
          <strong>
            <ProductName code={productCode} />
          </strong>{' '}
          {loanAmount !== undefined && <ReckonedMoney money={loanAmount} />}
        </p>
        <p className="quiet">
          <Plain>{progress}</Plain> · {t('savedAt')} <MomentOnPage at={savedAt} />
        </p>
        <Bar
          label={progress}
          parts={[{ key: 'done', share: done / Math.max(asked.length, 1), tone: 'yours' }]}
        />
      </div>
      <Go
        to={`/borrow/apply?product=${productCode}&step=${step}`}
        className={isPrimary ? 'button button-primary' : 'button'}
      >
        {t('goOn')}
      </Go>
    </li>
  );
}
