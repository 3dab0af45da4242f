// By which clock the operator's days end, as the environment says it at a start; it stands in the database from then on.
import { DAYS_END, type OperatorTime } from '@mutua/core/calendar/business-date.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import { readCutOff } from '../calendar/cut-off.ts';
import { zoneOffsets } from '../calendar/zone-offsets.ts';
import { StartRefused } from '../start-refused.ts';

const ZONE = 'MUTUA_TIME_ZONE';
const CUT_OFF = 'MUTUA_CUT_OFF';
const DAYS = 'MUTUA_END_OF_DAY';

/**
 * What the environment says; what it leaves out stays as it is.
 *
 * @throws StartRefused when a part cannot be used.
 */
export function givenTime(env: NodeJS.ProcessEnv): Partial<OperatorTime> {
  const [zone = '', cutOff = '', days = ''] = [ZONE, CUT_OFF, DAYS].map((name) =>
    env[name]?.trim(),
  );
  const daysEnd = DAYS_END.find((one) => one === days);
  if (days !== '' && daysEnd === undefined) {
    throw new StartRefused(`${DAYS} is "${days}"; it is one of ${DAYS_END.join(', ')}.`, 2);
  }
  return {
    ...(zone !== '' && { zone, offsets: used(ZONE, zone, zoneOffsets(zone, ZONE)) }),
    ...(cutOff !== '' && { cutOffMinutes: used(CUT_OFF, cutOff, readCutOff(cutOff, CUT_OFF)) }),
    ...(daysEnd !== undefined && { daysEnd }),
  };
}

/** Whether a time has every part that is given. */
export function holdsTime(
  time: OperatorTime,
  { zone, cutOffMinutes, daysEnd }: Partial<OperatorTime>,
) {
  return (
    (zone ?? time.zone) === time.zone &&
    (cutOffMinutes ?? time.cutOffMinutes) === time.cutOffMinutes &&
    (daysEnd ?? time.daysEnd) === time.daysEnd
  );
}

function used<Value>(name: string, text: string, read: Result<Value>): Value {
  if (read.ok) return read.value;
  throw new StartRefused(`${name} is "${text}". ${read.refusal.data.detail ?? ''}`, 2);
}
