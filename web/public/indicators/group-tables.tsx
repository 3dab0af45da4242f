// The same questions of loans by product, by region, by purpose and by industry; and of clients by who they are.

import type { Language } from '@mutua/contract/words/language.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import { CLIENT_SEGMENT_LABELS } from '@mutua/contract/words/survey-words.ts';
import { INDUSTRY_LABELS, PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { CLIENT_SEGMENTS } from '@mutua/core/disclosure/client-segment.ts';
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { UNSTATED } from '@mutua/core/disclosure/loan-record.ts';
import { PURPOSES } from '@mutua/core/law/rule-pack.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Shown } from '../../ui/kit/shown.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import type { FigureSet } from '../statistics/disclosed-figures.ts';
import { GroupTable } from './group-table.tsx';
import { INDICATORS_WORDS } from './indicators-words.ts';

const PRODUCT_FIGURES: readonly FigureId[] = [
  ...(['productLoans', 'productLent', 'productBalance', 'productBadDebtRate'] as const),
  ...(['productBorrowerCost', 'productNetReturn'] as const),
];
const REGION_FIGURES: readonly FigureId[] = [
  ...(['regionLoans', 'regionLent', 'regionBalance', 'regionBadDebtRate'] as const),
  ...(['regionBorrowers', 'regionLenders'] as const),
];
const PURPOSE_FIGURES: readonly FigureId[] = ['purposeLoans', 'purposeBalance'];
const INDUSTRY_FIGURES: readonly FigureId[] = ['industryLoans', 'industryBalance'];
const SEGMENT_FIGURES: readonly FigureId[] = [
  ...(['activeUsersBySegment', 'surveyAnswersBySegment'] as const),
  ...(['satisfactionBySegment', 'satisfiedShareBySegment'] as const),
];

export function GroupTables({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(INDICATORS_WORDS);
  const language = useLanguage();
  const purposeName = usePurposeNames();
  const regions = regionsOf(set);
  const stated = (name: (row: string) => string) => (row: string) =>
    row === UNSTATED ? t('unstated') : name(row);
  return (
    <>
      <ProductTable set={set} />
      <GroupTable
        {...{ set, title: t('regions'), head: t('region'), ids: REGION_FIGURES, rows: regions }}
        nameOf={stated((row) => regionOf(row, regions, language))}
      />
      <GroupTable
        {...{ set, title: t('purposes'), head: t('purpose'), ids: PURPOSE_FIGURES }}
        nameOf={purposeName}
      />
      <GroupTable
        {...{ set, title: t('industries'), head: t('industry'), ids: INDUSTRY_FIGURES }}
        nameOf={stated((row) => wordOf(INDUSTRY_LABELS, row, language))}
      />
      <GroupTable
        {...{ set, title: t('segments'), head: t('segment'), ids: SEGMENT_FIGURES }}
        nameOf={(row) => segmentName(row, language)}
      />
    </>
  );
}

/** Those of borrowers and those of lenders. */
function regionsOf(set: FigureSet): readonly string[] {
  const rows = [...set.rowsOf('regionLoans'), ...set.rowsOf('regionLenders')];
  return [...new Set(rows)].toSorted();
}

/** A part of a province bears its code where the whole province has a row as well. */
function regionOf(row: string, rows: readonly string[], language: Language): string {
  const name = regionName(row, language);
  const isOnlyOne = rows.filter((one) => regionName(one, language) === name).length === 1;
  return isOnlyOne ? name : `${name} ${row}`;
}

/** Once their names are known: a code is no name. */
function ProductTable({ set }: { readonly set: FigureSet }) {
  const { t, language } = useWords(INDICATORS_WORDS);
  const { state } = usePagedRead('/api/products');
  return (
    <Shown read={state} lines={4}>
      {(products) => (
        <GroupTable
          {...{ set, title: t('products'), head: t('product'), ids: PRODUCT_FIGURES }}
          nameOf={(code) =>
            products.find(({ terms }) => terms.code === code)?.terms.names[language] ?? code
          }
        />
      )}
    </Shown>
  );
}

function segmentName(row: string, language: Language): string {
  const segment = CLIENT_SEGMENTS.find((one) => one === row);
  return segment === undefined ? row : CLIENT_SEGMENT_LABELS[segment][language];
}

function usePurposeNames(): (code: string) => string {
  const language = useLanguage();
  return (code) => {
    const purpose = PURPOSES.find((one) => one === code);
    return purpose === undefined ? code : PURPOSE_LABELS[purpose][language];
  };
}
