// A new version of a product: what of the newest one is to be otherwise, with a preview of what follows from it.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import {
  type Label,
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
  SECURITY_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { Select } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Checkbox, TextInput } from '../../ui/kit/inputs.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { FeeRows, typedFees, wireFees } from './fee-rows.tsx';
import { ProductPreview } from './product-preview.tsx';
import { PRODUCTS_WORDS } from './products-words.ts';
import {
  readTyped,
  TERMS_FIELD_NAMES,
  TERMS_FIELDS,
  type TermsField,
  type TermsTyped,
  termsText,
  withTyped,
} from './terms-fields.ts';

type ListName = 'purposes' | 'repaymentMethods' | 'safeguards' | 'securities';

const LISTS: Readonly<Record<ListName, Readonly<Record<string, Label>>>> = {
  purposes: PURPOSE_LABELS,
  repaymentMethods: REPAYMENT_METHOD_LABELS,
  safeguards: SAFEGUARD_LABELS,
  securities: SECURITY_LABELS,
};

interface ProductFormProps {
  /** The newest version, drafts too. */
  readonly newest: ProductTermsOnWire;
  /** The business date: from it on the new version is in force. */
  readonly today: string;
}

/** It is proposed whole; another person releases it. */
export function ProductForm({ newest, today }: ProductFormProps) {
  const { t } = useWords(PRODUCTS_WORDS);
  const command = useCommand('/api/office/products');
  const [typed, setTyped] = useState<TermsTyped>({ effectiveFrom: today });
  const [lists, setLists] = useState<Partial<Record<ListName, string[]>>>({});
  const [fees, setFees] = useState(() => typedFees(newest.tariff));
  const [needsInterview, setNeedsInterview] = useState(newest.needsInterview === true);
  const terms = nextTerms(newest, {
    ...{ typed, lists, needsInterview, today, fees: wireFees(fees, newest.currency) },
  });
  const version = newest.version + 1;
  return (
    <>
      <Card title={t('newVersion')} note={t('newVersionNote')}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (terms !== undefined) void command.send({ terms, clientMoney: 'own_accounts' });
          }}
        >
          <div className="terms-grid">
            {TERMS_FIELD_NAMES.map((field) => (
              <TermsInput
                key={field}
                field={field}
                currency={newest.currency}
                value={typed[field] ?? termsText(newest, field)}
                refused={complaintOf(command, `terms.${field}`)}
                onChange={(text) => setTyped({ ...typed, [field]: text })}
              />
            ))}
            {(Object.keys(LISTS) as ListName[]).map((name) => (
              <ListInput
                key={name}
                name={name}
                value={lists[name] ?? [...newest[name]]}
                onChange={(value) => setLists({ ...lists, [name]: value })}
              />
            ))}
          </div>
          <Checkbox
            label={t('needsInterview')}
            isChecked={needsInterview}
            onChange={setNeedsInterview}
          />
          <h3>{t('fees')}</h3>
          <p className="quiet">{t('feesNote')}</p>
          <FeeRows fees={fees} onChange={setFees} />
          <Refusal of={command} />
          {command.state.kind === 'done' && <NoticeBox>{t('proposed')}</NoticeBox>}
          <Button
            kind="primary"
            type="submit"
            isBusy={command.state.kind === 'sending'}
            isDisabled={terms === undefined}
          >
            <span data-plain="">{t('propose', { version })}</span>
          </Button>
        </form>
      </Card>
      <ProductPreview terms={terms} valueDay={today} />
    </>
  );
}

interface Changes {
  readonly typed: TermsTyped;
  readonly lists: Partial<Record<ListName, string[]>>;
  readonly fees: ReturnType<typeof wireFees>;
  readonly needsInterview: boolean;
  readonly today: string;
}

/** The next version, whole; its tariff has a version of its own. */
function nextTerms(
  newest: ProductTermsOnWire,
  { typed, lists, fees, needsInterview, today }: Changes,
): ProductTermsOnWire | undefined {
  const changed = withTyped(newest, typed);
  if (changed === undefined || fees === undefined) return undefined;
  const version = newest.version + 1;
  const effectiveFrom = typed.effectiveFrom ?? today;
  const { effectiveTo: _, ...tariff } = newest.tariff;
  return {
    ...changed,
    ...(lists as Partial<Pick<ProductTermsOnWire, ListName>>),
    ...{ version, needsInterview },
    tariff: { ...tariff, version: tariff.version + 1, effectiveFrom, fees },
  };
}

interface TermsInputProps {
  readonly field: TermsField;
  readonly currency: string;
  readonly value: string;
  readonly refused: string | undefined;
  readonly onChange: (text: string) => void;
}

function TermsInput({ field, currency, value, refused, onChange }: TermsInputProps) {
  const { t } = useWords(PRODUCTS_WORDS);
  const kind = TERMS_FIELDS[field];
  const isRead = readTyped(kind, value, currency) !== undefined;
  return (
    <Field label={t(field)} complaint={isRead ? refused : t('wrongValue')}>
      {(input) => (
        <TextInput
          field={input}
          value={value}
          onChange={onChange}
          type={kind === 'day' ? 'date' : 'text'}
          {...(kind === 'percent' ? { suffix: '%' } : {})}
        />
      )}
    </Field>
  );
}

interface ListInputProps {
  readonly name: ListName;
  readonly value: string[];
  readonly onChange: (value: string[]) => void;
}

function ListInput({ name, value, onChange }: ListInputProps) {
  const { t, language } = useWords(PRODUCTS_WORDS);
  return (
    <Field label={t(name)}>
      {({ id }) => (
        <Select
          id={id}
          mode="multiple"
          aria-label={t(name)}
          value={value}
          options={Object.entries(LISTS[name]).map(([code, label]) => ({
            ...{ value: code, label: label[language] },
          }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
