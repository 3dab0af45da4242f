import { refuse } from '@mutua/core/kit/result.ts';
import { actorText } from '@mutua/core/people/actor.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import { newPlatformId } from '../commit/platform-id.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { CLOSED_DOOR } from './door.ts';
import { watchedDoor } from './watched-door.ts';

const pool = { kind: 'OpenAccount', accountKind: 'pool' } as const;
const somebody = { kind: 'person', id: newPlatformId(), roles: ['staff'], positions: [] } as const;

/** What came through the door, and how it answers an alarm. */
function doorSaying(alarm: Outcome) {
  const asked: CommandRequest[] = [];
  let now = instantOf('2026-03-02T02:00:00Z');
  const door = watchedDoor(
    {
      ...CLOSED_DOOR,
      preview: async () => refuse('account_kind_unknown'),
      commit: async (request) => {
        asked.push(request);
        return request.command.kind === 'RaiseAlarm' ? alarm : refuse('account_kind_unknown');
      },
    },
    () => now,
  );
  return {
    ...{ door, asked },
    ask: (actor: CommandRequest['actor'] = somebody) =>
      door.commit({ commandId: newPlatformId(), actor, command: pool }),
    alarms: () => asked.filter(({ command }) => command.kind === 'RaiseAlarm'),
    nextDay: () => {
      now = instantOf('2026-03-03T02:00:00Z');
    },
  };
}

const TAKEN = { ok: true } as Outcome;

describe('the watched door', () => {
  it('raises an alarm for what is refused at a red line, and gives the refusal', async () => {
    const { ask, alarms } = doorSaying(TAKEN);
    expect(await ask()).toEqual(refuse('account_kind_unknown'));
    expect(alarms()).toMatchObject([
      {
        actor: { kind: 'rule', name: 'red_lines' },
        command: {
          ...{ kind: 'RaiseAlarm', alarm: 'red_line_tried', detail: 'account_kind_unknown' },
          reference: `OpenAccount by ${actorText(somebody)}`,
        },
      },
    ]);
  });

  it('raises one a day for one person, however often it is tried', async () => {
    const { ask, alarms, nextDay } = doorSaying(TAKEN);
    const ids = () => new Set(alarms().map(({ commandId }) => commandId)).size;
    await ask();
    await ask();
    expect(ids()).toBe(1);
    await ask({ ...somebody, id: newPlatformId() });
    expect(ids()).toBe(2);
    nextDay();
    await ask();
    expect(ids()).toBe(3);
  });

  it('has whoever asks come again where the alarm could not be raised', async () => {
    expect(await doorSaying(refuse('busy')).ask()).toEqual(refuse('busy'));
  });

  it('raises none for what would only be', async () => {
    const { door, asked } = doorSaying(TAKEN);
    await door.preview({ commandId: newPlatformId(), actor: somebody, command: pool });
    expect(asked).toEqual([]);
  });
});
