// Three true figures of the last closed day, the loss among them.
import type { DisclosureHeadline, FigureOnWire } from '@mutua/contract/disclosure/figures.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_FIGURES as FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

export function TodayFigures() {
  const read = useRead('/api/disclosure/headline');
  return <Shown read={read}>{(headline) => <Published headline={headline} />}</Shown>;
}

function Published({ headline: { published } }: { readonly headline: DisclosureHeadline }) {
  const { t } = useWords(HOME_WORDS);
  if (published === undefined) return <p className="quiet">{t('noFigures')}</p>;
  const of = (id: FigureOnWire['figure']) => published.figures.find(({ figure }) => figure === id);
  return (
    <>
      <Facts
        items={[
          {
            key: 'balance',
            label: <FigureLabel {...FIGURES.balance} />,
            value: <Figure {...FIGURES.balance} money={of('balance')?.money} size="figure" />,
            note: (
              <>
                <FigureLabel {...FIGURES.loansOutstanding} />{' '}
                <Figure {...FIGURES.loansOutstanding} count={of('loansOutstanding')?.count} />
              </>
            ),
          },
          {
            key: 'net',
            label: <FigureLabel {...FIGURES.netReturn} />,
            value: (
              <Figure {...FIGURES.netReturn} ratePpm={of('netReturn')?.ratePpm} size="figure" />
            ),
          },
          {
            key: 'lost',
            label: <FigureLabel {...FIGURES.lost} />,
            value: <Figure {...FIGURES.lost} money={of('writtenOffLeft')?.money} size="figure" />,
            note: (
              <>
                <FigureLabel {...FIGURES.lostRate} />{' '}
                <Figure {...FIGURES.lostRate} ratePpm={of('writeOffRate')?.ratePpm} />
              </>
            ),
          },
        ]}
      />
      <p className="quiet">
        <Plain>{t('asOf', { day: published.day })}</Plain>{' '}
        <Go to="/statistics">{t('toStatistics')}</Go>
      </p>
    </>
  );
}
