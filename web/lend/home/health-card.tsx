// Health: the claims by how late they are, in number and in money, with what is not counted on.
import type { HealthOnWire } from '@mutua/contract/claim/portfolio.ts';
import type { ReadState } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Bar, type BarPart } from '../../ui/kit/bar.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { negated } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BUCKET_WORDS, bucketStatus } from '../claims/bucket-words.ts';
import { ACCOUNT_FIGURES } from './account-figures.ts';
import { HEALTH_FIGURES as F } from './health-figures.ts';
import { HOME_WORDS } from './home-words.ts';

type Bucket = HealthOnWire['buckets'][number];

const TONES: Readonly<Record<Bucket['bucket'], BarPart['tone']>> = {
  current: 'rest',
  grace: 'soft',
  to_15: 'late',
  to_30: 'late',
  to_60: 'lateDeep',
  to_90: 'lateDeep',
  over_90: 'lost',
};
const MILLION = 1_000_000;

/** The card of the lender's home. */
export function HealthCard({ read }: { readonly read: ReadState<HealthOnWire> }) {
  const { t } = useWords(HOME_WORDS);
  return (
    <Card title={t('health')} note={t('healthNote')}>
      <Shown read={read} lines={8}>
        {(health) =>
          health.total.claims === 0 && health.writtenOff.claims === 0 ? (
            <Empty why={t('noClaims')} to="/market" action={t('toMarket')} />
          ) : (
            <Health health={health} />
          )
        }
      </Shown>
    </Card>
  );
}

function Health({ health }: { readonly health: HealthOnWire }) {
  const { t } = useWords(HOME_WORDS);
  const { buckets, writtenOff } = health;
  return (
    <>
      <Bar
        label={t('health')}
        parts={buckets.map(({ bucket, sharePpm }) => ({
          ...{ key: bucket, share: sharePpm / MILLION, tone: TONES[bucket] },
        }))}
      />
      <Buckets health={health} />
      {writtenOff.claims > 0 && (
        <p className="quiet lend-note">
          {t('writtenOff')} <Figure {...F.lostClaims} count={writtenOff.claims} />{' '}
          {t('writtenOffAfter')} <Figure {...F.lost} money={writtenOff.lost} />
        </p>
      )}
    </>
  );
}

function Buckets({ health: { buckets, total } }: { readonly health: HealthOnWire }) {
  const { t } = useWords(HOME_WORDS);
  return (
    <div className="lend-table lend-keeps-rows">
      <DataTable<Bucket>
        caption={t('health')}
        rows={buckets}
        rowKey={({ bucket }) => bucket}
        columns={[
          { key: 'status', head: t('status'), cell: (row) => <BucketLink row={row} /> },
          {
            ...{ key: 'count', head: t('count'), align: 'right' },
            cell: ({ bucket, claims }) => (
              <Figure {...F.bucketClaims} count={claims} row={bucket} />
            ),
          },
          {
            ...{ key: 'outstanding', align: 'right' },
            head: <FigureLabel {...F.bucketOutstanding} />,
            cell: ({ bucket, outstanding }) => (
              <Figure {...F.bucketOutstanding} money={outstanding} row={bucket} sign={false} />
            ),
          },
          {
            ...{ key: 'share', head: t('share'), align: 'right', isOnPhone: false },
            cell: ({ bucket, sharePpm }) => (
              <Figure {...F.bucketShare} ratePpm={sharePpm} row={bucket} />
            ),
          },
          {
            ...{ key: 'impairment', align: 'right' },
            head: <FigureLabel {...F.bucketImpairment} />,
            cell: ({ bucket, impairment }) => (
              <Figure
                {...F.bucketImpairment}
                money={negated(impairment)}
                row={bucket}
                sign={false}
              />
            ),
          },
        ]}
        foot={{
          status: t('total'),
          count: <Figure {...ACCOUNT_FIGURES.claims} count={total.claims} />,
          outstanding: (
            <Figure {...ACCOUNT_FIGURES.outstanding} money={total.outstanding} sign={false} />
          ),
          impairment: (
            <Figure
              {...F.bucketImpairment}
              money={negated(total.impairment)}
              row="all"
              sign={false}
            />
          ),
        }}
      />
    </div>
  );
}

function BucketLink({ row: { bucket, claims } }: { readonly row: Bucket }) {
  const { t } = useWords(BUCKET_WORDS);
  const mark = (
    <Plain>
      <StatusMark status={bucketStatus(bucket)} word={t(bucket)} />
    </Plain>
  );
  return claims === 0 ? mark : <Go to={`/lend/claims?bucket=${bucket}`}>{mark}</Go>;
}
