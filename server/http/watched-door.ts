// The door with somebody beside it: a command that is refused at a red line raises an alarm before its sender is
// answered. A refusal itself leaves no trace, so the alarm is a command of its own.
import { redLineTried } from '@mutua/core/red-lines.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { derivedId } from '../rails/rail-door.ts';
import type { Door } from './door.ts';

const WATCH = { kind: 'rule', name: 'red_lines' } as const;

export function watchedDoor(door: Door, clock: () => Instant): Door {
  return {
    preview: (request) => door.preview(request),
    follow: (listener) => door.follow(listener),
    commit: async (request) => {
      const outcome = await door.commit(request);
      if (outcome.ok) return outcome;
      const alarm = alarmFor(request, outcome, clock());
      if (alarm === undefined) return outcome;
      const raised = await door.commit(alarm);
      // Who is told that the platform is busy asks again, and the alarm is raised then.
      return raised.ok ? outcome : raised;
    },
  };
}

/** One for each person and thing a day, however often it is tried. */
function alarmFor(
  { actor, command }: CommandRequest,
  { refusal: { code } }: Extract<Outcome, { readonly ok: false }>,
  now: Instant,
): CommandRequest | undefined {
  const tried = redLineTried(command, actor, code);
  if (tried === undefined) return undefined;
  const { part, ...told } = tried;
  const day = isoOf(now).slice(0, 10);
  const text = [day, told.reference, told.detail, told.subjectId ?? '', part].join(' ');
  return {
    commandId: derivedId(`red line ${text}`),
    actor: WATCH,
    command: { kind: 'RaiseAlarm', alarm: 'red_line_tried', ...told },
  };
}
