// All claims of a lender: by state, searched, and as long as the list is.
import { CLAIM_TABS, type ClaimTab } from '@mutua/contract/claim/claim-tabs.ts';
import { useDeferredValue, useState } from 'react';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { VirtualRows } from '../../ui/kit/virtual-rows.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { useHasAccount } from '../has-account.ts';
import '../lend.css';
import { BUCKET_WORDS, bucketNamed } from './bucket-words.ts';
import { ClaimHeads, ClaimLine } from './claim-columns.tsx';
import { CLAIMS_WORDS } from './claims-words.ts';
import { WaitingBids } from './waiting-bids.tsx';

type Tab = ClaimTab | 'bids';

const TABS: readonly Tab[] = ['running', 'bids', 'late', 'closed', 'lost', 'passed_on'];
const PAGE = 100;
const ROW_HEIGHT = 51;
const CARD_HEIGHT = 81;

/** The page. */
export function ClaimsPage() {
  const { t } = useWords(CLAIMS_WORDS);
  const hasAccount = useHasAccount();
  const health = useRead('/api/portfolio/health', { isOn: hasAccount === true });
  const [query, change] = useQueryString();
  const tab = TABS.find((one) => one === query.get('tab')) ?? 'running';
  const counts = health.kind === 'ready' ? health.value.tabs : undefined;
  return (
    <PersonFrame area="lend" title={t('title')}>
      <Tabs
        label={t('tabs')}
        items={TABS.map((key) => ({
          ...{ key, label: t(key) },
          ...(counts === undefined ? {} : { count: counts[key] }),
        }))}
        current={tab}
        onChange={(key) => change({ tab: key, bucket: undefined, dueOn: undefined })}
      />
      <div className="claims-under-tabs">
        {tab === 'bids' ? <WaitingBids /> : <ClaimsOfTab tab={tab} />}
      </div>
    </PersonFrame>
  );
}

function ClaimsOfTab({ tab }: { readonly tab: ClaimTab }) {
  const { t } = useWords(CLAIMS_WORDS);
  const [query] = useQueryString();
  const [search, setSearch] = useState('');
  const searched = useDeferredValue(search.trim());
  const [bucket, dueOn] = [bucketNamed(query.get('bucket')), query.get('dueOn')];
  const claims = usePagedRead('/api/claims', {
    query: {
      ...{ tab: CLAIM_TABS.find((one) => one === tab) ?? 'running', limit: PAGE },
      ...(bucket === undefined ? {} : { bucket }),
      ...(dueOn === null ? {} : { dueOn }),
      ...(searched === '' ? {} : { search: searched }),
    },
  });
  return (
    <section className="card">
      <div className="claims-head">
        <Field label={t('search')}>
          {(field) => (
            <TextInput
              field={field}
              type="search"
              value={search}
              onChange={setSearch}
              maxLength={60}
            />
          )}
        </Field>
        <Filters />
      </div>
      <Shown read={claims.state} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              why={searched === '' && bucket === undefined ? t('none') : t('noneFound')}
              to="/market"
              action={t('toMarket')}
            />
          ) : (
            <>
              <ClaimHeads />
              <VirtualRows
                rows={rows}
                rowKey={({ claimId }) => claimId}
                rowHeight={window.innerWidth > 900 ? ROW_HEIGHT : CARD_HEIGHT}
                label={t('title')}
                onEnd={() => claims.hasMore && !claims.isReadingMore && claims.more()}
              >
                {(claim) => <ClaimLine claim={claim} />}
              </VirtualRows>
              <p className="quiet lend-note">
                {t('shown')} <Plain>{rows.length}</Plain>
                {claims.hasMore && ' …'}
              </p>
            </>
          )
        }
      </Shown>
    </section>
  );
}

/** The filters in force, each with its end. */
function Filters() {
  const { t } = useWords(CLAIMS_WORDS);
  const { t: say } = useWords(BUCKET_WORDS);
  const [query, change] = useQueryString();
  const [bucket, dueOn] = [bucketNamed(query.get('bucket')), query.get('dueOn')];
  if (bucket === undefined && dueOn === null) return null;
  return (
    <p className="claims-filters">
      <span className="quiet">{t('filtered')}</span>{' '}
      <Plain>
        {[
          ...(bucket === undefined ? [] : [say(bucket)]),
          ...(dueOn === null ? [] : [t('dueOn', { day: dueOn })]),
        ].join(' · ')}
      </Plain>{' '}
      <button
        type="button"
        className="link"
        onClick={() => change({ bucket: undefined, dueOn: undefined })}
      >
        {t('clear')}
      </button>
    </p>
  );
}
