// What every admission needs: the operator, by whose law and licences people are admitted.
import type { Need } from '../world.ts';

export const OPERATOR_NEED: Need = { fact: 'operator', key: 'operator' };
