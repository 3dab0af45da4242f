// What was answered beside what the log has: every command that was acknowledged is there once, as it was answered;
// one whose outcome is unknown is there or is not; one that was refused is not.
import type { Logged } from './log-read.ts';
import type { SentCommand } from './teller.ts';

export interface Audited {
  readonly acknowledged: number;
  /** Of the acknowledged ones, how many the log has. */
  readonly found: number;
  readonly refused: number;
  readonly unknown: number;
  /** Of the unknown ones, how many the log has. */
  readonly unknownFound: number;
  readonly lost: number;
  readonly doubled: number;
  readonly violations: readonly string[];
}

type Asked = Pick<SentCommand, 'id' | 'url' | 'state' | 'accepted' | 'code'> & {
  readonly person: { readonly personId: string };
};

export function auditCommands(
  commands: readonly Asked[],
  logged: ReadonlyMap<string, Logged>,
): Audited {
  const inState = (state: Asked['state']) => commands.filter((one) => one.state === state);
  const isLogged = ({ id }: Asked) => logged.has(id);
  const acknowledged = inState('acknowledged');
  const unknown = [...inState('unknown'), ...inState('sent')];
  const lost = acknowledged.filter((one) => !isLogged(one));
  const doubled = [...logged.values()].filter(({ times }) => times > 1);
  return {
    acknowledged: acknowledged.length,
    found: acknowledged.length - lost.length,
    refused: inState('refused').length,
    unknown: unknown.length,
    unknownFound: unknown.filter(isLogged).length,
    lost: lost.length,
    doubled: doubled.length,
    violations: [
      ...lost.map((one) => `${nameOf(one)} was acknowledged, and the log does not have it.`),
      ...doubled.map(({ id, times }) => `Command ${id} stands ${times} times in the log.`),
      ...acknowledged.flatMap((one) => differences(one, logged.get(one.id))),
      ...inState('refused')
        .filter(isLogged)
        .map((one) => `${nameOf(one)} was refused (${one.code}), and the log has it.`),
    ],
  };
}

/** Commands in the log that nobody sent. */
export function auditStrangers(
  found: readonly string[],
  sent: ReadonlySet<string>,
): readonly string[] {
  return found.filter((id) => !sent.has(id)).map((id) => `Command ${id} was sent by nobody.`);
}

function differences(one: Asked, logged: Logged | undefined): readonly string[] {
  const { accepted, person } = one;
  if (logged === undefined || accepted === undefined) return [];
  const told = [`person ${person.personId}`, accepted.acceptedAt, accepted.businessDate];
  const has = [logged.actor, logged.at, logged.businessDate];
  if (told.join() === has.join()) return [];
  return [`${nameOf(one)} was answered as of ${told.join(', ')}; the log says ${has.join(', ')}.`];
}

function nameOf({ id, url }: Asked): string {
  return `Command ${id} (${url})`;
}
