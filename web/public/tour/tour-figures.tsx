// What came back from the API at each step, in figures.
import {
  DECISION_LABELS,
  FEE_KIND_LABELS,
  REASON_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RateText } from '../../ui/rate-text.tsx';
import { sumsOf, unitsIn } from './tour-amounts.ts';
import { LENDERS, type TourClient } from './tour-client.ts';
import { MovementList, UnitsMoney, WireDay, WireMoney } from './tour-money.tsx';
import {
  collectedDay,
  hasBeen,
  type Movement,
  type PurseKey,
  type Standing,
} from './tour-standing.ts';
import type { StepKey } from './tour-steps.ts';

interface FiguresProps {
  readonly client: TourClient;
  readonly standing: Standing;
}

const FIGURES: Readonly<Record<StepKey, (props: FiguresProps) => ReactNode>> = {
  application: ApplicationFigures,
  decision: DecisionFigures,
  terms: TermsFigures,
  listing: ListingFigures,
  bids: BidFigures,
  funded: FundedFigures,
  contract: ContractFigures,
  payout: PayoutFigures,
  days: DayFigures,
  close: CloseFigures,
};

/** The figures of one step. */
export function Figures({ step, ...props }: FiguresProps & { readonly step: StepKey }) {
  const Part = FIGURES[step];
  return <Part {...props} />;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="tour-facts">{children}</dl>;
}

function ApplicationFigures({ standing: { loan } }: FiguresProps) {
  const { t } = useTranslation();
  return (
    <Facts>
      <Fact name={t('tour.fact.loanAmount')}>
        <WireMoney value={loan.loanAmount} />
      </Fact>
      <Fact name={t('tour.fact.termMonths')}>
        {t('tour.fact.months', { count: loan.termMonths })}
      </Fact>
    </Facts>
  );
}

function DecisionFigures({ standing: { office } }: FiguresProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const last = office.assessments.at(-1);
  if (last === undefined) return null;
  const wordsOf = (
    labels: Readonly<Record<string, { 'zh-CN': string; en: string }>>,
    code: string,
  ) => labels[code]?.[language] ?? code;
  return (
    <Facts>
      <Fact name={t('tour.fact.decision')}>{wordsOf(DECISION_LABELS, last.decision)}</Fact>
      <Fact name={t('tour.fact.grade')}>{last.grade}</Fact>
      {last.score !== undefined && <Fact name={t('tour.fact.score')}>{last.score}</Fact>}
      <Fact name={t('tour.fact.limit')}>
        <UnitsMoney value={unitsIn(last.limit)} />
      </Fact>
      <Fact name={t('tour.fact.reasons')}>
        {last.reasonCodes.map((code) => wordsOf(REASON_LABELS, code)).join(' ')}
      </Fact>
    </Facts>
  );
}

function TermsFigures({ standing: { loan } }: FiguresProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  if (loan.annualRatePpm === undefined || loan.allInRatePpm === undefined) return null;
  const labels: Readonly<Record<string, { 'zh-CN': string; en: string }>> = FEE_KIND_LABELS;
  const kinds = [...new Set(loan.fees.map(({ kind }) => kind))];
  return (
    <Facts>
      <Fact name={t('tour.fact.annualRate')}>
        <RateText ppm={BigInt(loan.annualRatePpm)} />
      </Fact>
      <Fact name={t('tour.fact.allInRate')}>
        <strong>
          <RateText ppm={BigInt(loan.allInRatePpm)} />
        </strong>
      </Fact>
      {kinds.map((kind) => {
        const ours = loan.fees.filter((fee) => fee.kind === kind);
        return (
          <Fact key={kind} name={t('tour.fact.fees', { kind: labels[kind]?.[language] ?? kind })}>
            <UnitsMoney value={unitsIn(ours[0]?.amount ?? '0')} /> ×{' '}
            {t('tour.fact.feeTimes', { count: ours.length })}
          </Fact>
        );
      })}
    </Facts>
  );
}

function ListingFigures({ standing: { loan, listing } }: FiguresProps) {
  const { t } = useTranslation();
  if (listing === undefined) return null;
  return (
    <Facts>
      <Fact name={t('tour.fact.listingName')}>{listing.title}</Fact>
      <Fact name={t('tour.fact.opensAt')}>
        <Moment iso={listing.opensAt} />
      </Fact>
      {loan.funding !== undefined && (
        <Fact name={t('tour.fact.closesAt')}>
          <Moment iso={loan.funding.closesAt} />
        </Fact>
      )}
    </Facts>
  );
}

function BidFigures({ client, standing: { movements } }: FiguresProps) {
  const of = LENDERS.map((key) => ({
    key,
    movements: movements[key].filter(({ line }) => line.code === 'bid' && line.kind === 'pending'),
  }));
  return <MovementList client={client} of={of} />;
}

function FundedFigures({ standing: { loan } }: FiguresProps) {
  const { t } = useTranslation();
  return (
    <Facts>
      <Fact name={t('tour.fact.loanAmount')}>
        <WireMoney value={loan.loanAmount} />
      </Fact>
      <Fact name={t('tour.fact.accepted')}>
        <WireMoney value={loan.accepted} />
      </Fact>
      <Fact name={t('tour.fact.frozen')}>
        <WireMoney value={loan.frozen} />
      </Fact>
    </Facts>
  );
}

