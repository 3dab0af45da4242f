// Who pays if the borrower does not, what a lender can do, and what has happened so far.
import type { ClaimOnWire } from '@mutua/contract/claim/claim.ts';
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import { LOAN_STATE_LABELS } from '@mutua/contract/words/office-words.ts';
import { type Label, SAFEGUARD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { WhoPays } from '../../ui/safeguard/who-pays.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CLAIM_WORDS } from './claims-words.ts';

/** Names the protection that applies and the remedies, before anything happens and after. */
export function ClaimSafeguard({ claim: { loanId } }: { readonly claim: ClaimOnWire }) {
  const { t } = useWords(CLAIM_WORDS);
  const listing = useRead('/api/listings/:loanId', { path: { loanId } });
  return (
    <Card title={t('safeguard')} note={t('safeguardNote')}>
      <Shown read={listing} lines={4}>
        {(found) => <Protection listing={found} />}
      </Shown>
      <h3 className="lend-subhead">{t('remedies')}</h3>
      <ul className="lend-remedies">
        <li>{t('remedyWatch')}</li>
        <li>{t('remedyPack')}</li>
        <li>{t('remedyComplain')}</li>
      </ul>
    </Card>
  );
}

function Protection({
  listing: { safeguard = 'none', safeguardDetail },
}: {
  readonly listing: ListingOnWire;
}) {
  const { t, language } = useWords(CLAIM_WORDS);
  const labels: Readonly<Record<string, Label>> = SAFEGUARD_LABELS;
  const { warnings, guarantors } = safeguardDetail;
  return (
    <>
      <p>
        <strong>{labels[safeguard]?.[language] ?? safeguard}</strong>
      </p>
      {warnings.includes('lender_bears_loss') && (
        <NoticeBox tone="late">{t('bearsLoss')}</NoticeBox>
      )}
      {warnings.includes('guarantor_failed') && <NoticeBox tone="lost">{t('failed')}</NoticeBox>}
      {warnings.includes('guarantor_suspended') && (
        <NoticeBox tone="late">{t('suspended')}</NoticeBox>
      )}
      {guarantors.map(({ guarantorId, name }) => (
        <p key={guarantorId}>
          {t('guarantor')} <Plain>{name ?? guarantorId}</Plain>
        </p>
      ))}
      <WhoPays detail={safeguardDetail} />
    </>
  );
}

/** Every state of the loan that its lenders may see. */
export function ClaimStory({ loanId }: { readonly loanId: string }) {
  const { t, language } = useWords(CLAIM_WORDS);
  const listing = useRead('/api/listings/:loanId', { path: { loanId } });
  const labels: Readonly<Record<string, Label>> = LOAN_STATE_LABELS;
  return (
    <Card title={t('story')} note={t('storyNote')}>
      <Shown read={listing} lines={5}>
        {({ timeline }) => (
          <ol className="lend-story">
            {timeline.toReversed().map(({ number, to, day }) => (
              <li key={number}>
                <DayOnPage day={day} />
                <span>{labels[to]?.[language] ?? to}</span>
              </li>
            ))}
          </ol>
        )}
      </Shown>
    </Card>
  );
}
