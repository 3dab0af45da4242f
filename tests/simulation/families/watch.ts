// What somebody has to look at: movements that nobody instructed, breaks between the books, and alarms.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Family, isBlank, type Judge, NOTHING, staffIs, type Told } from '../asked.ts';
import { BANK, CALENDAR, RULE, type Town } from '../town.ts';
import type { TownBreak } from '../town-office.ts';
import { CNY } from './people.ts';

const NOTE = '已核对';
type Standing = 'waiting' | 'explained' | 'unexplained';

interface ToldMovement {
  readonly code: string;
  readonly cause?: TownBreak['id'];
  readonly amount: bigint;
  readonly bankReference: string;
}

/** Of all movements the town has those of top-ups, and some of which nobody knows anything. */
function standingOf(town: Town, { code, cause, amount, bankReference }: ToldMovement): Standing {
  const topUp = cause === undefined ? undefined : town.topUps.get(cause);
  if (code !== 'top_up' || topUp === undefined || topUp.amount !== amount) return 'unexplained';
  if (topUp.reference === undefined) return 'waiting';
  return topUp.reference === bankReference ? 'explained' : 'unexplained';
}

const MOVED: Judge<'RecordMovement'> = (town, { commandId, actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const state = standingOf(town, command);
  return (told) => {
    if (state !== 'explained') town.movements.set(commandId, { ...command, state });
    noteUnexplained(town, told);
  };
};

const JUDGED: Judge<'JudgeMovement'> = (town, { actor, command }) => {
  if (actor.kind !== 'rule') return 'not_allowed';
  const movement = town.movements.get(command.movementId);
  if (movement === undefined) return 'not_found';
  if (movement.state !== 'waiting') return NOTHING;
  const state = standingOf(town, movement);
  return (told) => {
    movement.state = state === 'explained' ? 'explained' : 'unexplained';
    noteUnexplained(town, told);
  };
};

function noteUnexplained(town: Town, told: Told): void {
  for (const { alarm } of told.all('AlarmRaised')) town.alarms.set(alarm.id, 'open');
  for (const { breakId, day, breakKind, reference } of told.all('BreakFound')) {
    town.breaks.set(breakId, {
      id: breakId,
      day,
      name: `${breakKind} ${reference}`,
      state: 'found',
    });
  }
}

/** What a comparison of the books found on a day: new, changed, or gone again. */
const COMPARED: Judge<'RecordBreaks'> = (town, { actor, command: { day, breaks } }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  return (told) => {
    const ids = [...told.all('BreakFound')];
    const ofDay = [...town.breaks.values()].filter((one) => one.day === day);
    const standing = [...town.breaks.values()].filter(({ state }) => state === 'explained');
    for (const { kind, reference, ours, theirs } of breaks) {
      const name = `${kind} ${reference}`;
      const figures = {
        ...(ours !== undefined && { ours }),
        ...(theirs !== undefined && { theirs }),
      };
      const before = ofDay.find((one) => one.name === name);
      if (before === undefined) {
        const id = ids.shift()?.breakId;
        if (id === undefined) throw new Error(`The break ${name} is not found.`);
        const same = standing.find((one) => one.name === name && gapOf(one) === gapOf(figures));
        const by = same?.explainedBy;
        const carried =
          by === undefined
            ? { state: 'found' as const }
            : { state: 'explained' as const, explainedBy: by };
        town.breaks.set(id, { id, day, name, ...figures, ...carried });
      } else if (before.ours !== ours || before.theirs !== theirs) {
        town.breaks.set(before.id, { id: before.id, day, name, ...figures, state: 'found' });
      }
    }
    for (const before of ofDay) {
      const isThere = breaks.some(({ kind, reference }) => `${kind} ${reference}` === before.name);
      if (!isThere && !before.name.startsWith('movement_unexplained')) before.state = 'mended';
    }
  };
};

function gapOf({
  ours = '',
  theirs = '',
}: {
  readonly ours?: string;
  readonly theirs?: string;
}): bigint {
  return BigInt(theirs) - BigInt(ours);
}

const EXPLAINED: Judge<'ExplainBreak'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'finance_officer');
  if (by === undefined) return 'not_allowed';
  const found = town.breaks.get(command.breakId);
  if (found === undefined) return 'not_found';
  if (found.state !== 'found') return 'wrong_stage';
  if (isBlank(command.explanation)) return 'reason_missing';
  return () => {
    found.state = 'explained';
    found.explainedBy = by;
  };
};