function ContractFigures({ standing: { loan, mandates } }: FiguresProps) {
  const { t } = useTranslation();
  return (
    <>
      <Facts>
        {mandates.map(({ mandateId, scope, cap, expiresDay }) => (
          <Fact
            key={mandateId}
            name={t('tour.fact.cap', { scope: t(`tour.scope.${scope}` as 'tour.scope.fees') })}
          >
            <WireMoney value={cap} />
            <span className="quiet">
              {' '}
              {t('tour.fact.expires')} <WireDay day={expiresDay} />
            </span>
          </Fact>
        ))}
        {loan.contract !== undefined && (
          <Fact name={t('tour.fact.signedAt')}>
            <Moment iso={loan.contract.signedAt} />
          </Fact>
        )}
      </Facts>
      {loan.contract !== undefined && (
        <p className="quiet">
          {t('tour.fact.hash')} <code data-testid="contract-hash">{loan.contract.hash}</code>
        </p>
      )}
    </>
  );
}

function PayoutFigures({ client, standing }: FiguresProps) {
  const { t } = useTranslation();
  const { loan, claims, movements } = standing;
  if (!hasBeen(loan, 'disbursed')) return null;
  const lent = LENDERS.map((key) => ({
    key,
    movements: movements[key].filter(({ line }) => line.code === 'bid' && line.kind === 'post'),
  }));
  const received = movements.borrower.filter(({ line }) => line.code === 'disbursement');
  return (
    <>
      <Facts>
        {LENDERS.map((key) => {
          const claim = claims[key];
          if (claim === undefined) return null;
          return (
            <Fact key={key} name={t('tour.fact.claim', { name: client.person(key).name })}>
              <WireMoney value={claim.principal} />
            </Fact>
          );
        })}
      </Facts>
      <MovementList client={client} of={[{ key: 'borrower', movements: received }, ...lent]} />
      <ScheduleTable standing={standing} />
    </>
  );
}

function ScheduleTable({ standing: { loan } }: Pick<FiguresProps, 'standing'>) {
  const { t } = useTranslation();
  return (
    <table>
      <thead>
        <tr>
          <th>{t('tour.schedule.number')}</th>
          <th className="left">{t('tour.schedule.due')}</th>
          <th>{t('tour.schedule.principal')}</th>
          <th>{t('tour.schedule.interest')}</th>
          <th>{t('tour.schedule.fee')}</th>
        </tr>
      </thead>
      <tbody>
        {loan.schedule.map((row) => (
          <tr key={row.number}>
            <td>{row.number}</td>
            <td className="left">
              <WireDay day={row.dueDay} />
            </td>
            {[row.principal, row.interest, row.fee].map((amount, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move.
              <td key={index}>
                <UnitsMoney value={unitsIn(amount)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayFigures({ client, standing: { loan, day, movements } }: FiguresProps) {
  const { t } = useTranslation();
  const collected = collectedDay(loan);
  const dueDay = loan.schedule[0]?.dueDay;
  const isFirst = ({ line }: Movement) =>
    collected !== undefined && line.bookedDay <= collected && isRepayment(line.code);
  return (
    <>
      <Facts>
        {dueDay !== undefined && (
          <Fact name={t('tour.fact.dueDay')}>
            <WireDay day={dueDay} />
          </Fact>
        )}
        <Fact name={t('tour.fact.today')}>
          <WireDay day={day.day} />
        </Fact>
      </Facts>
      <MovementList client={client} of={chosen(movements, isFirst)} />
    </>
  );
}

function CloseFigures({ client, standing }: FiguresProps) {
  const { t } = useTranslation();
  const { loan, payoff, purse, movements } = standing;
  const collected = collectedDay(loan);
  const isLater = ({ line }: Movement) =>
    collected !== undefined &&
    line.bookedDay > collected &&
    (isRepayment(line.code) || line.code === 'top_up');
  return (
    <>
      {payoff !== undefined && purse !== undefined && (
        <Facts>
          <Fact name={t('tour.fact.payoff')}>
            <WireMoney value={payoff.total} />
          </Fact>
          <Fact name={t('tour.fact.available')}>
            <WireMoney value={purse.available} />
          </Fact>
        </Facts>
      )}
      <MovementList client={client} of={chosen(movements, isLater)} />
      {loan.state === 'closed' && <SumFigures standing={standing} />}
    </>
  );
}

function SumFigures({ standing }: Pick<FiguresProps, 'standing'>) {
  const { t } = useTranslation();
  const sums = sumsOf(standing);
  return (
    <table className="tour-sums" data-testid="sums">
      <tbody>
        {(['paid', 'principal', 'interest', 'feesPaid', 'difference'] as const).map((name) => (
          <tr
            key={name}
            className={name === 'paid' || name === 'difference' ? 'sum-row' : undefined}
          >
            <td>{t(`tour.fact.${name}`)}</td>
            <td data-testid={`sum-${name}`}>
              <UnitsMoney value={name === 'feesPaid' ? sums.fees : sums[name]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Holds and their release say nothing that the booking does not. */
function isRepayment(code: string): boolean {
  return ['repayment', 'principal_paid', 'interest_paid', 'penalty_paid'].includes(code);
}

function chosen(movements: Standing['movements'], keep: (movement: Movement) => boolean) {
  const keys: readonly PurseKey[] = ['borrower', ...LENDERS];
  return keys.map((key) => ({
    key,
    movements: movements[key].filter((one) => one.line.kind !== 'pending' && keep(one)),
  }));
}

function Moment({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{new Date(iso).toLocaleString('sv-SE').slice(0, 16)}</time>;
}
