// Cases 事项: the model only knows that they are there, and that the calendar has to look at them on their days.
import { type Family, type Judge, NOTHING } from '../asked.ts';

const LOOKED_AT: Judge<'WorkCase'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  return town.cases.has(command.caseId) ? NOTHING : 'not_found';
};

export const CASES: Family = { judges: { WorkCase: LOOKED_AT }, moves: [] };
