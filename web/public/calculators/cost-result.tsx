// What a borrower would pay: interest, every fee of the product by its kind, and the all-in rate.
import { refusalText } from '@mutua/contract/words/refusals.ts';
import { FEE_KIND_LABELS } from '@mutua/contract/words/value-lists.ts';
import { type EstimateAsked, estimateCost } from '@mutua/core/disclosure/estimates.ts';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALCULATORS_WORDS } from './calculators-words.ts';
import { SumLines, SumRate } from './sum-lines.tsx';

export function CostResult({ asked }: { readonly asked: EstimateAsked }) {
  const { t, language } = useWords(CALCULATORS_WORDS);
  const estimate = estimateCost(asked);
  return (
    <Card title={t('result')}>
      {estimate.ok ? (
        <>
          <SumRate label={t('allIn')} ppm={estimate.value.allInPpm} note={t('allInNote')} />
          <SumLines
            currency={asked.tariff.currency}
            lines={[
              { label: t('interest'), amount: estimate.value.interest },
              ...estimate.value.fees.map(({ kind, amount }) => ({
                label: `+ ${FEE_KIND_LABELS[kind][language]}`,
                amount,
              })),
              { label: t('totalCost'), amount: estimate.value.totalCost, isSum: true },
            ]}
          />
        </>
      ) : (
        <p className="refused">{refusalText(estimate.refusal, language)}</p>
      )}
    </Card>
  );
}
