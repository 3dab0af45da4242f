// Where each band of days went in thirty days; a row adds up to all of it.
import { OVERDUE_BUCKET_LABELS } from '@mutua/contract/words/office-words.ts';
import { OVERDUE_BUCKETS, type OverdueBucket } from '@mutua/core/loan/asset-class.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { BucketName } from './overdue-card.tsx';
import { STATISTICS_WORDS } from './statistics-words.ts';

const ENDS = ['written_off', 'repaid'] as const;
type Place = OverdueBucket | (typeof ENDS)[number];
const PLACES: readonly Place[] = [...OVERDUE_BUCKETS, ...ENDS];

export function RollTable({ set }: { readonly set: FigureSet }) {
  const { t, language } = useWords(STATISTICS_WORDS);
  const buckets = OVERDUE_BUCKETS.filter((bucket) => set.get('rollPrincipal', bucket));
  const nameOf = (place: Place) => {
    if (place === 'repaid') return t('repaid');
    return place === 'written_off' ? t('writtenOff') : OVERDUE_BUCKET_LABELS[place][language];
  };
  return (
    <Card title={<Plain>{t('rollTitle')}</Plain>} note={<span data-plain="">{t('rollNote')}</span>}>
      {buckets.length === 0 ? (
        <p className="empty" data-plain="">
          {t('rollEmpty')}
        </p>
      ) : (
        <div className="roll-frame">
          <table className="across roll">
            <caption className="unseen" data-plain="">
              {t('rollTitle')}
            </caption>
            <thead>
              <tr>
                <th scope="col" data-plain="">
                  {t('thirtyDaysAgo')}
                </th>
                <th scope="col" data-align="right">
                  <DisclosedLabel id="rollPrincipal" />
                </th>
                {PLACES.map((place) => (
                  <th key={place} scope="col" data-align="right" data-plain="">
                    {nameOf(place)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {buckets.map((bucket) => (
                <tr key={bucket}>
                  <th scope="row">
                    <BucketName bucket={bucket} />
                  </th>
                  <td data-align="right">
                    <Disclosed of={set} id="rollPrincipal" row={bucket} sign={false} />
                  </td>
                  {PLACES.map((place) => (
                    <td key={place} data-align="right" data-heat={heatOf(set, bucket, place)}>
                      <Disclosed of={set} id="rollShare" row={`${bucket}/${place}`} digits={1} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

/** What stays or mends is one colour, what worsens the other; both by their size. */
function heatOf(set: FigureSet, from: OverdueBucket, to: Place): string | undefined {
  const share = set.drawn('rollShare', `${from}/${to}`);
  if (share === null) return undefined;
  const isWorse =
    to !== 'repaid' && (to === 'written_off' || PLACES.indexOf(to) > PLACES.indexOf(from));
  return `${isWorse ? 'worse' : 'same'}-${share >= 50 ? 'much' : 'some'}`;
}
