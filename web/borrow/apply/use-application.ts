// The state of an application that is being filled in: what was typed, where one stands, what is wrong, and saving it.
import type { LoanDraftOnWire, SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import { DRAFT_STEPS, type DraftStep } from '@mutua/contract/loan/draft-steps.ts';
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { useState } from 'react';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { APPLY_WORDS } from './apply-words.ts';
import { draftOf, type FilledIn, filledFrom } from './filled-in.ts';
import { type SavedDraft, useSavedDraft } from './use-draft.ts';

export interface Application {
  readonly step: DraftStep;
  readonly steps: LoanDraftOnWire['steps'] | undefined;
  readonly filled: FilledIn;
  readonly body: SaveLoanDraftBody;
  readonly saved: SavedDraft;
  readonly change: (part: Partial<FilledIn>) => void;
  /** What is wrong with a field of the application, by its name. */
  readonly complaint: (field: string) => string | undefined;
  readonly goTo: (step: DraftStep) => void;
  readonly saveAndGoOn: () => Promise<void>;
}

/** What is missing is complained about only when somebody wanted to go on. */
export function useApplication(
  product: ProductTermsOnWire,
  draft: LoanDraftOnWire | undefined,
): Application {
  const { t } = useWords(APPLY_WORDS);
  const [query, setQuery] = useQueryString();
  const [filled, setFilled] = useState(() => filledFrom(draft, query, product));
  const [isTried, setTried] = useState(false);
  const saved = useSavedDraft();
  const { state } = saved;
  const step = stepIn(query.get('step'), draft);
  const steps = state.kind === 'done' ? state.result.steps : draft?.steps;
  const missing = steps?.find((one) => one.step === step)?.missing ?? [];
  const { body, unreadable } = draftOf(filled, step, product.currency);
  const goTo = (next: DraftStep) => {
    setTried(false);
    setQuery({ step: next, product: product.code });
    window.scrollTo({ top: 0 });
  };
  const complaint = (field: string): string | undefined => {
    if (unreadable.has(field)) return t('notNumber');
    const errors = state.kind === 'refused' ? (state.problem.errors ?? []) : [];
    const said = errors.find((one) => one.field === field || one.field.startsWith(`${field}.`));
    if (said !== undefined) return said.detail;
    return isTried && missing.includes(field) ? t('missing') : undefined;
  };
  const saveAndGoOn = async () => {
    if (unreadable.size > 0) return;
    const next = DRAFT_STEPS[DRAFT_STEPS.indexOf(step) + 1] ?? 'check';
    const now = await saved.save(product.code, { ...body, step: next });
    const left = now?.steps.find((one) => one.step === step)?.missing;
    if (left?.length === 0) goTo(next);
    else setTried(true);
  };
  const change = (part: Partial<FilledIn>) => setFilled((old) => ({ ...old, ...part }));
  return { step, steps, filled, body, saved, change, complaint, goTo, saveAndGoOn };
}

/** The step of the address, else where the draft was left, else the first. */
function stepIn(asked: string | null, draft: LoanDraftOnWire | undefined): DraftStep {
  return DRAFT_STEPS.find((one) => one === asked) ?? draft?.step ?? 'loan';
}
