// The sixth step: the claim, and when and how much comes back first.
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { YourBids } from './lend-step.tsx';
import { PATH_WORDS } from './path-words.ts';

export function ReceiveStep() {
  const { t } = useWords(PATH_WORDS);
  const claims = usePagedRead('/api/claims');
  return (
    <>
      <p>{t('receiveNote')}</p>
      <Shown read={claims.state}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">{t('noClaims')}</p>
          ) : (
            <ul className="path-list">
              {rows.map(({ claimId, title, nextDueDay }) => (
                <li key={claimId}>
                  <Go to={`/lend/claims/${claimId}`}>
                    <Plain>{title ?? claimId.slice(-8)}</Plain>
                    {nextDueDay !== undefined && (
                      <span className="path-list-end">
                        {t('nextReceipt')} <DayOnPage day={nextDueDay} />
                      </span>
                    )}
                  </Go>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <YourBids />
    </>
  );
}
