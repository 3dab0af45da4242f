// The fees of a tariff: who pays, how much, and when.
import {
  FEE_DUE_LABELS,
  FEE_KIND_LABELS,
  FEE_PAYER_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { FEE_KINDS } from '@mutua/core/product/tariff.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { FEES } from './fee-figures.ts';
import { FEES_WORDS } from './fees-words.ts';
import { type FeeOnWire, ruleOf } from './tariff-on-page.ts';

interface FeeTableProps {
  readonly fees: readonly FeeOnWire[];
  readonly currency: string;
  /** The product, or `clients`. */
  readonly of: string;
  readonly caption: string;
}

export function FeeTable({ fees, currency, of, caption }: FeeTableProps) {
  const { t, language } = useWords(FEES_WORDS);
  const nameOf = (kind: string) => {
    const known = FEE_KINDS.find((one) => one === kind);
    return known === undefined ? kind : FEE_KIND_LABELS[known][language];
  };
  return (
    <DataTable
      caption={caption}
      rows={fees}
      rowKey={({ kind, payer }) => `${kind} ${payer}`}
      columns={[
        { key: 'fee', head: t('fee'), cell: ({ kind }) => nameOf(kind) },
        {
          ...{ key: 'payer', head: t('payer') },
          cell: ({ payer }) =>
            FEE_PAYER_LABELS[payer === 'lender' ? 'lender' : 'borrower'][language],
        },
        {
          ...{ key: 'amount', head: t('amount'), align: 'right' },
          cell: (fee) => <FeeAmount fee={fee} currency={currency} of={of} />,
        },
        {
          ...{ key: 'due', head: t('due') },
          cell: ({ due }) => {
            const known = (
              ['disbursement', 'first_due_day', 'each_instalment', 'event'] as const
            ).find((one) => one === due);
            return known === undefined ? due : FEE_DUE_LABELS[known][language];
          },
        },
      ]}
    />
  );
}

function FeeAmount({
  fee,
  currency,
  of,
}: {
  readonly fee: FeeOnWire;
  readonly currency: string;
  readonly of: string;
}) {
  const { t } = useWords(FEES_WORDS);
  const rule = ruleOf(fee);
  const row = `${of}/${fee.kind}/${fee.payer}`;
  if (rule.kind === 'fixed') {
    const money = { minorUnits: String(rule.amount), currency };
    return (
      <>
        <Figure {...FEES.fixed} money={money} row={row} /> {t('fixed')}
      </>
    );
  }
  return (
    <>
      <Figure {...FEES.share} ratePpm={rule.sharePpm} row={row} /> <Plain>{t(rule.kind)}</Plain>
    </>
  );
}
