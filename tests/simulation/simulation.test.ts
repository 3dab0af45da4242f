import { describe, expect, it } from 'vitest';
import { CoreDoor } from './core-door.ts';
import type { Answer } from './doors.ts';
import { REFUSALS_NOT_MET } from './must-reach.ts';
import { addLife, nothingReached, refusalsOfModels } from './reached.ts';
import { Disagreement, simulate } from './simulate.ts';
import { liveInMemory } from './simulation-command.ts';

/** In one a reserve is kept; the last four live for longer, and in most of them others have to pay for borrowers. */
const SEEDS = [64, 87, 96, 62, 13, 15, 33, 3];

describe('a town that a seed makes', () => {
  it('has every answer and every balance that a naive model says, and its log plays again', async () => {
    const reached = nothingReached();
    let [commands, refused] = [0, 0];
    for (const seed of SEEDS) {
      const life = await liveInMemory(seed);
      expect(life.commands).toBeGreaterThanOrEqual(500);
      expect(life.days).toBeGreaterThanOrEqual(90);
      commands += life.commands;
      refused += life.refused;
      addLife(reached, life);
    }
    // A fifth is asked to be refused, and what others do meanwhile is refused besides.
    expect(refused / commands).toBeGreaterThan(0.2);
    expect(reached.transitions).toContain('LoanFellOverdue');
    expect([...reached.commands]).toEqual(
      expect.arrayContaining([
        ...['AgreeCompromise', 'RescheduleLoan', 'RecordPromise', 'ClaimCompensation'],
        ...['DisposeCollateral', 'RecordRepaymentReversal', 'BackDateRepayment'],
      ]),
    );
    expect(reached.transfers).toContain('principal_paid');
    expect(reached.transfers).toContain('compensated_principal');
    expect(reached.transfers).toContain('reserve_principal');
    expect(reached.transfers).toContain('reserve_interest');
  });

  it('is the same town whenever the seed is sown', async () => {
    const [once, again] = [await liveInMemory(64), await liveInMemory(64)];
    expect(again.answers).toEqual(once.answers);
    expect(again.balances).toBe(once.balances);
  });

  it('says its seed when the platform refuses what it should not', async () => {
    class Deaf extends CoreDoor {
      override ask(...[asked, now]: Parameters<CoreDoor['ask']>): Answer {
        const isBid = asked.command.kind === 'PlaceBid';
        return isBid ? { ok: false, code: 'busy', data: {} } : super.ask(asked, now);
      }
    }
    await expect(simulate(64, new Deaf())).rejects.toThrow(/^Seed 64, command \d+, .* says busy/);
  });

  it('says its seed when a cent is missing', async () => {
    class Thief extends CoreDoor {
      override ask(...[asked, now]: Parameters<CoreDoor['ask']>): Answer {
        const answer = super.ask(asked, now);
        if (answer.ok && asked.command.kind === 'CreditTopUp') {
          const account = this.world.account({
            kind: 'custody',
            owner: 'custodian',
            currency: 'CNY' as never,
          });
          this.world.setAccount({ ...account, posted: (account.posted - 1n) as never });
        }
        return answer;
      }
    }
    await expect(simulate(64, new Thief())).rejects.toThrow(Disagreement);
  });
});

it('what is said to be met by no town can be given', () => {
  const given = refusalsOfModels();
  expect(Object.keys(REFUSALS_NOT_MET).filter((code) => !given.has(code as never))).toEqual([]);
});
