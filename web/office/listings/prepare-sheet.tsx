// Preparing the listing of an approved loan: what everybody will read, and when bids are taken.
import type { LoanInBook } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { clockOf, momentByClock } from '../../ui/operator-clock.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { useDesk } from '../office-frame.tsx';
import { shortIdOf } from '../parts/short-id.tsx';
import { LISTINGS_WORDS } from './listings-words.ts';

const FUNDING_DAYS = ['3', '5', '7', '10', '15'] as const;
const AHEAD_MS = 3_600_000;

interface PrepareSheetProps {
  readonly loan: LoanInBook;
  readonly onClose: () => void;
}

/** Amount and term are those that were approved. */
export function PrepareSheet({ loan, onClose }: PrepareSheetProps) {
  const { t, language } = useWords(LISTINGS_WORDS);
  const { loanId, loanAmount, termMonths, purpose } = loan;
  const command = useCommand('/api/office/loans/:loanId/listing-draft');
  const [title, setTitle] = useState(wordOf(PURPOSE_LABELS, purpose, language));
  const [summary, setSummary] = useState('');
  const desk = useDesk();
  // The platform's clock, which may have been moved on, and not the one of this machine.
  const now = desk.kind === 'ready' ? Date.parse(desk.value.now) : Date.now();
  const [opens, setOpens] = useState(() => inputText(new Date(now + AHEAD_MS)));
  const [days, setDays] = useState<(typeof FUNDING_DAYS)[number]>('7');
  const submit = async () => {
    const opensAt = momentByClock(opens).toISOString();
    const fields = { title, summary, loanAmount, termMonths, opensAt };
    const sent = await command.send(
      { ...fields, fundingDays: Number.parseInt(days, 10) },
      { path: { loanId } },
    );
    if (sent.kind === 'done') onClose();
  };
  return (
    <Sheet
      title={<Plain>{t('prepareTitle', { loan: shortIdOf(loanId) })}</Plain>}
      onClose={onClose}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t('name')} hint={t('nameHint')} complaint={complaintOf(command, 'title')}>
          {(field) => <TextInput field={field} value={title} onChange={setTitle} maxLength={60} />}
        </Field>
        <Field label={t('summary')} complaint={complaintOf(command, 'summary')}>
          {(field) => (
            <TextInput field={field} value={summary} onChange={setSummary} maxLength={2_000} />
          )}
        </Field>
        <OpensField value={opens} onChange={setOpens} complaint={complaintOf(command, 'opensAt')} />
        <Field label={t('fundingDays')}>
          {(field) => (
            <Select
              field={field}
              value={days}
              options={FUNDING_DAYS.map((one) => ({
                ...{ value: one, label: t('days', { count: Number.parseInt(one, 10) }) },
              }))}
              onChange={setDays}
            />
          )}
        </Field>
        <Refusal of={command} />
        <Button
          kind="primary"
          type="submit"
          isBusy={command.state.kind === 'sending'}
          isDisabled={title.trim() === '' || opens === ''}
        >
          {t('submitPrepare')}
        </Button>
      </form>
    </Sheet>
  );
}

interface OpensFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly complaint: string | undefined;
}

function OpensField({ value, onChange, complaint }: OpensFieldProps) {
  const { t } = useWords(LISTINGS_WORDS);
  return (
    <Field label={t('opens')} complaint={complaint}>
      {(field) => (
        <span className="text-input">
          <input
            {...field}
            type="datetime-local"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  );
}

/** As an input of the browser has it. */
function inputText(moment: Date): string {
  const { day, time } = clockOf(moment);
  return `${day}T${time}`;
}
