// One claim: its money, its schedule, what came, who stands behind it, and its story.
import type { ClaimOnWire } from '@mutua/contract/claim/claim.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../lend.css';
import { aboutClaim, ClaimStatus } from './claim-columns.tsx';
import { CLAIM_FIGURES as F } from './claim-figures.ts';
import { ClaimSafeguard, ClaimStory } from './claim-safeguard.tsx';
import { ClaimReceipts, ClaimSchedule } from './claim-tables.tsx';
import { CLAIM_WORDS } from './claims-words.ts';

/** The page. */
export function ClaimPage() {
  const { t } = useWords(CLAIM_WORDS);
  const { claimId = '' } = usePath();
  const read = useRead('/api/claims/:claimId', { path: { claimId } });
  return (
    <PersonFrame area="lend" title={t('title')} isBare>
      <p className="quiet lend-path">
        <Go to="/lend/claims">{t('back')}</Go>
      </p>
      <Shown read={read} lines={12}>
        {(claim) => <ClaimParts claim={claim} />}
      </Shown>
      {read.kind !== 'ready' && <h1 className="unseen">{t('title')}</h1>}
    </PersonFrame>
  );
}

function ClaimParts({ claim }: { readonly claim: ClaimOnWire }) {
  return (
    <div className="lend-home">
      <ClaimHead claim={claim} />
      <div className="lend-row-main">
        <div className="lend-stack">
          <ClaimAmounts claim={claim} />
          <ClaimSchedule claim={claim} />
          <ClaimReceipts claim={claim} />
        </div>
        <div className="lend-stack">
          <ClaimSafeguard claim={claim} />
          <ClaimStory loanId={claim.loanId} />
          <ClaimTerms claim={claim} />
        </div>
      </div>
    </div>
  );
}

function ClaimHead({ claim }: { readonly claim: ClaimOnWire }) {
  const { t, language } = useWords(CLAIM_WORDS);
  const { grade, title } = claim;
  return (
    <header className="claim-head">
      {grade !== undefined && <GradeBadge grade={grade} size="large" />}
      <div>
        <h1 data-plain="">{title ?? t('title')}</h1>
        <p className="quiet" data-plain="">
          {aboutClaim(claim, language)}
        </p>
      </div>
      <ClaimStatus claim={claim} />
      <div className="acts claim-acts">
        <Go to={`/loans/${claim.loanId}`}>{t('loan')}</Go>
        <a
          className="button button-primary"
          href={`/api/claims/${claim.claimId}/evidence`}
          download={`mutua-claim-${claim.claimId}.json`}
        >
          {t('evidence')}
        </a>
      </div>
    </header>
  );
}

function ClaimAmounts({ claim }: { readonly claim: ClaimOnWire }) {
  const { t } = useWords(CLAIM_WORDS);
  const row = claim.claimId;
  const money = (name: 'principal' | 'outstanding' | 'principalReceived' | 'interestReceived') => ({
    ...{ key: name, label: <FigureLabel {...F[name]} /> },
    value: <Figure {...F[name]} money={claim[name]} row={row} size="figure" />,
  });
  const rate = (name: 'rate' | 'expectedReturn' | 'realisedReturn', ppm: number | undefined) => ({
    ...{ key: name, label: <FigureLabel {...F[name]} /> },
    value:
      ppm === undefined ? (
        <Plain>—</Plain>
      ) : (
        <Figure {...F[name]} ratePpm={ppm} row={row} size="figure" />
      ),
  });
  const more: readonly Fact[] = [
    ...(claim.penaltyReceived.minorUnits === '0'
      ? []
      : [
          {
            ...{ key: 'penalty', label: <FigureLabel {...F.penaltyReceived} /> },
            value: (
              <Figure
                {...F.penaltyReceived}
                money={claim.penaltyReceived}
                row={row}
                size="figure"
              />
            ),
          },
        ]),
    ...(claim.loss === undefined
      ? []
      : [
          {
            ...{ key: 'loss', label: <FigureLabel {...F.loss} /> },
            value: <Figure {...F.loss} money={claim.loss} row={row} size="figure" />,
          },
        ]),
  ];
  return (
    <Card title={t('numbers')} note={t('numbersNote')}>
      <Facts
        items={[
          money('principal'),
          money('outstanding'),
          money('principalReceived'),
          money('interestReceived'),
          ...more,
        ]}
      />
      <div className="lend-note">
        <Facts
          items={[
            rate('rate', claim.annualRatePpm),
            rate('expectedReturn', claim.expectedReturnPpm),
            rate('realisedReturn', claim.realisedReturnPpm),
          ]}
        />
      </div>
    </Card>
  );
}

function ClaimTerms({ claim }: { readonly claim: ClaimOnWire }) {
  const { t } = useWords(CLAIM_WORDS);
  const { valueDay, termMonths, contractHash, claimId } = claim;
  return (
    <Card title={t('terms')}>
      <Facts
        isList
        items={[
          ...(valueDay === undefined
            ? []
            : [{ key: 'valueDay', label: t('valueDay'), value: <DayOnPage day={valueDay} /> }]),
          {
            ...{ key: 'term', label: t('term') },
            value: <Plain>{t('months', { count: termMonths })}</Plain>,
          },
          {
            key: 'claimId',
            label: t('claimId'),
            value: <code className="lend-code">{claimId}</code>,
          },
          ...(contractHash === undefined
            ? []
            : [
                {
                  ...{ key: 'hash', label: t('hash') },
                  value: <code className="lend-code">{contractHash}</code>,
                },
              ]),
        ]}
      />
    </Card>
  );
}
