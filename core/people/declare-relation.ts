// Whether a client is linked to the operator by shares, votes, office or influence: such a one may not borrow.
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { refuse } from '../kit/result.ts';
import { staffIn } from './actor.ts';

export interface DeclareRelation {
  readonly kind: 'DeclareRelation';
  readonly clientId: Id;
  readonly isRelatedParty: boolean;
  readonly reason: string;
}

export const declareRelation: Rule<DeclareRelation> = {
  kind: 'DeclareRelation',
  needs: ({ clientId }) => [{ fact: 'client', key: clientId }],
  decide(world, { clientId, isRelatedParty, reason }, { actor }) {
    if (staffIn(actor, ['compliance_officer']) === undefined) return refuse('not_allowed');
    if (world.get('client', clientId) === undefined) return refuse('not_found');
    if (reason.trim() === '') return refuse('reason_missing');
    return decided({ kind: 'RelationDeclared', clientId, isRelatedParty, reason });
  },
};
