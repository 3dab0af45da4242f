// Accounts open by themselves with their first transfer, each for the one owner that the chart names. Whoever
// asks for another one is refused: there is no kind for pooled money.
import type { Rule } from '../decision.ts';
import { refuse } from '../kit/result.ts';
import { CHART } from '../ledger/chart.ts';
import { staffIn } from './actor.ts';

export interface OpenAccount {
  readonly kind: 'OpenAccount';
  /** As somebody outside writes it. */
  readonly accountKind: string;
}

export const openBookAccount: Rule<OpenAccount> = {
  kind: 'OpenAccount',
  needs: () => [],
  decide(_, { accountKind }, { actor }) {
    if (staffIn(actor, ['finance_officer', 'administrator']) === undefined) {
      return refuse('not_allowed');
    }
    if (!Object.hasOwn(CHART, accountKind)) return refuse('account_kind_unknown');
    return refuse('forbidden_by_rule', { clause: 'house_intermediary' });
  },
};
