// The claims on the lender's home: those to watch first, then the newest.
import { CLAIM_TABS, type ClaimTab } from '@mutua/contract/claim/claim-tabs.ts';
import type { HealthOnWire } from '@mutua/contract/claim/portfolio.ts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ClaimHeads, ClaimLine } from '../claims/claim-columns.tsx';
import { CLAIMS_WORDS } from '../claims/claims-words.ts';
import { HOME_WORDS } from './home-words.ts';

const ROWS = 9;

/** A few of each state; all of them stand on a page of their own. */
export function ClaimsCard({ tabs }: { readonly tabs: HealthOnWire['tabs'] }) {
  const { t } = useWords(HOME_WORDS);
  const { t: say } = useWords(CLAIMS_WORDS);
  const [tab, setTab] = useState<ClaimTab>(tabs.late > 0 ? 'late' : 'running');
  const claims = useRead('/api/claims', { query: { tab, limit: ROWS } });
  return (
    <Card title={t('myClaims')} links={<Go to="/lend/claims">{t('all')}</Go>}>
      <Tabs
        label={say('tabs')}
        items={CLAIM_TABS.map((key) => ({ key, label: say(key), count: tabs[key] }))}
        current={tab}
        onChange={setTab}
      />
      <Shown read={claims} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={say('none')} to="/market" action={t('toMarket')} />
          ) : (
            <>
              <ClaimHeads />
              <ul className="claim-lines">
                {items.map((claim) => (
                  <li key={claim.claimId}>
                    <ClaimLine claim={claim} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Shown>
    </Card>
  );
}
