// How an instruction ends, by what it was for: each room says what it reads, and what follows.
import type { Circumstances, Decision } from '../decision.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { Instruction } from './instruction.ts';

/** The custodian's last word. */
export interface InstructionOutcome {
  readonly outcome: 'confirmed' | 'refused';
  /** Why it was refused, in the custodian's word. */
  readonly reason: string;
}

export interface InstructionEnd {
  readonly needs: (instruction: Instruction, known: KnownWorld) => readonly Need[];
  readonly end: (
    world: World,
    instruction: Instruction,
    outcome: InstructionOutcome,
    circumstances: Circumstances,
  ) => Decision;
}
