// What the custodian's answers change on an instruction.
import type { Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import type { WorldDraft } from '../world.ts';
import type {
  InstructionAwaitsAuthorisation,
  InstructionEnded,
  InstructionMade,
} from './events.ts';
import type { Instruction } from './instruction.ts';

export function evolveInstructionMade(
  world: WorldDraft,
  { instruction }: InstructionMade,
  { at }: Stamp,
): void {
  world.put('instruction', { ...instruction, state: 'created', createdAt: at });
}

export function evolveInstructionAwaits(
  world: WorldDraft,
  { instructionId, pageUrl }: InstructionAwaitsAuthorisation,
): void {
  world.put('instruction', {
    ...instructionIn(world, instructionId),
    state: 'sent',
    ...(pageUrl !== undefined && { pageUrl }),
  });
}

export function evolveInstructionEnded(
  world: WorldDraft,
  { instructionId, outcome, bankReference, reason }: InstructionEnded,
): void {
  world.put('instruction', {
    ...instructionIn(world, instructionId),
    state: outcome,
    ...(bankReference !== undefined && { bankReference }),
    ...(reason !== undefined && { reason }),
  });
}

function instructionIn(world: WorldDraft, id: Id): Instruction {
  const instruction = world.get('instruction', id);
  assert(instruction !== undefined, 'An event is about an instruction that exists.');
  return instruction;
}