const MENDED: Judge<'MendBreak'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'finance_officer');
  if (by === undefined) return 'not_allowed';
  const found = town.breaks.get(command.breakId);
  if (found === undefined) return 'not_found';
  if (found.state !== 'explained') return 'wrong_stage';
  if (found.explainedBy === by) return 'same_person';
  if (isBlank(command.note)) return 'reason_missing';
  return () => {
    found.state = 'mended';
  };
};

const RAISED: Judge<'RaiseAlarm'> = (town, { commandId, actor }) => {
  if (actor.kind === 'person' || actor.kind === 'visitor') return 'not_allowed';
  return () => {
    town.alarms.set(commandId, 'open');
  };
};

const ENDED: Judge<'EndAlarm'> = (town, { actor, command }) => {
  if (staffIs(actor, 'finance_officer', 'compliance_officer') === undefined) return 'not_allowed';
  const state = town.alarms.get(command.alarmId);
  if (state === undefined) return 'not_found';
  if (state !== 'open') return 'wrong_stage';
  if (isBlank(command.note)) return 'reason_missing';
  return () => {
    town.alarms.set(command.alarmId, 'ended');
  };
};

export const WATCH: Family = {
  judges: {
    RecordMovement: MOVED,
    JudgeMovement: JUDGED,
    RecordBreaks: COMPARED,
    ExplainBreak: EXPLAINED,
    MendBreak: MENDED,
    RaiseAlarm: RAISED,
    EndAlarm: ENDED,
  },
  moves: [
    { name: 'the bank tells of a movement', weight: 2, propose: movements },
    { name: 'the books are compared', weight: 1, propose: comparing },
    { name: 'finance looks at a break', weight: 2, propose: breaks },
    {
      name: 'an alarm is raised or ended',
      weight: 1,
      propose: (town) => {
        const [open] = [...town.alarms].find(([, state]) => state === 'open') ?? [];
        if (open === undefined) {
          return {
            actor: RULE,
            command: { kind: 'RaiseAlarm', alarm: 'message_unreadable', reference: 'M1' },
          };
        }
        return {
          actor: town.officer('compliance_officer'),
          command: { kind: 'EndAlarm', alarmId: open, note: NOTE },
        };
      },
    },
  ],
};

function movements(town: Town) {
  const waiting = [...town.movements].find(([, { state }]) => state === 'waiting');
  if (waiting !== undefined)
    return { actor: RULE, command: { kind: 'JudgeMovement', movementId: waiting[0] } } as const;
  const topUp = town.chance.of([...town.topUps.values()]);
  const isKnown = topUp !== undefined && town.chance.isIn(85);
  if (!isKnown && !town.chance.isIn(30)) return undefined;
  const command = {
    kind: 'RecordMovement',
    direction: 'credit',
    ...{ account: 'A1', currency: CNY, bankDay: town.today },
    code: isKnown ? 'top_up' : 'other',
    bankReference: isKnown ? `T${topUp.id}` : `X${town.movements.size}`,
    amount: minorUnits(isKnown ? topUp.amount : 77n),
    ...(isKnown && { cause: topUp.id }),
  } as const;
  return { actor: BANK, command };
}

function comparing(town: Town) {
  if (!town.chance.isIn(40)) return undefined;
  const all = ['L1', 'L2'].filter(() => town.chance.isIn(50));
  const found = all.map((reference) => ({
    ...{ kind: 'amount_differs' as const, reference, ours: '100' },
    theirs: String(town.chance.between(101, 103)),
  }));
  return {
    actor: CALENDAR,
    command: { kind: 'RecordBreaks', rail: 'custodian', day: town.today, breaks: found },
  } as const;
}

function breaks(town: Town) {
  const one = town.chance.of([...town.breaks.values()].filter(({ state }) => state !== 'mended'));
  if (one === undefined) return undefined;
  const actor = town.officer('finance_officer');
  if (one.state === 'found')
    return {
      actor,
      command: { kind: 'ExplainBreak', breakId: one.id, explanation: NOTE },
    } as const;
  return { actor, command: { kind: 'MendBreak', breakId: one.id, note: NOTE } } as const;
}
