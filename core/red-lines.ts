// The red lines 四条红线: intermediary only, no own guarantee, no fund pool, no public deposits. Nobody may cross them, so
// that a refusal of such a command is no slip of a form: it is told to people.
import type { Id } from './kit/id.ts';
import type { RefusalCode } from './kit/refusal-codes.ts';
import { type Actor, actorText } from './people/actor.ts';
import type { AnyCommand, CommandKind } from './rules.ts';

/** What an alarm says of it. */
export interface RedLineTried {
  readonly reference: string;
  readonly detail: RefusalCode;
  /** The loan or the client whose business it was. */
  readonly subjectId?: Id;
  /** What tells this attempt from another one by the same person on the same day. */
  readonly part: string;
}

/** By the command, the refusals that say so. */
const REFUSALS: Partial<Readonly<Record<CommandKind, readonly RefusalCode[]>>> = {
  // One debt shown as several listings 拆标.
  PrepareListing: ['term_split', 'amount_split', 'listing_already_exists'],
  // The borrower had money from the operator's side before the listing.
  ListLoan: ['term_split', 'amount_split', 'money_advanced'],
  // The operator itself, or somebody linked to it, as a party 自融.
  RegisterClient: ['platform_as_party'],
  RegisterPartner: ['platform_as_party'],
  ApplyForLoan: ['platform_as_party', 'related_party_borrower'],
  // Money of several owners in one place 资金池.
  ProposeGuarantor: ['platform_as_party', 'forbidden_by_rule'],
  ApproveGuarantor: ['platform_as_party', 'forbidden_by_rule'],
  OpenAccount: ['account_kind_unknown', 'forbidden_by_rule'],
  ProposeProduct: ['forbidden_by_rule'],
};

/**
 * What is told of a refused command, if it would have crossed a red line.
 *
 * @example redLineTried({ kind: 'OpenAccount', accountKind: 'pool' }, { kind: 'visitor' }, 'account_kind_unknown')
 * // { reference: 'OpenAccount by visitor', detail: 'account_kind_unknown', part: '' }
 */
export function redLineTried(
  command: AnyCommand,
  actor: Actor,
  code: RefusalCode,
): RedLineTried | undefined {
  if (REFUSALS[command.kind]?.includes(code) !== true) return undefined;
  const tried = { reference: `${command.kind} by ${actorText(actor)}`, detail: code };
  switch (command.kind) {
    case 'PrepareListing':
    case 'ListLoan':
      return { ...tried, subjectId: command.loanId, part: '' };
    case 'RegisterClient':
      return { ...tried, part: command.roles.toSorted().join(' ') };
    case 'ApplyForLoan':
      return { ...tried, ...(actor.kind === 'person' && { subjectId: actor.id }), part: '' };
    default:
      return { ...tried, part: '' };
  }
}
