// Two compliance officers freeze a client, and two let the client go on: the first asks, the second bears it out.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { World } from '../world.ts';
import { staffIn } from './actor.ts';
import type { FreezeAsked } from './client.ts';

export interface FreezeClient {
  readonly kind: 'FreezeClient';
  readonly clientId: Id;
  readonly reason: string;
}

export interface UnfreezeClient {
  readonly kind: 'UnfreezeClient';
  readonly clientId: Id;
  readonly reason: string;
}

export const freezeClient: Rule<FreezeClient> = {
  kind: 'FreezeClient',
  needs: ({ clientId }) => [{ fact: 'client', key: clientId }],
  decide: (world, command, circumstances) => decide(world, command, 'freeze', circumstances),
};

export const unfreezeClient: Rule<UnfreezeClient> = {
  kind: 'UnfreezeClient',
  needs: ({ clientId }) => [{ fact: 'client', key: clientId }],
  decide: (world, command, circumstances) => decide(world, command, 'unfreeze', circumstances),
};

function decide(
  world: World,
  { clientId, reason }: FreezeClient | UnfreezeClient,
  asked: FreezeAsked['asked'],
  { actor }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['compliance_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const client = world.get('client', clientId);
  if (client === undefined) return refuse('not_found');
  const { status, freezeAsked } = client;
  const isFrozen = status === 'frozen';
  if (isFrozen !== (asked === 'unfreeze') || status === 'closed') {
    return refuse('wrong_stage', { state: status });
  }
  if (reason.trim() === '') return refuse('reason_missing');
  if (freezeAsked?.asked !== asked) {
    return decided({ kind: 'FreezeRequested', clientId, asked, makerId, reason });
  }
  if (freezeAsked.makerId === makerId) return refuse('same_person');
  const kind = asked === 'freeze' ? 'ClientFrozen' : 'ClientUnfrozen';
  return decided({ kind, clientId, reason });
}
