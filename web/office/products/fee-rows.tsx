// The fees of a tariff as rows of a form: what for, who pays, when, and how much.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import {
  FEE_DUE_LABELS,
  FEE_KIND_LABELS,
  FEE_PAYER_LABELS,
  type Label,
} from '@mutua/contract/words/value-lists.ts';
import { Input, Select } from 'antd';
import { Button } from '../../ui/kit/button.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PRODUCTS_WORDS } from './products-words.ts';
import { majorText, percentText, readTyped } from './terms-fields.ts';

type WireFee = ProductTermsOnWire['tariff']['fees'][number];

/** A fee as it is typed. */
export interface TypedFee {
  readonly key: string;
  readonly kind: WireFee['kind'];
  readonly payer: WireFee['payer'];
  readonly due: WireFee['due'];
  readonly rule: WireFee['rule']['kind'];
  /** In whole units, or per cent. */
  readonly value: string;
}

const RULES = ['fixed', 'share_of_amount', 'share_of_outstanding', 'share_of_interest'] as const;

interface FeeRowsProps {
  readonly fees: readonly TypedFee[];
  readonly onChange: (fees: readonly TypedFee[]) => void;
}

/** Rows can be added and taken away. */
export function FeeRows({ fees, onChange }: FeeRowsProps) {
  const { t } = useWords(PRODUCTS_WORDS);
  const change = (key: string, changed: Partial<TypedFee>) =>
    onChange(fees.map((fee) => (fee.key === key ? { ...fee, ...changed } : fee)));
  const add = () =>
    onChange([
      ...fees,
      {
        ...{ key: crypto.randomUUID(), kind: 'service', payer: 'borrower' },
        ...{ due: 'each_instalment', rule: 'share_of_amount', value: '0' },
      },
    ]);
  return (
    <div className="fee-rows" data-plain="">
      {fees.map((fee) => (
        <FeeRow
          key={fee.key}
          fee={fee}
          onChange={(changed) => change(fee.key, changed)}
          onRemove={() => onChange(fees.filter(({ key }) => key !== fee.key))}
        />
      ))}
      <Button onClick={add}>{t('addFee')}</Button>
    </div>
  );
}

interface FeeRowProps {
  readonly fee: TypedFee;
  readonly onChange: (changed: Partial<TypedFee>) => void;
  readonly onRemove: () => void;
}

function FeeRow({ fee, onChange, onRemove }: FeeRowProps) {
  const { t, language } = useWords(PRODUCTS_WORDS);
  const options = <Value extends string>(labels: Readonly<Record<Value, Label>>) =>
    (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value][language] }));
  return (
    <div className="fee-row">
      <Select
        aria-label={t('feeKind')}
        value={fee.kind}
        options={options(FEE_KIND_LABELS)}
        onChange={(kind) => onChange({ kind })}
      />
      <Select
        aria-label={t('payer')}
        value={fee.payer}
        options={options(FEE_PAYER_LABELS)}
        onChange={(payer) => onChange({ payer })}
      />
      <Select
        aria-label={t('due')}
        value={fee.due}
        options={options(FEE_DUE_LABELS)}
        onChange={(due) => onChange({ due })}
      />
      <Select
        aria-label={t('rule')}
        value={fee.rule}
        options={RULES.map((rule) => ({ value: rule, label: t(rule) }))}
        onChange={(rule) => onChange({ rule })}
      />
      <Input
        aria-label={t('value')}
        value={fee.value}
        suffix={fee.rule === 'fixed' ? '' : '%'}
        onChange={({ target }) => onChange({ value: target.value })}
      />
      <Button kind="link" onClick={onRemove}>
        {t('removeFee')}
      </Button>
    </div>
  );
}

/** As people type them. */
export function typedFees(
  tariff: Pick<ProductTermsOnWire['tariff'], 'fees' | 'currency'>,
): readonly TypedFee[] {
  return tariff.fees.map(({ kind, payer, due, rule }) => ({
    ...{ key: `${kind} ${payer}`, kind, payer, due, rule: rule.kind },
    value: 'amount' in rule ? majorText(rule.amount, tariff.currency) : percentText(rule.sharePpm),
  }));
}

/** As the wire has them; nothing while one cannot be read. */
export function wireFees(fees: readonly TypedFee[], currency: string): WireFee[] | undefined {
  const read: WireFee[] = [];
  for (const { kind, payer, due, rule, value } of fees) {
    const found = readTyped(rule === 'fixed' ? 'money' : 'percent', value, currency);
    if (found === undefined) return undefined;
    const how =
      typeof found === 'string'
        ? { kind: 'fixed', amount: found }
        : { kind: rule, sharePpm: found };
    read.push({ kind, payer, due, rule: how as WireFee['rule'] });
  }
  return read;
}
