// What may be decided on a case, by whom, and how it is sent.
import type { PositiveMoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { type Command, useCommand } from '../../api/use-command.ts';

export const CHOICES = [
  ...(['approve', 'reduce', 'reject', 'adviseApprove', 'adviseReject', 'assess'] as const),
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
};

/** Of what the server says that this member of staff may do: the first person advises, the second decides. */
export function choicesOf(file: ReviewFile): readonly Choice[] {
  const { actions, changedSince, state, waitsFor } = file;
  const may = (action: string) => actions.includes(action);
  if (state === 'applied' || changedSince) {
    return [
      ...(may('assess') ? (['assess'] as const) : []),
      ...(may('reject') ? (['reject'] as const) : []),
    ];
  }
  if (waitsFor === 'in_review' && may('review')) return ['adviseApprove', 'adviseReject'];
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

/** Sends one of the four commands of a decision. */
export function useDecision(loanId: string): Deciding {
  const approval = useCommand('/api/office/loans/:loanId/approval');
  const rejection = useCommand('/api/office/loans/:loanId/rejection');
  const review = useCommand('/api/office/loans/:loanId/review');
  const assessment = useCommand('/api/office/loans/:loanId/assessment');
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
      return { reason };
    case 'adviseApprove':
      return { opinion: 'approve', reason };
    case 'adviseReject':
      return { opinion: 'reject', reason };
    case 'assess':
      return {};
  }
}
