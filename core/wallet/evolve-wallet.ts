// What the events of money in and out, of mandates and of instructions change.
import type { Evolutions } from '../evolutions.ts';
import type { WalletEvent } from './events.ts';
import {
  evolveInstructionAwaits,
  evolveInstructionEnded,
  evolveInstructionMade,
} from './evolve-instruction.ts';
import {
  evolveMandateRecorded,
  evolveMandateRequested,
  evolveMandateRevoked,
  evolveMandateUsed,
} from './mandate.ts';
import { evolveTopUpCredited, evolveTopUpRequested } from './top-up.ts';
import { evolveWithdrawalEnded, evolveWithdrawalRequested } from './withdrawal.ts';

export const WALLET_EVOLUTIONS: Evolutions<WalletEvent> = {
  TopUpRequested: evolveTopUpRequested,
  TopUpCredited: evolveTopUpCredited,
  MandateRequested: evolveMandateRequested,
  MandateRecorded: evolveMandateRecorded,
  MandateRevoked: evolveMandateRevoked,
  MandateUsed: evolveMandateUsed,
  InstructionMade: evolveInstructionMade,
  InstructionAwaitsAuthorisation: evolveInstructionAwaits,
  InstructionEnded: evolveInstructionEnded,
  WithdrawalRequested: evolveWithdrawalRequested,
  WithdrawalPaid: evolveWithdrawalEnded,
  WithdrawalRefused: evolveWithdrawalEnded,
  WithdrawalBounced: evolveWithdrawalEnded,
};
