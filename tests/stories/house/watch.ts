// Those who watch: what was told to people, and to the regulator.
import type { Person, StoryHouse } from './story-house.ts';

export interface AlarmRow {
  readonly alarmId: string;
  readonly kind: string;
  readonly reference: string;
  readonly subjectId?: string;
  readonly detail?: string;
  readonly state: string;
}

/** Alarms that nobody has answered yet, the oldest first. */
export async function openAlarms(house: StoryHouse, reader: Person): Promise<readonly AlarmRow[]> {
  return (await house.list<AlarmRow>(reader, '/api/office/alarms?state=open')).toReversed();
}

/** Their kinds with what they are about, in one line each; without those that are known. */
export async function alarmLines(
  house: StoryHouse,
  reader: Person,
  known: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const alarms = (await openAlarms(house, reader)).filter(({ alarmId }) => !known.has(alarmId));
  return alarms.map(({ kind, detail, subjectId }) =>
    [kind, detail, subjectId].filter((part) => part !== undefined).join(' '),
  );
}

/** What a refused command was told. */
export async function refusalOf(
  house: StoryHouse,
  who: Person | undefined,
  url: string,
  fields: object = {},
): Promise<string> {
  const { status, body } = await house.command(who, url, fields);
  return status === 200 ? 'accepted' : `${status} ${String(body.code)}`;
}
