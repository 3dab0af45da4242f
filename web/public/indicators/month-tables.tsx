// Figures by month, and those of collection by stage and by month: in the page the last year, in the file all of them.
import { COLLECTION_STAGE_LABELS } from '@mutua/contract/words/case-words.ts';
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { COLLECTION_STAGES } from '@mutua/core/work/case.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import type { FigureSet } from '../statistics/disclosed-figures.ts';
import { GroupTable } from './group-table.tsx';
import { INDICATORS_WORDS } from './indicators-words.ts';

const SHOWN_MONTHS = 12;

const PEOPLE_FIGURES: readonly FigureId[] = ['historyLoans', 'historyBorrowers', 'historyLenders'];
const STAGE_FIGURES: readonly FigureId[] = [
  ...(['stageCases', 'stageAssigned', 'stageRecovered', 'recoveryByStage'] as const),
];
const RECOVERY_FIGURES: readonly FigureId[] = [
  ...(['assignedInMonth', 'recoveredInMonth', 'recoveryInMonth'] as const),
];

export function MonthTables({ set }: { readonly set: FigureSet }) {
  const { t, language } = useWords(INDICATORS_WORDS);
  const monthly = { set, head: t('ofMonth'), note: t('lastYear'), nameOf: (row: string) => row };
  const stageName = (row: string) => {
    const stage = COLLECTION_STAGES.find((one) => one === row);
    return stage === undefined ? row : COLLECTION_STAGE_LABELS[stage][language];
  };
  return (
    <>
      <GroupTable
        {...{ ...monthly, title: t('months'), ids: PEOPLE_FIGURES }}
        rows={newest(set.rowsOf('historyLoans'))}
      />
      <GroupTable
        {...{ set, title: t('stages'), head: t('stage'), ids: STAGE_FIGURES }}
        {...{ nameOf: stageName, empty: t('noCollection') }}
      />
      <GroupTable
        {...{ ...monthly, title: t('recoveryMonths'), ids: RECOVERY_FIGURES }}
        rows={newest(set.rowsOf('assignedInMonth'))}
        empty={t('noCollection')}
      />
    </>
  );
}

function newest(months: readonly string[]): readonly string[] {
  return months.slice(-SHOWN_MONTHS).toReversed();
}
