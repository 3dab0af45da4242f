// The terms of one version of a product, and its fees.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import {
  FEE_DUE_LABELS,
  FEE_KIND_LABELS,
  FEE_PAYER_LABELS,
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
  SECURITY_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { listedWords } from '../../ui/words/listed-words.ts';
import { PRODUCTS_FIGURES } from './products-figures.ts';
import { PRODUCTS_WORDS } from './products-words.ts';
import { TERMS_FIELD_NAMES, TERMS_FIELDS, type TermsField, termsValue } from './terms-fields.ts';

interface OfTerms {
  readonly terms: ProductTermsOnWire;
}

/** Everything that a new version may change. */
export function TermsCard({ terms }: OfTerms) {
  const { t, language } = useWords(PRODUCTS_WORDS);
  const list = (labels: Parameters<typeof wordOf>[0], values: readonly string[]) =>
    listedWords(
      values.map((one) => wordOf(labels, one, language)),
      language,
    );
  return (
    <div className="office-row office-row-2-1">
      <Card title={t('terms')}>
        <Facts
          items={[
            ...TERMS_FIELD_NAMES.map((field) => ({
              ...{ key: field, label: t(field), value: <TermValue terms={terms} field={field} /> },
            })),
            {
              ...{ key: 'purposes', label: t('purposes') },
              value: list(PURPOSE_LABELS, terms.purposes),
            },
            {
              ...{ key: 'methods', label: t('repaymentMethods') },
              value: list(REPAYMENT_METHOD_LABELS, terms.repaymentMethods),
            },
            {
              ...{ key: 'safeguards', label: t('safeguards') },
              value: list(SAFEGUARD_LABELS, terms.safeguards),
            },
            {
              ...{ key: 'securities', label: t('securities') },
              value: list(SECURITY_LABELS, terms.securities),
            },
            {
              ...{ key: 'needsInterview', label: t('needsInterview') },
              value: t(terms.needsInterview === true ? 'yes' : 'no'),
            },
          ]}
        />
      </Card>
      <Card title={t('fees')} note={<code>{terms.tariff.code}</code>}>
        <FeeTable tariff={terms.tariff} row={`${terms.code} ${terms.version}`} />
      </Card>
    </div>
  );
}

function TermValue({ terms, field }: OfTerms & { readonly field: TermsField }) {
  const { code, version, currency } = terms;
  const value = termsValue(terms, field);
  const figure = { ...PRODUCTS_FIGURES.term, row: `${code} ${version} ${field}` };
  const number = typeof value === 'number' ? value : 0;
  switch (TERMS_FIELDS[field]) {
    case 'money':
      return <Figure {...figure} money={{ minorUnits: String(value), currency }} />;
    case 'percent':
      return <Figure {...figure} ratePpm={number} />;
    case 'count':
      return <Figure {...figure} count={number} />;
    case 'day':
      return <DayOnPage day={String(value)} />;
  }
}

type WireFee = ProductTermsOnWire['tariff']['fees'][number];

interface FeeTableProps {
  readonly tariff: Pick<ProductTermsOnWire['tariff'], 'fees' | 'currency'>;
  /** Of which tariff. */
  readonly row: string;
}

/** A fee that is not here costs nothing. */
export function FeeTable({ tariff: { fees, currency }, row }: FeeTableProps) {
  const { t, language } = useWords(PRODUCTS_WORDS);
  const columns: readonly Column<WireFee>[] = [
    {
      ...{ key: 'kind', head: t('feeKind') },
      cell: ({ kind }) => wordOf(FEE_KIND_LABELS, kind, language),
    },
    {
      ...{ key: 'payer', head: t('payer') },
      cell: ({ payer }) => wordOf(FEE_PAYER_LABELS, payer, language),
    },
    { key: 'due', head: t('due'), cell: ({ due }) => wordOf(FEE_DUE_LABELS, due, language) },
    { key: 'rule', head: t('rule'), cell: ({ rule }) => t(rule.kind) },
    {
      ...{ key: 'value', head: t('value'), align: 'right' },
      cell: ({ kind, payer, rule }) =>
        'amount' in rule ? (
          <Figure
            {...PRODUCTS_FIGURES.feeAmount}
            row={`${row} ${kind} ${payer}`}
            money={{ minorUnits: rule.amount, currency }}
          />
        ) : (
          <Figure
            {...PRODUCTS_FIGURES.feeShare}
            row={`${row} ${kind} ${payer}`}
            ratePpm={rule.sharePpm}
          />
        ),
    },
  ];
  return (
    <DataTable
      caption={t('fees')}
      columns={columns}
      rows={fees}
      rowKey={({ kind, payer }) => `${kind} ${payer}`}
    />
  );
}
