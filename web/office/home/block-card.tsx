// One of the four blocks: how many loans stand in it, with how much, and where in it they stand.
import type { BlockOnWire, BlockPart } from '@mutua/contract/office/home.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import type { PageAddress } from '../../ui/page-address.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

/** Where the loans of each part are worked on. */
const PLACES: Readonly<Record<BlockPart, PageAddress>> = {
  applied: '/office/review?tab=applied',
  in_review: '/office/review?tab=in_review',
  to_decide: '/office/review?tab=to_decide',
  terms_open: '/office/loans?state=approved',
  commitment_open: '/office/loans?state=approved',
  collateral_open: '/office/loans?state=approved',
  listing_to_prepare: '/office/listings',
  listing_to_publish: '/office/listings',
  listed: '/office/loans?state=listed',
  funding: '/office/loans?state=funding',
  funded: '/office/loans?state=funded',
  repaying: '/office/loans?state=disbursed,repaying',
  overdue: '/office/loans?state=overdue',
  defaulted: '/office/loans?state=defaulted',
  written_off: '/office/loans?state=written_off',
};

/** FLW-03: the parts add up to the block. */
export function BlockCard({ block }: { readonly block: BlockOnWire }) {
  const { t } = useWords(HOME_WORDS);
  const { block: name, count, amount, parts } = block;
  return (
    <Card title={t(name)} note={t(`${name}Note`)}>
      <p className="block-head">
        <span>
          <Figure {...HOME_FIGURES.blockCount} row={name} count={count} size="figure" />{' '}
          <span className="quiet">{t('loansUnit')}</span>
        </span>
        <Figure {...HOME_FIGURES.blockAmount} row={name} money={amount} />
      </p>
      <ul className="lines">
        {parts.map(({ part, count: partCount, amount: partAmount }) => (
          <li key={part}>
            <span>
              <Go to={PLACES[part]}>{t(part === 'funding' ? 'fundingPart' : part)}</Go>
            </span>
            <span className="line-count">
              <Figure {...HOME_FIGURES.partCount} row={part} count={partCount} />
            </span>
            <span className="line-amount">
              <Figure {...HOME_FIGURES.partAmount} row={part} money={partAmount} sign={false} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
