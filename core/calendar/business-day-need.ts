// What the door itself always needs: on which day everything is booked.
import type { Need } from '../world.ts';

export const BUSINESS_DAY_NEED: Need = { fact: 'businessDay', key: 'current' };
