// Whoever has the platform's own key at the bank, and nobody's authorisation: what the bank says to it.
import type { Instruction } from '@mutua/contract/custodian/instructions.ts';
import { RailRefused } from '@mutua/server/rails/signed-client.ts';
import { v7 as newUuid } from 'uuid';
import type { StoryHouse } from './story-house.ts';

/** An instruction without the id, which each forgery has of its own unless it says another. */
export type Forged = Instruction extends infer One
  ? One extends Instruction
    ? Omit<One, 'id'> & { readonly id?: string }
    : never
  : never;

/** `confirmed`, or why the bank did not do it. */
export async function forge(house: StoryHouse, forged: Forged): Promise<string> {
  const batchId = newUuid();
  const instruction = { id: newUuid(), ...forged } as Instruction;
  const { asPlatform } = house.bank;
  await asPlatform.sendBatch({ batchId, instructions: [instruction] });
  const { results } = await asPlatform.batch(batchId);
  const [result] = results;
  return result?.reason ?? result?.outcome ?? 'nothing';
}

/** The code with which a rail refuses a request as such. */
export async function refusedBy(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'done';
  } catch (error) {
    if (error instanceof RailRefused) return error.problem.code;
    throw error;
  }
}
