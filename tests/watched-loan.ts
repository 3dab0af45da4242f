// A loan in trial whose laws are looked at after every command, and whose events can be played again.
import type { Decision, Stamp } from '@mutua/core/decision.ts';
import { evolve } from '@mutua/core/evolve.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import type { Account } from '@mutua/core/ledger/account.ts';
import { CHART } from '@mutua/core/ledger/chart.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import { type Actor, actorText } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { type Change, WorldInMemory } from '@mutua/core/world-in-memory.ts';
import { TrialLoan } from './trial-loan.ts';
import { newTrialId } from './trial-world.ts';

interface Decided {
  readonly decision: Decision;
  readonly stamp: Stamp;
}

/** A loan that keeps what was decided, and looks at its laws after each command. */
export class WatchedLoan extends TrialLoan {
  readonly decided: Decided[] = [];
  #beginning: readonly Change[] | undefined;

  /** The facts before the first command. */
  get beginning(): readonly Change[] {
    return this.#beginning ?? [];
  }

  /** Everything there is now. */
  get facts(): readonly Change[] {
    return this.world.difference();
  }

  override ask(actor: Actor, command: AnyCommand, commandId = newTrialId()): Result<Decision> {
    this.#beginning ??= this.facts;
    const decided = super.ask(actor, command, commandId);
    if (!decided.ok) return decided;
    const stamp = { at: this.now, day: this.today, actor: actorText(actor) };
    this.decided.push({ decision: decided.value, stamp });
    const broken = this.brokenLaws();
    if (broken.length > 0) throw new Error(`After ${command.kind}: ${broken.join(' ')}`);
    return decided;
  }
}

/** Law 1: what lies at the custodian is what everybody's accounts say. */
export function moneySide(loan: WatchedLoan): bigint {
  const accounts = loan.facts
    .flatMap(({ kind, fact }) => (kind === 'account' ? [fact as Account] : []))
    .filter(({ kind }) => CHART[kind].side === 'money');
  const of = (normal: string) =>
    sum(accounts.filter(({ kind }) => CHART[kind].normal === normal).map(({ posted }) => posted));
  return of('debit') - of('credit');
}

/** Facts that differ when the events are played again from the beginning. */
export function replayed(loan: WatchedLoan): string[] {
  const again = new WorldInMemory();
  for (const { kind, fact } of loan.beginning) again.put(kind, fact as never);
  for (const { decision, stamp } of loan.decided) {
    for (const event of decision.events) evolve(again, event, stamp);
  }
  return loan.facts
    .filter(({ kind }) => kind !== 'account' && kind !== 'hold')
    .filter(({ kind, key, fact }) => text(again.known.get(kind, key)) !== text(fact))
    .map(({ kind, key }) => `${kind} ${key}`);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `#${part}` : part)) ?? '';
}
