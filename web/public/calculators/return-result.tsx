// What a lender may expect, after the fee and the expected loss; and that all of it may be lost.
import { refusalText } from '@mutua/contract/words/refusals.ts';
import { type EstimateAsked, estimateReturn } from '@mutua/core/disclosure/estimates.ts';
import { negate } from '@mutua/core/money/minor-units.ts';
import { Card } from '../../ui/kit/card.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALCULATORS_WORDS } from './calculators-words.ts';
import { SumLines, SumRate } from './sum-lines.tsx';

export function ReturnResult({
  asked,
  lossPpm,
}: {
  readonly asked: EstimateAsked;
  readonly lossPpm: bigint;
}) {
  const { t, language } = useWords(CALCULATORS_WORDS);
  const estimate = estimateReturn(asked, lossPpm);
  return (
    <Card title={t('result')}>
      {estimate.ok ? (
        <>
          <SumRate label={t('netRate')} ppm={estimate.value.netRatePpm} note={t('netRateNote')} />
          <SumLines
            currency={asked.tariff.currency}
            lines={[
              { label: t('interest'), amount: estimate.value.interest },
              { label: t('lenderFee'), amount: negate(estimate.value.fee) },
              { label: t('expectedLoss'), amount: negate(estimate.value.expectedLoss) },
              { label: t('net'), amount: estimate.value.net, isSum: true },
            ]}
          />
          <NoticeBox tone="late">
            <p>{t('worst')}</p>
            <p>{t('loseNote')}</p>
          </NoticeBox>
        </>
      ) : (
        <p className="refused">{refusalText(estimate.refusal, language)}</p>
      )}
    </Card>
  );
}
