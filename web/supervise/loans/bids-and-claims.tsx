// Who bid on a loan, and who holds it.
import type { LoanEvidence } from '@mutua/contract/supervision/supervision.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../short-id.tsx';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';

export function BidTable({ bids }: Pick<LoanEvidence, 'bids'>) {
  const { t } = useWords(EVIDENCE_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  const stateOf = useStateWords();
  return (
    <Card title={t('bids')}>
      {bids.length === 0 ? (
        <Empty why={t('noBids')} />
      ) : (
        <DataTable
          caption={t('bids')}
          rows={bids}
          rowKey={({ bidId }) => bidId}
          columns={[
            { key: 'lender', head: t('lender'), cell: ({ lenderId }) => <ShortId id={lenderId} /> },
            {
              key: 'when',
              head: t('when'),
              cell: ({ placedAt }) => <MomentOnPage at={placedAt} />,
            },
            { key: 'state', head: say('state'), cell: ({ state }) => stateOf(state) },
            {
              ...{ key: 'amount', head: say('amount'), align: 'right' },
              cell: ({ bidId, amount }) => (
                <Figure {...SUPERVISE_FIGURES.bidAmount} row={bidId} money={amount} />
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

export function ClaimTable({ claims }: Pick<LoanEvidence, 'claims'>) {
  const { t } = useWords(EVIDENCE_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  const stateOf = useStateWords();
  return (
    <Card title={t('claims')}>
      {claims.length === 0 ? (
        <Empty why={t('noClaims')} />
      ) : (
        <DataTable
          caption={t('claims')}
          rows={claims}
          rowKey={({ claimId }) => claimId}
          columns={[
            { key: 'holder', head: t('holder'), cell: ({ holderId }) => <ShortId id={holderId} /> },
            { key: 'origin', head: t('origin'), cell: ({ origin }) => stateOf(origin) },
            { key: 'state', head: say('state'), cell: ({ state }) => stateOf(state) },
            {
              ...{ key: 'principal', head: t('principal'), align: 'right' },
              cell: ({ claimId, principal }) => (
                <Figure {...SUPERVISE_FIGURES.claimPrincipal} row={claimId} money={principal} />
              ),
            },
            {
              ...{ key: 'outstanding', head: say('outstanding'), align: 'right' },
              cell: ({ claimId, outstanding }) => (
                <Figure {...SUPERVISE_FIGURES.claimOutstanding} row={claimId} money={outstanding} />
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** What a state of a bid or a claim, or the origin of a claim, is called. */
function useStateWords(): (state: string) => string {
  const { t } = useWords(EVIDENCE_WORDS);
  return (state) => {
    const key = EVIDENCE_WORDS.keys.find((one) => one === state);
    return key === undefined ? state : t(key);
  };
}
