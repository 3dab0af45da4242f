// What towns have met, and what of that which is there they have not.
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import { TRANSFER_CODES } from '@mutua/core/ledger/transfer-codes.ts';
import { TRANSITIONS } from '@mutua/core/loan/life.ts';
import { type CommandKind, RULES } from '@mutua/core/rules.ts';
import { codesGivenIn, declaredCodes, isGiving } from '../tidy/given-codes.ts';
import { repositoryFiles } from '../tidy/tree.ts';
import {
  COMMANDS_NOT_ACCEPTED,
  isModelled,
  REFUSALS_NOT_MET,
  TRANSFERS_NOT_MET,
  TRANSITIONS_NOT_MET,
  WITHOUT_MODEL,
} from './must-reach.ts';
import type { Life } from './simulate.ts';

export interface Reached {
  readonly refusals: Set<string>;
  readonly transfers: Set<string>;
  readonly transitions: Set<string>;
  /** Kinds of commands that were accepted. */
  readonly commands: Set<string>;
}

export function nothingReached(): Reached {
  return { refusals: new Set(), transfers: new Set(), transitions: new Set(), commands: new Set() };
}

export function addLife(
  reached: Reached,
  { codes, transferCodes, transitions, answers }: Life,
): void {
  for (const code of codes) reached.refusals.add(code);
  for (const code of transferCodes) reached.transfers.add(code);
  for (const event of transitions) if (event in TRANSITIONS) reached.transitions.add(event);
  for (const answer of answers) {
    const [, kind = '', given] = answer.split(' ');
    if (given === 'accepted') reached.commands.add(kind);
  }
}

/** The codes that rules with a model can give. */
export function refusalsOfModels(): ReadonlySet<RefusalCode> {
  const files = repositoryFiles();
  const known = new Set(declaredCodes('RefusalCode', 'core/kit/refusal-codes.ts', files));
  const modelled = files.filter(
    ({ path }) => isGiving(path) && !WITHOUT_MODEL.some(([outside]) => outside.test(path)),
  );
  const given = modelled.flatMap((file) => codesGivenIn(file, known).map(({ code }) => code));
  return new Set(given as RefusalCode[]);
}

/** What is there and was not met, each with what it is; and what was met though it is said that it cannot be. */
export function gapsIn(reached: Reached): string[] {
  return [
    ...gaps('refusal', refusalsOfModels(), reached.refusals, REFUSALS_NOT_MET),
    ...gaps('transfer', Object.keys(TRANSFER_CODES), reached.transfers, TRANSFERS_NOT_MET),
    ...gaps(
      'command',
      (Object.keys(RULES) as CommandKind[]).filter(isModelled),
      reached.commands,
      COMMANDS_NOT_ACCEPTED,
    ),
    ...gaps('transition', Object.keys(TRANSITIONS), reached.transitions, TRANSITIONS_NOT_MET),
  ];
}

function gaps(
  what: string,
  all: Iterable<string>,
  reached: ReadonlySet<string>,
  notMet: Readonly<Record<string, string>>,
): string[] {
  const missing = [...all].filter((one) => !reached.has(one) && notMet[one] === undefined);
  const met = Object.keys(notMet).filter((one) => reached.has(one));
  return [
    ...missing.map((one) => `${what} ${one} is met by no town`),
    ...met.map(
      (one) => `${what} ${one} is met, though it is said that it cannot be: strike it off`,
    ),
  ];
}
