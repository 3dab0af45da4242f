// What whoever collects may do: record a contact by an approved script, and take a promise to pay.

import {
  CONTACT_CHANNEL_LABELS,
  CONTACT_OUTCOME_LABELS,
  CONTACT_TEMPLATE_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import { CONTACT_OUTCOMES } from '@mutua/core/work/contact.ts';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Colon } from '../../ui/colon.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { COLLECTION_WORDS } from './collection-words.ts';
import { CostForm } from './cost-form.tsx';
import { CourtForm, LegalActionForm } from './legal-forms.tsx';

const CURRENCY = 'CNY';

export function CollectionActs({ found }: { readonly found: CaseInOffice }) {
  const { actions, stage, state } = found;
  const isWorked = actions.includes('contact');
  return (
    <>
      {isWorked && <ContactForm found={found} />}
      {actions.includes('promise') && <PromiseForm caseId={found.caseId} />}
      {actions.includes('court_stage') && <CourtForm caseId={found.caseId} />}
      {isWorked && <CostForm caseId={found.caseId} />}
      {stage === 'final' && state !== 'closed' && found.legal === undefined && (
        <LegalActionForm caseId={found.caseId} />
      )}
    </>
  );
}

type Plan = NonNullable<CaseInOffice['plan']>;
type Outcome = (typeof CONTACT_OUTCOMES)[number];
const PERSONS = ['borrower', 'third_party'] as const;

function useContact({ caseId, plan }: CaseInOffice) {
  const scripts: Plan['scripts'] = plan?.scripts ?? [];
  const channels = [...new Set(scripts.map((one) => one.channel))];
  const [person, setPerson] = useState<(typeof PERSONS)[number]>('borrower');
  const [channel, setChannel] = useState(channels[0] ?? '');
  const templates = scripts.filter((one) => one.channel === channel);
  const [chosen, setTemplate] = useState('');
  const template =
    templates.find((one) => one.template === chosen)?.template ?? templates[0]?.template ?? '';
  const [outcome, setOutcome] = useState<Outcome>('reached');
  const [note, setNote] = useState('');
  const command = useCommand('/api/office/cases/:caseId/contacts');
  const send = async () => {
    const said = note.trim() === '' ? {} : { note: note.trim() };
    const fields = { person, channel, template, outcome, ...said };
    const { kind } = await command.send(fields, { path: { caseId } });
    if (kind === 'done') setNote('');
  };
  return {
    ...{ channels, templates, command, send, person, setPerson, channel, setChannel },
    ...{ template, setTemplate, outcome, setOutcome, note, setNote },
  };
}

type ContactState = ReturnType<typeof useContact>;

function ContactForm({ found }: { readonly found: CaseInOffice }) {
  const { t } = useWords(COLLECTION_WORDS);
  const form = useContact(found);
  const { command, templates, template } = form;
  const text = templates.find((one) => one.template === template)?.text;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  return (
    <Card title={t('contact')}>
      <form className="plain-form" onSubmit={submit} aria-label={t('contact')}>
        <ContactChoices form={form} />
        <div className="across">
          <Field label={t('note')} complaint={complaintOf(command, 'note')}>
            {(field) => <TextInput field={field} value={form.note} onChange={form.setNote} />}
          </Field>
          {text !== undefined && (
            <p className="quiet" data-plain="">
              {t('scriptText')}
              <Colon />
              {text}
            </p>
          )}
          <Refusal of={command} />
          <Button type="submit" kind="primary" isBusy={command.state.kind === 'sending'}>
            {t('saveContact')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function ContactChoices({ form }: { readonly form: ContactState }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const optionsOf = (values: readonly string[], labels: Parameters<typeof wordOf>[0]) =>
    values.map((value) => ({ value, label: wordOf(labels, value, language) }));
  const templates = form.templates.map((one) => one.template);
  const persons = PERSONS.map((value) => ({
    value,
    label: t(value === 'borrower' ? 'personBorrower' : 'personThird'),
  }));
  const outcomes = CONTACT_OUTCOMES.map((value) => ({
    value,
    label: CONTACT_OUTCOME_LABELS[value][language],
  }));
  return (
    <>
      <Field label={t('person')}>
        {(field) => (
          <Select field={field} value={form.person} options={persons} onChange={form.setPerson} />
        )}
      </Field>
      <Field label={t('channel')}>
        {(field) => (
          <Select
            field={field}
            value={form.channel}
            options={optionsOf(form.channels, CONTACT_CHANNEL_LABELS)}
            onChange={form.setChannel}
          />
        )}
      </Field>
      <Field label={t('script')}>
        {(field) => (
          <Select
            field={field}
            value={form.template}
            options={optionsOf(templates, CONTACT_TEMPLATE_LABELS)}
            onChange={form.setTemplate}
          />
        )}
      </Field>
      <Field label={t('outcome')}>
        {(field) => (
          <Select
            field={field}
            value={form.outcome}
            options={outcomes}
            onChange={form.setOutcome}
          />
        )}
      </Field>
    </>
  );
}

function PromiseForm({ caseId }: { readonly caseId: string }) {
  const { t } = useWords(COLLECTION_WORDS);
  const [day, setDay] = useState('');
  const [amount, setAmount] = useState('');
  const command = useCommand('/api/office/cases/:caseId/promises');
  const money = moneyTyped(amount, CURRENCY);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (money !== undefined) void command.send({ day, amount: money }, { path: { caseId } });
  };
  return (
    <Card title={t('promise')} note={t('promiseHint')}>
      <form className="plain-form" onSubmit={submit} aria-label={t('promise')}>
        <Field label={t('promiseDay')} complaint={complaintOf(command, 'day')}>
          {(field) => <TextInput field={field} type="date" value={day} onChange={setDay} />}
        </Field>
        <Field label={t('promiseAmount')} complaint={complaintOf(command, 'amount')}>
          {(field) => (
            <MoneyInput field={field} currency={CURRENCY} value={amount} onChange={setAmount} />
          )}
        </Field>
        <div className="across">
          <Refusal of={command} />
          <Button
            type="submit"
            isBusy={command.state.kind === 'sending'}
            isDisabled={day === '' || money === undefined}
          >
            {t('savePromise')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
