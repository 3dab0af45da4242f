// A client has read the notices up to one of them. An earlier mark than the one that stands changes nothing.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { type Actor, personIn } from '../people/actor.ts';
import type { World } from '../world.ts';
import { isBefore, type NoticePlace } from './notice.ts';

/** Asked by the client; whoever takes the request has seen that the notice is there and is the client's. */
export interface MarkNoticesRead {
  readonly kind: 'MarkNoticesRead';
  readonly through: NoticePlace;
}

export const markNoticesRead: Rule<MarkNoticesRead> = {
  kind: 'MarkNoticesRead',
  needs: (_, __, { actor }) => {
    const clientId = clientIn(actor);
    return clientId === undefined ? [] : [{ fact: 'noticeReading', key: clientId }];
  },
  decide,
};

function decide(
  world: World,
  { through }: MarkNoticesRead,
  { actor }: Circumstances,
): Result<Decision> {
  const clientId = clientIn(actor);
  if (clientId === undefined) return refuse('not_allowed');
  const standing = world.get('noticeReading', clientId);
  if (standing !== undefined && !isBefore(standing, through)) return decided();
  const { sequence, place } = through;
  return decided({ kind: 'NoticesRead', clientId, sequence, place });
}

function clientIn(actor: Actor): Id | undefined {
  return personIn(actor, ['borrower', 'lender', 'partner']);
}
