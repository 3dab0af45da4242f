// Spread: over which grades, terms, purposes and places the outstanding principal lies.
import type { SpreadOnWire } from '@mutua/contract/claim/portfolio.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import {
  INDUSTRY_LABELS,
  type Label,
  PURPOSE_LABELS,
  SAFEGUARD_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import { type ReactNode, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { moneyIn, unitsOf } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { SPREAD_FIGURES as F } from './health-figures.ts';
import { HOME_WORDS } from './home-words.ts';

const DIVISIONS = ['grade', 'term', 'purpose', 'region', 'industry', 'safeguard'] as const;
type Division = (typeof DIVISIONS)[number];
type Row = SpreadOnWire['byGrade'][number];

const ROWS_MAX = 6;

/** The card of the lender's home; on a phone one division at a time. */
export function SpreadCard() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/portfolio/spread');
  const [division, setDivision] = useState<Division>('grade');
  return (
    <Card title={t('spread')} note={t('spreadNote')}>
      <Shown read={read} lines={6}>
        {(spread) =>
          spread.claims === 0 ? (
            <Empty why={t('noClaims')} to="/market" action={t('toMarket')} />
          ) : (
            <>
              {spread.largestBorrower !== undefined && (
                <p className="quiet lend-note">
                  {t('largest')}{' '}
                  <Figure {...F.largest} money={spread.largestBorrower.outstanding} />
                  {t('largestShare')}{' '}
                  <Figure {...F.largestShare} ratePpm={spread.largestBorrower.sharePpm} />
                </p>
              )}
              <div className="lend-phone-only">
                <Tabs
                  label={t('spread')}
                  kind="segments"
                  items={DIVISIONS.map((key) => ({ key, label: t(key) }))}
                  current={division}
                  onChange={setDivision}
                />
              </div>
              <div className="lend-spread">
                {DIVISIONS.map((key) => (
                  <section key={key} data-chosen={key === division ? '' : undefined}>
                    <h3>{t(key)}</h3>
                    <Rows division={key} rows={rowsOf(spread, key)} />
                  </section>
                ))}
              </div>
            </>
          )
        }
      </Shown>
    </Card>
  );
}

function Rows({ division, rows }: { readonly division: Division; readonly rows: readonly Row[] }) {
  const shown = rows.length > ROWS_MAX ? rows.slice(0, ROWS_MAX - 1) : rows;
  const restPpm = rows.slice(shown.length).reduce((all, { sharePpm }) => all + sharePpm, 0);
  const most = Math.max(...shown.map(({ sharePpm }) => sharePpm), restPpm, 1);
  return (
    <ul>
      {shown.map((row) => (
        <SpreadRow
          key={row.key}
          id={`${division}:${row.key}`}
          row={row}
          most={most}
          {...(division === 'grade' ? { grade: row.key } : {})}
        >
          <RowName division={division} value={row.key} />
        </SpreadRow>
      ))}
      {shown.length < rows.length && (
        <Others division={division} rows={rows.slice(shown.length)} most={most} />
      )}
    </ul>
  );
}

function Others({
  division,
  rows,
  most,
}: {
  readonly division: Division;
  readonly rows: readonly Row[];
  readonly most: number;
}) {
  const { t } = useWords(HOME_WORDS);
  const [first] = rows;
  if (first === undefined) return null;
  const row = {
    key: 'others',
    claims: rows.reduce((all, { claims }) => all + claims, 0),
    outstanding: moneyIn(
      sum(rows.map(({ outstanding }) => unitsOf(outstanding))),
      first.outstanding.currency,
    ),
    sharePpm: rows.reduce((all, { sharePpm }) => all + sharePpm, 0),
  };
  return (
    <SpreadRow
      id={`${division}:rest:${rows.map(({ key }) => key).join(',')}`}
      row={row}
      most={most}
    >
      <Plain>{t('others', { count: rows.length })}</Plain>
    </SpreadRow>
  );
}

function SpreadRow({
  id,
  row,
  most,
  grade,
  children,
}: {
  readonly id: string;
  readonly row: Row;
  readonly most: number;
  /** Its bar has the colour of the grade. */
  readonly grade?: string;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <span className="lend-spread-name">{children}</span>
      <Figure {...F.outstanding} money={row.outstanding} row={id} sign={false} />
      <Figure {...F.share} ratePpm={row.sharePpm} row={id} />
      <span className="lend-spread-bar" aria-hidden="true">
        <i
          {...(grade === undefined ? {} : { 'data-grade-line': grade })}
          style={{ width: `${(100 * row.sharePpm) / most}%` }}
        />
      </span>
    </li>
  );
}

function RowName({ division, value }: { readonly division: Division; readonly value: string }) {
  const { t, language } = useWords(HOME_WORDS);
  if (value === '') return <>{t('unknown')}</>;
  const labelled = (labels: Readonly<Record<string, Label>>) => labels[value]?.[language] ?? value;
  switch (division) {
    case 'grade':
      return <GradeBadge grade={value} />;
    case 'term':
      return <Plain>{t(termOf(value))}</Plain>;
    case 'purpose':
      return <>{labelled(PURPOSE_LABELS)}</>;
    case 'region':
      return <>{regionName(value, language)}</>;
    case 'industry':
      return <>{labelled(INDUSTRY_LABELS)}</>;
    case 'safeguard':
      return <>{labelled(SAFEGUARD_LABELS)}</>;
  }
}

function termOf(value: string): 'to_6' | 'to_12' | 'to_24' | 'over_24' {
  const terms = ['to_6', 'to_12', 'to_24'] as const;
  return terms.find((term) => term === value) ?? 'over_24';
}

function rowsOf(spread: SpreadOnWire, division: Division): readonly Row[] {
  switch (division) {
    case 'grade':
      return spread.byGrade;
    case 'term':
      return spread.byRemainingTerm;
    case 'purpose':
      return spread.byPurpose;
    case 'region':
      return spread.byRegion;
    case 'industry':
      return spread.byIndustry;
    case 'safeguard':
      return spread.bySafeguard;
  }
}
