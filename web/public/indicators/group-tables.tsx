// The same questions of loans by product, by region and by purpose.

import type { Language } from '@mutua/contract/words/language.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import { PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { PURPOSES } from '@mutua/core/law/rule-pack.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from '../statistics/disclosed.tsx';
import type { FigureSet } from '../statistics/disclosed-figures.ts';
import { INDICATORS_WORDS } from './indicators-words.ts';

const PRODUCT_FIGURES: readonly FigureId[] = [
  ...(['productLoans', 'productLent', 'productBalance', 'productBadDebtRate'] as const),
  ...(['productBorrowerCost', 'productNetReturn'] as const),
];
const REGION_FIGURES: readonly FigureId[] = [
  ...(['regionLoans', 'regionLent', 'regionBalance', 'regionBadDebtRate'] as const),
];
const PURPOSE_FIGURES: readonly FigureId[] = ['purposeLoans', 'purposeBalance'];

export function GroupTables({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(INDICATORS_WORDS);
  const language = useLanguage();
  const productName = useProductNames();
  const purposeName = usePurposeNames();
  return (
    <>
      <GroupTable
        {...{ set, title: t('products'), head: t('product'), ids: PRODUCT_FIGURES }}
        nameOf={productName}
      />
      <GroupTable
        {...{ set, title: t('regions'), head: t('region'), ids: REGION_FIGURES }}
        nameOf={(row) => regionOf(row, set.rowsOf('regionLoans'), language)}
      />
      <GroupTable
        {...{ set, title: t('purposes'), head: t('purpose'), ids: PURPOSE_FIGURES }}
        nameOf={purposeName}
      />
    </>
  );
}

/** A part of a province bears its code where the whole province has a row as well. */
function regionOf(row: string, rows: readonly string[], language: Language): string {
  const name = regionName(row, language);
  const isOnlyOne = rows.filter((one) => regionName(one, language) === name).length === 1;
  return isOnlyOne ? name : `${name} ${row}`;
}

interface GroupTableProps {
  readonly set: FigureSet;
  readonly title: string;
  readonly head: string;
  readonly ids: readonly FigureId[];
  readonly nameOf: (row: string) => string;
}

function GroupTable({ set, title, head, ids, nameOf }: GroupTableProps) {
  const [first] = ids;
  const rows = first === undefined ? [] : set.rowsOf(first);
  return (
    <Card title={title}>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={(row) => row}
        columns={[
          { key: 'name', head, cell: (row) => <Plain>{nameOf(row)}</Plain> },
          ...ids.map((id) => ({
            ...{ key: id, head: <DisclosedLabel id={id} />, align: 'right' as const },
            cell: (row: string) => <Disclosed of={set} id={id} row={row} />,
          })),
        ]}
      />
    </Card>
  );
}

function useProductNames(): (code: string) => string {
  const language = useLanguage();
  const { state } = usePagedRead('/api/products');
  const products = state.kind === 'ready' ? state.value : [];
  return (code) => products.find(({ terms }) => terms.code === code)?.terms.names[language] ?? code;
}

function usePurposeNames(): (code: string) => string {
  const language = useLanguage();
  return (code) => {
    const purpose = PURPOSES.find((one) => one === code);
    return purpose === undefined ? code : PURPOSE_LABELS[purpose][language];
  };
}
