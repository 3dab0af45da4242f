// The decision on a case: what the rules advise, the choices with their keys, the reason, and who the two persons are.
import type { ReviewFile, ReviewItem } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { DECISION_LABELS, SAFEGUARD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { type RefObject, useId, useRef, useState } from 'react';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { FourEyes } from './four-eyes.tsx';
import { NothingToDecide } from './nothing-to-decide.tsx';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';
import { CHOICE_KEYS, type Choice, choicesOf, mayAdviseAnew, useDecision } from './use-decision.ts';

interface DecisionPanelProps {
  readonly file: ReviewFile;
  /** The id of who has signed in. */
  readonly me: string;
  readonly next: ReviewItem | undefined;
  readonly onNext: () => void;
  /** Asks what another amount would ask of the borrower, in minor units. */
  readonly onAmount: (minorUnits: string | undefined) => void;
}

/** At the right of the case; nothing pops up over it. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { file, me } = props;
  const { t, language } = useWords(REVIEW_WORDS);
  const [isAnew, setAnew] = useState(false);
  const mayAnew = mayAdviseAnew(file);
  const choices = choicesOf(file, mayAnew && isAnew);
  useKeys({ z: mayAnew ? () => setAnew(!isAnew) : undefined });
  return (
    <section className="review-decision" aria-label={t('decision')}>
      <div className="card-head">
        <h2>{t('decision')}</h2>
        {file.assessment !== undefined && (
          <p className="quiet">
            {t('advice')}
            {wordOf(DECISION_LABELS, file.assessment.decision, language)}
          </p>
        )}
      </div>
      {choices.length === 0 ? (
        <NothingToDecide file={file} me={me} next={props.next} onNext={props.onNext} />
      ) : (
        <DecisionForm {...props} choices={choices} />
      )}
      {mayAnew && (
        <button type="button" className="button button-default" onClick={() => setAnew(!isAnew)}>
          {t(isAnew ? 'leaveAsIs' : file.review?.makerId === me ? 'adviseAnew' : 'takeOver')}{' '}
          <KeyHint name="Z" />
        </button>
      )}
      <FourEyes file={file} me={me} />
    </section>
  );
}

function DecisionForm({
  file,
  next,
  onNext,
  onAmount,
  choices,
}: DecisionPanelProps & { readonly choices: readonly Choice[] }) {
  const { t } = useWords(REVIEW_WORDS);
  const { currency } = file.loanAmount;
  const [chosen, setChosen] = useState<Choice | undefined>();
  const choice = choices.find((one) => one === chosen) ?? choices[0] ?? 'assess';
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [safeguard, setSafeguard] = useState(file.safeguards[0] ?? 'none');
  const note = useRef<HTMLTextAreaElement>(null);
  const decision = useDecision(file.loanId);
  const command = decision.commandOf(choice);
  const loanAmount = moneyTyped(typed, currency);
  const isReady = isComplete(choice, reason, loanAmount !== undefined);
  const submit = async () => {
    if (!isReady || command.state.kind === 'sending') return;
    const amount = loanAmount === undefined ? {} : { loanAmount };
    const isDone = await decision.send({ choice, reason: reason.trim(), safeguard, ...amount });
    if (isDone && choice !== 'assess') onNext();
  };
  const type = (text: string) => {
    setTyped(text);
    onAmount(moneyTyped(text, currency)?.minorUnits);
  };
  useKeys({
    ...Object.fromEntries(
      choices.map((one) => [CHOICE_KEYS[one].toLowerCase(), () => setChosen(one)] as const),
    ),
    n: () => note.current?.focus(),
    escape: () => note.current?.blur(),
    'mod+enter': () => void submit(),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ChoiceList file={file} choices={choices} choice={choice} onChoose={setChosen} />
      {choice === 'reduce' && <AmountField currency={currency} value={typed} onChange={type} />}
      {(choice === 'approve' || choice === 'reduce') && (
        <SafeguardField file={file} value={safeguard} onChange={setSafeguard} />
      )}
      {choice !== 'assess' && <ReasonField note={note} value={reason} onChange={setReason} />}
      <Refusal of={command} />
      <Button
        kind="primary"
        type="submit"
        size="large"
        isBusy={command.state.kind === 'sending'}
        isDisabled={!isReady}
        testId="submit-decision"
      >
        {t(submitWord(choice))}
      </Button>
      <NextLine next={next} />
    </form>
  );
}

function NextLine({ next }: Pick<DecisionPanelProps, 'next'>) {
  const { t } = useWords(REVIEW_WORDS);
  return (
    <p className="quiet" data-plain="">
      {next === undefined ? t('noNext') : t('nextCase', { name: next.borrowerName ?? t('noName') })}
    </p>
  );
}

interface TypedFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function AmountField({
  currency,
  value,
  onChange,
}: TypedFieldProps & { readonly currency: string }) {
  const { t } = useWords(REVIEW_WORDS);
  return (
    <Field label={t('approvedAmount')}>
      {(field) => (
        <MoneyInput field={field} currency={currency} value={value} onChange={onChange} />
      )}
    </Field>
  );
}

function ReasonField({
  note,
  value,
  onChange,
}: TypedFieldProps & { readonly note: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useWords(REVIEW_WORDS);
  return (
    <Field label={t('note')} hint={t('noteHint')}>
      {(field) => (
        <textarea
          {...field}
          ref={note}
          rows={4}
          maxLength={1_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function isComplete(choice: Choice, reason: string, hasAmount: boolean): boolean {
  if (choice === 'assess') return true;
  return reason.trim() !== '' && (choice !== 'reduce' || hasAmount);
}

function submitWord(choice: Choice) {
  switch (choice) {
    case 'approve':
    case 'reduce':
      return 'submitApprove' as const;
    case 'reject':
      return 'submitReject' as const;
    case 'pull':
      return 'submitPull' as const;
    case 'assess':
      return 'submitAssess' as const;
    case 'adviseApprove':
    case 'adviseReject':
      return 'submit' as const;
  }
}

interface ChoiceListProps {
  readonly file: ReviewFile;
  readonly choices: readonly Choice[];
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function ChoiceList({ file, choices, choice, onChoose }: ChoiceListProps) {
  const { t } = useWords(REVIEW_WORDS);
  const name = useId();
  return (
    <fieldset className="review-choices">
      <legend className="unseen">{t('decision')}</legend>
      {choices.map((one) => (
        <label key={one} className="review-choice" data-chosen={one === choice ? '' : undefined}>
          <input type="radio" name={name} checked={one === choice} onChange={() => onChoose(one)} />
          <span>
            <strong>{t(one)}</strong> <ChoiceHint choice={one} file={file} />
          </span>
          <KeyHint name={CHOICE_KEYS[one]} />
        </label>
      ))}
    </fieldset>
  );
}

function ChoiceHint({ choice, file }: { readonly choice: Choice; readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  const { loanId, loanAmount } = file;
  switch (choice) {
    case 'approve':
    case 'adviseApprove':
      return (
        <span className="quiet">
          <Figure {...REVIEW_FIGURES.amount} row={loanId} money={loanAmount} />
        </span>
      );
    case 'reduce':
      return <span className="quiet">{t('reduceHint')}</span>;
    case 'reject':
    case 'adviseReject':
      return <span className="quiet">{t('rejectHint')}</span>;
    case 'pull':
      return <span className="quiet">{t('pullHint')}</span>;
    case 'assess':
      return <span className="quiet">{t('assessHint')}</span>;
  }
}

interface SafeguardFieldProps {
  readonly file: ReviewFile;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SafeguardField({ file, value, onChange }: SafeguardFieldProps) {
  const { t, language } = useWords(REVIEW_WORDS);
  return (
    <Field label={t('safeguard')}>
      {(field) => (
        <Select
          field={field}
          value={value}
          options={file.safeguards.map((one) => ({
            value: one,
            label: wordOf(SAFEGUARD_LABELS, one, language),
          }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
