// What a loan under the terms would come to: its instalments and its cost, calculated while the terms are typed.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { REPAYMENT_METHOD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { formatMinorUnits, type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { useState } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PRODUCTS_FIGURES } from './products-figures.ts';
import { PRODUCTS_WORDS } from './products-words.ts';
import { majorText, percentText, readTyped } from './terms-fields.ts';
import { type FlowRow, type Flows, flowsOf } from './terms-in-core.ts';

interface ProductPreviewProps {
  /** Nothing while the terms cannot be read. */
  readonly terms: ProductTermsOnWire | undefined;
  /** From which interest runs. */
  readonly valueDay: string;
}

/** The questions stand above the answer. */
export function ProductPreview({ terms, valueDay }: ProductPreviewProps) {
  const { t } = useWords(PRODUCTS_WORDS);
  const [last, setLast] = useState(terms);
  if (terms !== undefined && terms !== last) setLast(terms);
  const shown = terms ?? last;
  return (
    <Card title={t('preview')} note={t('previewNote')}>
      {shown === undefined ? (
        <Empty why={t('cannot')} />
      ) : (
        <PreviewOf terms={shown} valueDay={valueDay} />
      )}
    </Card>
  );
}

function PreviewOf({
  terms,
  valueDay,
}: {
  readonly terms: ProductTermsOnWire;
  readonly valueDay: string;
}) {
  const { t } = useWords(PRODUCTS_WORDS);
  const [asked, setAsked] = useState<AskedPreview>({
    amount: majorText(terms.amount.maximum, terms.currency),
    term: String(terms.termMonths.maximum),
    rate: percentText(terms.annualRatePpm.maximum),
    method: terms.repaymentMethods[0] ?? 'equal_instalments',
  });
  const change = (part: Partial<AskedPreview>) => setAsked({ ...asked, ...part });
  const amount = readTyped('money', asked.amount, terms.currency);
  const term = readTyped('count', asked.term, terms.currency);
  const rate = readTyped('percent', asked.rate, terms.currency);
  const flows =
    typeof amount === 'string' &&
    amount !== '0' &&
    typeof term === 'number' &&
    typeof rate === 'number' &&
    term > 0
      ? flowsOf(terms, {
          loanAmount: minorUnits(BigInt(amount)),
          ...{ termMonths: term, annualRatePpm: rate, repaymentMethod: asked.method, valueDay },
        })
      : undefined;
  return (
    <>
      <AskedFields terms={terms} asked={asked} onChange={change} />
      {flows === undefined ? (
        <Empty why={t('cannot')} />
      ) : (
        <FlowTable flows={flows} currency={terms.currency} />
      )}
    </>
  );
}

interface AskedPreview {
  /** As typed. */
  readonly amount: string;
  readonly term: string;
  readonly rate: string;
  readonly method: ProductTermsOnWire['repaymentMethods'][number];
}

interface AskedFieldsProps {
  readonly terms: ProductTermsOnWire;
  readonly asked: AskedPreview;
  readonly onChange: (part: Partial<AskedPreview>) => void;
}

function AskedFields({ terms, asked, onChange }: AskedFieldsProps) {
  const { t, language } = useWords(PRODUCTS_WORDS);
  return (
    <div className="office-filters">
      <Field label={t('previewAmount')}>
        {(field) => (
          <TextInput
            field={field}
            value={asked.amount}
            onChange={(text) => onChange({ amount: text })}
          />
        )}
      </Field>
      <Field label={t('previewTerm')}>
        {(field) => (
          <TextInput
            field={field}
            value={asked.term}
            onChange={(text) => onChange({ term: text })}
          />
        )}
      </Field>
      <Field label={t('previewRate')}>
        {(field) => (
          <TextInput
            field={field}
            value={asked.rate}
            suffix="%"
            onChange={(text) => onChange({ rate: text })}
          />
        )}
      </Field>
      <Field label={t('previewMethod')}>
        {(field) => (
          <Select
            field={field}
            value={asked.method}
            options={terms.repaymentMethods.map((one) => ({
              ...{ value: one, label: wordOf(REPAYMENT_METHOD_LABELS, one, language) },
            }))}
            onChange={(method) => onChange({ method })}
          />
        )}
      </Field>
    </div>
  );
}

interface FlowTableProps {
  readonly flows: Flows;
  readonly currency: string;
}

/** Of a long schedule, before its last row. */
const SHOWN = 6;
const PARTS = ['principal', 'interest', 'fee', 'total', 'balance'] as const;

function FlowTable({ flows, currency }: FlowTableProps) {
  const { t } = useWords(PRODUCTS_WORDS);
  const [isOpen, setOpen] = useState(false);
  const isLong = flows.rows.length > SHOWN + 1;
  const money = (value: MinorUnits) => ({ minorUnits: formatMinorUnits(value), currency });
  const figure = (row: string, value: MinorUnits) => (
    <Figure {...PRODUCTS_FIGURES.preview} row={row} money={money(value)} />
  );
  const rate = (row: string, ppm: number) => (
    <Figure {...PRODUCTS_FIGURES.preview} row={row} ratePpm={ppm} />
  );
  const columns: readonly Column<FlowRow>[] = [
    { key: 'number', head: t('number'), cell: ({ number }) => <Plain>{number}</Plain> },
    { key: 'day', head: t('day'), cell: ({ dueDay }) => <DayOnPage day={dueDay} /> },
    ...PARTS.map(
      (part): Column<FlowRow> => ({
        ...{ key: part, head: t(part === 'interest' ? 'interestPart' : part), align: 'right' },
        cell: (row) => (
          <Figure
            {...PRODUCTS_FIGURES.preview}
            row={`${row.number} ${part}`}
            money={money(row[part])}
            sign={false}
          />
        ),
      }),
    ),
  ];
  return (
    <>
      <Facts
        items={[
          { key: 'allIn', label: t('allIn'), value: rate('allIn', flows.allInRatePpm) },
          { key: 'lender', label: t('lenderRate'), value: rate('lender', flows.lenderPpm) },
          { key: 'interest', label: t('interest'), value: figure('interest', flows.interest) },
          { key: 'fees', label: t('feeTotal'), value: figure('fees', flows.fees) },
          { key: 'repaid', label: t('repaid'), value: figure('repaid', flows.totalRepaid) },
        ]}
      />
      <DataTable
        caption={t('preview')}
        columns={columns}
        rows={
          isLong && !isOpen ? [...flows.rows.slice(0, SHOWN), ...flows.rows.slice(-1)] : flows.rows
        }
        rowKey={({ number }) => String(number)}
      />
      {isLong && (
        <Button kind="link" onClick={() => setOpen(!isOpen)}>
          <span data-plain="">
            {t(isOpen ? 'fewerRows' : 'allRows', { count: flows.rows.length })}
          </span>
        </Button>
      )}
    </>
  );
}
