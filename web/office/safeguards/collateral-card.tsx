// Collateral on record: what it is, what it is worth, and how far its register has borne it out.
import type { CollateralOnWire } from '@mutua/contract/safeguard/collateral.ts';
import {
  COLLATERAL_KIND_LABELS,
  COLLATERAL_STATE_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { MoreRows } from '../books/more-rows.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { SAFEGUARD_FIGURES } from './safeguard-figures.ts';
import { SAFEGUARD_WORDS } from './safeguard-words.ts';

export function CollateralCard() {
  const { t } = useWords(SAFEGUARD_WORDS);
  const [query] = useQueryString();
  const things = usePagedRead('/api/office/collateral', {
    query: { state: query.get('state') ?? undefined },
  });
  return (
    <Card title={t('collateral')} links={<StateFilter />}>
      <Shown read={things.state} lines={8}>
        {(rows) =>
          rows.length === 0 ? <Empty why={t('noCollateral')} /> : <CollateralTable rows={rows} />
        }
      </Shown>
      <MoreRows of={things} />
    </Card>
  );
}

function StateFilter() {
  const { t } = useWords(SAFEGUARD_WORDS);
  const language = useLanguage();
  const [query, change] = useQueryString();
  const options = [
    { value: 'any', label: t('anyState') },
    ...Object.entries(COLLATERAL_STATE_LABELS).map(([value, label]) => ({
      ...{ value, label: label[language] },
    })),
  ];
  return (
    <Field label={<span className="unseen">{t('state')}</span>}>
      {(field) => (
        <Select
          field={field}
          value={query.get('state') ?? 'any'}
          options={options}
          onChange={(value) => change({ state: value === 'any' ? undefined : value })}
        />
      )}
    </Field>
  );
}

function CollateralTable({ rows }: { readonly rows: readonly CollateralOnWire[] }) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const columns: readonly Column<CollateralOnWire>[] = [
    {
      ...{ key: 'kind', head: t('kind') },
      cell: ({ kind }) => <LabelText of={COLLATERAL_KIND_LABELS} value={kind} />,
    },
    { key: 'thing', head: t('thing'), cell: ({ description }) => <Plain>{description}</Plain> },
    {
      ...{ key: 'loan', head: t('loan') },
      cell: ({ loanId }) => (
        <Go to={`/office/loans/${loanId}`}>
          <ShortId id={loanId} />
        </Go>
      ),
    },
    { key: 'rank', head: t('rank'), isOnPhone: false, cell: ({ rank }) => <Plain>{rank}</Plain> },
    {
      ...{ key: 'register', head: t('register'), isOnPhone: false },
      cell: ({ registrationNumber }) =>
        registrationNumber === undefined ? '—' : <Plain>{registrationNumber}</Plain>,
    },
    { key: 'valued', head: t('valued'), cell: ({ valuedOn }) => <DayOnPage day={valuedOn} /> },
    {
      ...{ key: 'prior', head: <FigureLabel {...SAFEGUARD_FIGURES.priorDebts} /> },
      ...{ align: 'right', isOnPhone: false },
      cell: ({ collateralId, priorDebts }) => (
        <Figure
          {...SAFEGUARD_FIGURES.priorDebts}
          row={collateralId}
          money={priorDebts}
          sign={false}
        />
      ),
    },
    {
      ...{ key: 'value', head: <FigureLabel {...SAFEGUARD_FIGURES.collateralValue} /> },
      align: 'right',
      cell: ({ collateralId, value }) => (
        <Figure
          {...SAFEGUARD_FIGURES.collateralValue}
          row={collateralId}
          money={value}
          sign={false}
        />
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={COLLATERAL_STATE_LABELS} state={state} />,
    },
  ];
  return (
    <DataTable
      caption={t('collateral')}
      columns={columns}
      rows={rows}
      rowKey={({ collateralId }) => collateralId}
    />
  );
}
