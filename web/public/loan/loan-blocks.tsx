// The blocks of a loan's page that say what the loan is, whose it is, and who pays if the borrower does not.
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import {
  CLIENT_KIND_LABELS,
  DISCLOSURE_ITEM_LABELS,
  FACT_LABELS,
  INDUSTRY_LABELS,
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
  SAFEGUARD_WARNING_LABELS,
  SECURITY_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { plus } from '@mutua/core/money/minor-units.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { moneyIn, unitsOf } from '../../ui/money-math.ts';
import { WhoPays } from '../../ui/safeguard/who-pays.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

interface BlockProps {
  readonly listing: ListingOnWire;
}

export function LoanBlock({
  listing,
  schedule,
}: BlockProps & { readonly schedule: ListingSchedule | undefined }) {
  const { t, language } = useWords(LOAN_WORDS);
  const { summary, purpose, repaymentMethod, security, disclosure, review, bidRules } = listing;
  const { reflectionMinutes: count } = bidRules;
  const items: Fact[] = [
    ...(summary === '' ? [] : [plainFact('summary', t('summary'), summary)]),
    plainFact('purpose', t('purpose'), wordOf(PURPOSE_LABELS, purpose, language)),
    ...(disclosure.repayment_source === undefined
      ? []
      : [plainFact('source', t('source'), disclosure.repayment_source)]),
    plainFact('method', t('method'), wordOf(REPAYMENT_METHOD_LABELS, repaymentMethod, language)),
    ...firstInstalment(listing, schedule),
    plainFact('security', t('security'), wordOf(SECURITY_LABELS, security, language)),
    plainFact('review', t('review'), joined(review.credit, review.purpose)),
    plainFact(
      'reflection',
      t('reflection'),
      count === 0 ? t('reflectionNone') : t('reflectionMinutes', { count }),
    ),
  ];
  return (
    <Card id="block-1" title={<Numbered number={1} title={t('aboutLoan')} />}>
      <Facts items={items} isList />
    </Card>
  );
}

/** Two sentences; after a Chinese one stands no space. */
function joined(first: string, second: string): string {
  return `${first}${first.endsWith('。') ? '' : ' '}${second}`;
}

function firstInstalment({ loanId }: ListingOnWire, schedule: ListingSchedule | undefined): Fact[] {
  const [first] = schedule?.instalments ?? [];
  if (schedule === undefined || first === undefined) return [];
  const parts = [first.interest, first.fee].map((minorUnits) => unitsOf({ minorUnits }));
  const due = parts.reduce(plus, unitsOf({ minorUnits: first.principal }));
  return [
    {
      key: 'first',
      label: <FigureLabel {...FIGURES.firstInstalment} />,
      value: (
        <Figure
          {...FIGURES.firstInstalment}
          money={moneyIn(due, schedule.principal.currency)}
          row={loanId}
        />
      ),
    },
  ];
}

export function plainFact(key: string, label: string, value: string): Fact {
  return { key, label, value: <Plain>{value}</Plain> };
}

export function Numbered({ number, title }: { readonly number: number; readonly title: string }) {
  return (
    <>
      <span className="block-number" data-plain="">
        {number}
      </span>
      {title}
    </>
  );
}

const DISCLOSED_MONEY = ['borrower_income', 'borrower_debts', 'debts_on_other_platforms'] as const;

export function BorrowerBlock({ listing }: BlockProps) {
  const { t, language } = useWords(LOAN_WORDS);
  const { borrower, disclosure } = listing;
  const { maskedName, ageFrom, verified } = borrower;
  const { borrower_kind, borrower_region, borrower_industry, overdue_past_6_months } = disclosure;
  const age = ageFrom === undefined ? '' : t('age', { from: ageFrom, to: ageFrom + 4 });
  const who = [maskedName ?? '', age].filter((part) => part !== '').join('　');
  const items: Fact[] = [
    ...(who === '' ? [] : [plainFact('who', t('aboutBorrower'), who)]),
    plainFact('kind', t('kind'), wordOf(CLIENT_KIND_LABELS, borrower_kind, language)),
    ...(borrower_region === undefined
      ? []
      : [plainFact('region', t('region'), regionName(borrower_region, language))]),
    ...(borrower_industry === undefined
      ? []
      : [
          plainFact(
            'industry',
            t('industry'),
            wordOf(INDUSTRY_LABELS, borrower_industry, language),
          ),
        ]),
    ...disclosedMoney(listing, language),
    ...(overdue_past_6_months === undefined
      ? []
      : [
          {
            ...plainFact('overdue', '', overdue_past_6_months),
            label: <Plain>{DISCLOSURE_ITEM_LABELS.overdue_past_6_months[language]}</Plain>,
          },
        ]),
    ...historyHere(listing, { loans: t('loanUnit'), days: t('dayUnit') }),
  ];
  return (
    <Card
      id="block-2"
      title={<Numbered number={2} title={t('aboutBorrower')} />}
      note={t('masked')}
    >
      <Facts items={items} isList />
      <h3>{t('verified')}</h3>
      {verified.length === 0 && <p className="quiet">{t('nothingVerified')}</p>}
      <ul className="verified">
        {verified.map(({ fact, asOf }) => (
          <li key={fact}>
            <svg className="verified-tick" viewBox="0 0 12 12" aria-hidden="true">
              <path d="M2 6.5 5 9.5 10 3" />
            </svg>
            <Plain>{wordOf(FACT_LABELS, fact, language)}</Plain>{' '}
            <span className="quiet">
              <DayOnPage day={asOf} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the borrower did here before. */
function historyHere(
  { borrower: { loansRepaid, worstDaysOverdue }, loanId }: ListingOnWire,
  unit: { readonly loans: string; readonly days: string },
): readonly Fact[] {
  return [
    {
      key: 'repaid',
      label: <FigureLabel {...FIGURES.loansRepaid} />,
      value: (
        <>
          <Figure {...FIGURES.loansRepaid} count={loansRepaid} row={loanId} /> {unit.loans}
        </>
      ),
    },
    {
      key: 'worst',
      label: <FigureLabel {...FIGURES.worstDays} />,
      value: (
        <>
          <Figure {...FIGURES.worstDays} count={worstDaysOverdue} row={loanId} /> {unit.days}
        </>
      ),
    },
  ];
}

function disclosedMoney({ disclosure, loanId }: ListingOnWire, language: Language): Fact[] {
  return DISCLOSED_MONEY.flatMap((item): Fact[] => {
    const money = moneyOfText(disclosure[item]);
    if (money === undefined) return [];
    return [
      {
        key: item,
        label: wordOf(DISCLOSURE_ITEM_LABELS, item, language),
        value: <Figure {...FIGURES.disclosed} money={money} row={`${loanId} ${item}`} />,
      },
    ];
  });
}

/** Disclosed amounts stand as `CNY 12000.00`. */
function moneyOfText(text: string | undefined) {
  const [, currency = '', whole = '', decimals = ''] =
    /^([A-Z]{3}) ([0-9]+)\.?([0-9]*)$/.exec(text ?? '') ?? [];
  const digits = `${whole}${decimals}`.replace(/^0+(?=[0-9])/, '');
  return currency === '' ? undefined : { minorUnits: digits, currency };
}

export function SafeguardBlock({ listing }: BlockProps) {
  const { t, language } = useWords(LOAN_WORDS);
  const { safeguard, safeguardDetail, loanId } = listing;
  const { cover, guarantors, warnings } = safeguardDetail;
  const isCovered = cover !== undefined || guarantors.length > 0;
  return (
    <Card id="block-4" title={<Numbered number={4} title={t('aboutSafeguard')} />}>
      {(isCovered || warnings.length === 0) && (
        <p>
          <strong>{wordOf(SAFEGUARD_LABELS, safeguard, language)}</strong>
        </p>
      )}
      <WhoPays detail={safeguardDetail} />
      <Facts
        isList
        items={guarantors.map(({ guarantorId, name, coverLeft }) => ({
          key: guarantorId,
          label: <Plain>{name ?? t('guarantor')}</Plain>,
          value: (
            <>
              <span className="quiet">{t('coverLeft')} </span>
              <Figure {...FIGURES.coverLeft} money={coverLeft} row={`${loanId} ${guarantorId}`} />
            </>
          ),
        }))}
      />
      {warnings.map((warning) => (
        <NoticeBox key={warning} tone="late">
          {SAFEGUARD_WARNING_LABELS[warning][language]}
        </NoticeBox>
      ))}
      <p className="quiet">{isCovered ? t('mayFail') : t('nobodyElse')}</p>
    </Card>
  );
}
