// Returns: three rates, and the bridge from the contracts to what arrived, as plain rows.
import type { ReturnsOnWire } from '@mutua/contract/claim/portfolio.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { RETURN_FIGURES as F } from './account-figures.ts';
import { HOME_WORDS } from './home-words.ts';

/** The card of the lender's home. */
export function ReturnsCard() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/portfolio/returns');
  return (
    <Card title={t('returns')} note={t('returnsNote')}>
      <Shown read={read} lines={8}>
        {(returns) =>
          returns.steps.length === 0 ? (
            <Empty why={t('noReturns')} />
          ) : (
            <Returns returns={returns} />
          )
        }
      </Shown>
    </Card>
  );
}

function Returns({ returns }: { readonly returns: ReturnsOnWire }) {
  const { t } = useWords(HOME_WORDS);
  const { contractPpm, actualPpm, impairedPpm } = returns;
  return (
    <>
      <Facts
        items={[
          {
            key: 'contract',
            label: <FigureLabel {...F.contract} />,
            value: <Figure {...F.contract} ratePpm={contractPpm} size="figure" />,
          },
          {
            key: 'actual',
            label: <FigureLabel {...F.actual} />,
            value: (
              <strong className="lend-yours">
                <Figure {...F.actual} ratePpm={actualPpm} size="figure" />
              </strong>
            ),
          },
          {
            key: 'impaired',
            label: <FigureLabel {...F.impaired} />,
            value: <Figure {...F.impaired} ratePpm={impairedPpm} size="figure" />,
          },
        ]}
      />
      <Bridge returns={returns} />
      <p className="quiet lend-method">{t('method')}</p>
    </>
  );
}

type Step = ReturnsOnWire['steps'][number];

/** Bars begin at zero; a step hangs between the two levels that it joins. */
function Bridge({ returns: { contractPpm = 0, steps } }: { readonly returns: ReturnsOnWire }) {
  const { t } = useWords(HOME_WORDS);
  const levels = [0, contractPpm, ...steps.map(({ levelPpm }) => levelPpm)];
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const at = (ppm: number) => (high === low ? 0 : (100 * (ppm - low)) / (high - low));
  const bar = (from: number, to: number, tone: string) => (
    <span className="lend-bridge-bar" aria-hidden="true">
      <i
        data-tone={tone}
        style={{
          marginLeft: `${at(Math.min(from, to))}%`,
          width: `${Math.max(0.6, Math.abs(at(to) - at(from)))}%`,
        }}
      />
    </span>
  );
  return (
    <ol className="lend-bridge" aria-label={t('bridge')}>
      <li data-level="">
        <span>{t('contract')}</span>
        {bar(0, contractPpm, 'rest')}
        <Figure {...F.contract} ratePpm={contractPpm} />
      </li>
      {steps.map((step) => (
        <BridgeRows key={step.step} step={step} bar={bar} />
      ))}
    </ol>
  );
}

interface BridgeRowsProps {
  readonly step: Step;
  readonly bar: (from: number, to: number, tone: string) => React.ReactNode;
}

/** A step, and after the last before impairment, and after that, the level reached. */
function BridgeRows({ step: { step, changePpm, levelPpm }, bar }: BridgeRowsProps) {
  const { t } = useWords(HOME_WORDS);
  return (
    <>
      <li>
        <span>{t(step)}</span>
        {bar(levelPpm - changePpm, levelPpm, changePpm < 0 ? toneOf(step) : 'soft')}
        <Figure {...F.change} ratePpm={changePpm} row={step} plus />
      </li>
      {step === 'idle' && (
        <li data-level="">
          <span>{t('actual')}</span>
          {bar(0, levelPpm, 'yours')}
          <Figure {...F.actual} ratePpm={levelPpm} />
        </li>
      )}
      {step === 'impairment' && (
        <li data-level="">
          <span>{t('impaired')}</span>
          {bar(0, levelPpm, 'soft')}
          <Figure {...F.impaired} ratePpm={levelPpm} />
        </li>
      )}
    </>
  );
}

function toneOf(step: Step['step']): string {
  return step === 'lost' || step === 'impairment' ? 'late' : 'rest';
}
