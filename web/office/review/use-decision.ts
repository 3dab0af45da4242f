// What may be decided on a case, by whom, and how it is sent.
import type { PositiveMoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { type Command, useCommand } from '../../api/use-command.ts';

export const CHOICES = [
  ...(['approve', 'reduce', 'reject', 'adviseApprove', 'adviseReject', 'assess', 'pull'] as const),
] as const;
export type Choice = (typeof CHOICES)[number];

/** The letter of each; the two persons have the same letters for the same outcome. */
export const CHOICE_KEYS: Readonly<Record<Choice, string>> = {
  approve: 'A',
  reduce: 'R',
  reject: 'X',
  adviseApprove: 'A',
  adviseReject: 'X',
  assess: 'E',
  pull: 'W',
};

/**
 * Of what the server says that this member of staff may do: the first person advises, the second decides.
 *
 * @param isAnew whether an opinion that stands already is given anew: by whoever gave it, or by who takes over.
 */
export function choicesOf(file: ReviewFile, isAnew = false): readonly Choice[] {
  const isOpen = file.state === 'applied' || file.state === 'assessed';
  return [
    ...decisionsOf(file, isAnew),
    ...(isOpen && file.actions.includes('pull') ? (['pull'] as const) : []),
  ];
}

/** Whether the first opinion may still be given anew: the second person has not acted. */
export function mayAdviseAnew({ actions, changedSince, review, waitsFor }: ReviewFile): boolean {
  const isOpen = waitsFor === 'to_decide' && !changedSince && review !== undefined;
  return isOpen && actions.includes('review') && !actions.includes('approve');
}

function decisionsOf(file: ReviewFile, isAnew: boolean): readonly Choice[] {
  const { actions, changedSince, state, waitsFor } = file;
  const may = (action: string) => actions.includes(action);
  if (state === 'applied' || changedSince) {
    return [
      ...(may('assess') ? (['assess'] as const) : []),
      ...(may('reject') ? (['reject'] as const) : []),
    ];
  }
  if (isAnew || (waitsFor === 'in_review' && may('review')))
    return ['adviseApprove', 'adviseReject'];
  const isDecided = waitsFor !== 'in_review';
  return [
    ...(may('approve') && isDecided ? (['approve', 'reduce'] as const) : []),
    ...(may('reject') ? (['reject'] as const) : []),
  ];
}

export interface Decided {
  readonly choice: Choice;
  readonly reason: string;
  readonly safeguard: string;
  readonly loanAmount?: PositiveMoneyOnWire;
}

export interface Deciding {
  /** The command of the choice, for its refusal and its state. */
  readonly commandOf: (choice: Choice) => Command<unknown>;
  readonly send: (decided: Decided) => Promise<boolean>;
}

/** Sends one of the five commands of a decision. */
export function useDecision(loanId: string): Deciding {
  const approval = useCommand('/api/office/loans/:loanId/approval');
  const rejection = useCommand('/api/office/loans/:loanId/rejection');
  const review = useCommand('/api/office/loans/:loanId/review');
  const assessment = useCommand('/api/office/loans/:loanId/assessment');
  const withdrawal = useCommand('/api/office/loans/:loanId/withdrawal');
  const commandOf = (choice: Choice) => {
    switch (choice) {
      case 'approve':
      case 'reduce':
        return approval;
      case 'reject':
        return rejection;
      case 'adviseApprove':
      case 'adviseReject':
        return review;
      case 'assess':
        return assessment;
      case 'pull':
        return withdrawal;
    }
  };
  const send = async (decided: Decided): Promise<boolean> => {
    const fields = fieldsOf(decided);
    const { kind } = await commandOf(decided.choice).send(fields, { path: { loanId } });
    return kind === 'done';
  };
  return { commandOf, send };
}

function fieldsOf({ choice, reason, safeguard, loanAmount }: Decided): object {
  switch (choice) {
    case 'approve':
      return { safeguard, reason };
    case 'reduce':
      return { safeguard, reason, loanAmount };
    case 'reject':
    case 'pull':
      return { reason };
    case 'adviseApprove':
      return { opinion: 'approve', reason };
    case 'adviseReject':
      return { opinion: 'reject', reason };
    case 'assess':
      return {};
  }
}
