// Repaying early: what ends the loan on any day, or a part of it with both ways compared.
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { InFull } from './in-full.tsx';
import { InPart } from './in-part.tsx';
import { REPAY_WORDS } from './repay-words.ts';

/** The page at /borrow/loans/…/early. */
export function EarlyPage() {
  const { t } = useWords(REPAY_WORDS);
  const { loanId = '' } = usePath();
  const loan = useRead('/api/loans/:loanId', { path: { loanId } });
  const [way, setWay] = useState<'in_full' | 'in_part'>('in_full');
  return (
    <PersonFrame area="borrow" title={t('earlyTitle')}>
      <div className="narrow stack">
        <Shown read={loan}>
          {(value) =>
            value.schedule.length === 0 || value.state === 'closed' ? (
              <Empty why={t('nothingDue')} />
            ) : (
              <>
                <Tabs
                  label={t('ways')}
                  kind="segments"
                  current={way}
                  onChange={setWay}
                  items={[
                    { key: 'in_full', label: t('inFull') },
                    { key: 'in_part', label: t('inPart') },
                  ]}
                />
                {way === 'in_full' ? <InFull loan={value} /> : <InPart loan={value} />}
              </>
            )
          }
        </Shown>
        <p>
          <Go to={`/borrow/loans/${loanId}`}>{t('back')}</Go>
        </p>
      </div>
    </PersonFrame>
  );
}
