// The first page: what this is, what is true today, how a loan goes, what it costs and what it risks.
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { MARKET_FIGURES } from '../../ui/figure/market-figures.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ListHead, ListingLine } from '../market/listing-line.tsx';
import { HOME_WORDS } from './home-words.ts';
import { TodayFigures } from './today-figures.tsx';
import '../market/market.css';
import './home.css';

/** How many listings the first page shows. */
const LISTINGS = 4;

const STEPS = [
  ['step1', 'step1Note'],
  ['step2', 'step2Note'],
  ['step3', 'step3Note'],
  ['step4', 'step4Note'],
  ['step5', 'step5Note'],
  ['step6', 'step6Note'],
] as const;

export function HomePage() {
  const { t } = useWords(HOME_WORDS);
  return (
    <PublicFrame title={t('title')} isBare>
      <header className="home-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="home-lead">{t('what')}</p>
          <p className="acts">
            <ButtonLink to="/market" kind="primary">
              {t('toMarket')}
            </ButtonLink>
            <ButtonLink to="/quote">{t('toQuote')}</ButtonLink>
            <Go to="/register">{t('start')}</Go>
          </p>
        </div>
        <Card title={t('today')} className="home-today">
          <TodayFigures />
        </Card>
      </header>
      <div className="home">
        <Card
          title={t('now')}
          className="home-wide"
          links={<Go to="/market">{t('wholeMarket')}</Go>}
        >
          <MarketNow />
        </Card>
        <Card title={t('how')} className="home-wide">
          <ol className="home-steps">
            {STEPS.map(([name, note]) => (
              <li key={name}>
                <strong>{t(name)}</strong>
                <span className="quiet">{t(note)}</span>
              </li>
            ))}
          </ol>
        </Card>
        <Card title={t('fees')} links={<Go to="/fees">{t('toFees')}</Go>}>
          <p>{t('feesNote')}</p>
        </Card>
        <Card title={t('risk')} links={<Go to="/learn">{t('toLearn')}</Go>}>
          <p>{t('riskNote')}</p>
        </Card>
      </div>
    </PublicFrame>
  );
}

/** What is open as a whole, and the few listings that close first. */
function MarketNow() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/market');
  const listings = useRead('/api/listings', { query: { sort: 'closing', limit: LISTINGS } });
  return (
    <>
      <Shown read={read}>{({ open }) => <OpenNow open={open} />}</Shown>
      <Shown read={listings} lines={LISTINGS}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{t('nothingOpen')}</p>
          ) : (
            <div className="home-listings">
              <ListHead />
              {items.map((listing) => (
                <ListingLine key={listing.loanId} listing={listing} />
              ))}
            </div>
          )
        }
      </Shown>
    </>
  );
}

function OpenNow({ open }: { readonly open: MarketOnWire['open'] }) {
  return (
    <Facts
      items={[
        {
          key: 'open',
          label: <FigureLabel {...MARKET_FIGURES.open} />,
          value: <Figure {...MARKET_FIGURES.open} count={open.count} size="figure" />,
        },
        {
          key: 'left',
          label: <FigureLabel {...MARKET_FIGURES.left} />,
          value: <Figure {...MARKET_FIGURES.left} money={open.remaining[0]} size="figure" />,
        },
        {
          key: 'net',
          label: <FigureLabel {...MARKET_FIGURES.net} />,
          value: <Figure {...MARKET_FIGURES.net} ratePpm={open.expectedNetPpm} size="figure" />,
        },
      ]}
    />
  );
}
