import { addDays } from '@mutua/core/time/day.ts';
import {
  type Change,
  type Family,
  type Judge,
  NOTHING,
  personIs,
  staffIs,
  type Told,
} from '../asked.ts';
import { place } from '../purses.ts';
import { BANK, type Town, type TownLoan } from '../town.ts';
import type { TownInstruction, TownMandate } from '../town-money.ts';
import { areWordsKept } from './commitments.ts';
import { endCompensation } from './compensation.ts';
import { mandateFor, newClaim, nextReminder, rowsOf, setDays } from './loan-life.ts';
import { endReservePayment } from './reserve-spending.ts';
import { endReserveMove } from './reserves.ts';
import { endRepayment } from './servicing.ts';
import { halfUp } from './time.ts';
import { beginPast } from './told-late-past.ts';
import { endWithdrawal } from './wallet.ts';

const BEFORE_FUNDED = ['applied', 'assessed', 'approved', 'listed', 'funding'];
const WIDE = 100_000_000_000n;

/** What the loan costs as soon as it is paid out. */
function feeAtOnce({ product, amount }: TownLoan): bigint {
  return product.tariff.fees.some(({ due }) => due === 'disbursement')
    ? halfUp(amount, 15n, 1000n)
    : 0n;
}

function takesFees({ product }: TownLoan): boolean {
  return product.tariff.fees.some(({ kind }) => kind === 'service');
}

/** Whether both words of the borrower reach to the last instalment; the town gives wide ones or useless ones. */
function refusedByMandates(town: Town, loan: TownLoan) {
  const lastDay = addDays(town.today, 31 * loan.months + 3);
  const repayment = mandateFor(town, loan, 'repayment', lastDay, WIDE / 2n);
  const fees = takesFees(loan) ? mandateFor(town, loan, 'fees', lastDay, WIDE / 2n) : repayment;
  const isOpen = repayment === undefined || fees === undefined || !areWordsKept(town, loan);
  return isOpen ? 'condition_open' : undefined;
}

const SIGNED: Judge<'SignContract'> = (town, { actor, command }) => {
  const id = personIs(actor, 'borrower');
  if (id === undefined) return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined || loan.borrowerId !== id) return 'not_found';
  if (BEFORE_FUNDED.includes(loan.state)) return 'not_fully_funded';
  if (loan.state !== 'funded') return 'wrong_stage';
  if (loan.signed !== undefined) return 'money_in_transit';
  const client = town.borrowerOf(loan);
  if (client.status === 'frozen') return 'client_frozen';
  const payee = client.accounts.get('borrower');
  if (payee === undefined) return 'custody_account_missing';
  const open = refusedByMandates(town, loan);
  if (open !== undefined) return open;
  return (told) => {
    loan.signed = { payee };
    setDays(loan, undefined, loan.reminder);
    askForPayout(town, loan, told);
  };
};

function askForPayout(town: Town, loan: TownLoan, told: Told): void {
  const { id } = told.one('InstructionMade').instruction;
  town.instructions.set(id, { id, for: 'disburse', subject: loan.id, state: 'created' });
  loan.payout = id;
}

const DISBURSED: Judge<'DisburseLoan'> = (town, { actor, command }) => {
  if (staffIs(actor, 'finance_officer') === undefined) return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined) return 'not_found';
  if (BEFORE_FUNDED.includes(loan.state)) return 'not_fully_funded';
  if (loan.state !== 'funded') return 'wrong_stage';
  if (loan.signed === undefined) return 'contract_unsigned';
  const payout = loan.payout === undefined ? undefined : town.instructions.get(loan.payout);
  if (payout !== undefined && payout.state !== 'refused') return 'money_in_transit';
  const open = refusedByMandates(town, loan);
  if (open !== undefined) return open;
  return (told) => askForPayout(town, loan, told);
};

/** The whole principal to the borrower, and then each fee as its own movement. */
function payOut(town: Town, loan: TownLoan, told: Told): void {
  const { purses } = town;
  const { accounts, valueDay } = told.one('LoanDisbursed');
  const cash = town.cash('borrower', loan.borrowerId);
  for (const bid of town.bidsOf(loan, 'accepted')) {
    const from = town.cash('lender', bid.lenderId);
    purses.unhold(from, place('loan_funding', loan.id), bid.amount);
    purses.add(from, -bid.amount);
    bid.state = 'converted';
    loan.claims.push(newClaim(bid.id, bid.lenderId, bid.amount));
  }
  const fee = feeAtOnce(loan);
  purses.add(cash, loan.amount - fee);
  purses.add(place('platform_fees', 'service'), fee);
  purses.add(place('loan_principal', loan.id), loan.amount);
  purses.add(place('loan_owed', loan.id), loan.amount);
  const borrower = town.borrowerOf(loan);
  borrower.owed += loan.amount;
  delete borrower.openLoan;
  loan.state = 'repaying';
  loan.valueDay = valueDay;
  loan.rows = rowsOf(accounts);
  loan.meterDay = valueDay;
  beginPast(town, loan);
  if (valueDay !== town.today)
    throw new Error('Interest runs from the day on which the money is paid out.');
  setDays(loan, loan.rows[0]?.askDay, nextReminder(loan, town.today));
  const mandate = mandateUsed(town, told);
  if (mandate !== undefined) mandate.used += fee;
}

function mandateUsed(town: Town, told: Told): TownMandate | undefined {
  const [used] = told.all('MandateUsed');
  return used === undefined ? undefined : town.mandates.get(used.mandateId);
}

const ANSWERED: Judge<'RecordInstruction'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const instruction = town.instructions.get(command.instructionId);
  if (instruction === undefined) return 'not_found';
  const { outcome } = command;
  const { state } = instruction;
  if (state === 'confirmed' || state === 'refused') {
    return outcome === state || outcome === 'awaiting_authorisation' ? NOTHING : 'wrong_stage';
  }
  if (outcome === 'awaiting_authorisation') {
    return () => {
      instruction.state = 'sent';
    };
  }
  return (told) => {
    instruction.state = outcome;
    follow(town, instruction, outcome)(told);
  };
};

function follow(
  town: Town,
  { for: what, subject }: TownInstruction,
  outcome: 'confirmed' | 'refused',
): Change {
  const loan = town.loans.get(subject);
  switch (what) {
    case 'release': {
      const bid = town.bids.get(subject);
      if (bid === undefined || outcome === 'refused') return NOTHING;
      return () => {
        bid.freeze = 'released';
      };
    }
    case 'disburse':
      return loan === undefined || outcome === 'refused'
        ? NOTHING
        : (told) => payOut(town, loan, told);
    case 'distribute':
      return loan === undefined ? NOTHING : (told) => endRepayment(town, loan, outcome, told);
    case 'compensate':
      return loan === undefined ? NOTHING : (told) => endCompensation(town, loan, outcome, told);
    case 'reserve_payment':
      return loan === undefined ? NOTHING : (told) => endReservePayment(town, loan, outcome, told);
    case 'reserve_move':
      return (told) => endReserveMove(town, subject, outcome, told);
    case 'withdraw':
      return () => endWithdrawal(town, subject, outcome);
  }
}

const RETRIED: Judge<'RetryInstruction'> = (town, { actor, command }) => {
  if (staffIs(actor, 'finance_officer') === undefined) return 'not_allowed';
  const instruction = town.instructions.get(command.instructionId);
  if (instruction === undefined) return 'not_found';
  if (instruction.state !== 'refused' || instruction.for !== 'release') return 'wrong_stage';
  if (town.bids.get(instruction.subject)?.freeze !== 'confirmed') return 'wrong_stage';
  return (told) => {
    const { id } = told.one('InstructionMade').instruction;
    town.instructions.set(id, {
      id,
      for: 'release',
      subject: instruction.subject,
      state: 'created',
    });
  };
};

export const PAYOUT: Family = {
  judges: {
    SignContract: SIGNED,
    DisburseLoan: DISBURSED,
    RecordInstruction: ANSWERED,
    RetryInstruction: RETRIED,
  },
  moves: [
    {
      name: 'a borrower signs',
      weight: 40,
      propose: (town) => {
        const isHasty = town.chance.isIn(10);
        const loan = town.chance.of(
          town
            .loansIn('funded')
            .filter(({ signed }) => signed === undefined)
            .filter((one) => isHasty || refusedByMandates(town, one) === undefined),
        );
        if (loan === undefined) return undefined;
        return {
          actor: town.borrowerOf(loan).actor,
          command: { kind: 'SignContract', loanId: loan.id },
        };
      },
    },
    {
      name: 'finance has a loan paid out again',
      weight: 4,
      propose: (town) => {
        const refused = town
          .loansIn('funded')
          .filter(
            ({ payout }) =>
              payout !== undefined && town.instructions.get(payout)?.state === 'refused',
          );
        const loan = town.chance.of(refused);
        if (loan === undefined) return undefined;
        return {
          actor: town.officer('finance_officer'),
          command: { kind: 'DisburseLoan', loanId: loan.id },
        };
      },
    },
    { name: 'the bank answers an instruction', weight: 30, isOfArrears: true, propose: answering },
    {
      name: 'finance asks the bank again',
      weight: 2,
      propose: (town) => {
        const refused = [...town.instructions.values()].filter(
          (one) =>
            one.for === 'release' &&
            one.state === 'refused' &&
            town.bids.get(one.subject)?.freeze === 'confirmed',
        );
        const one = town.chance.of(refused);
        if (one === undefined) return undefined;
        return {
          actor: town.officer('finance_officer'),
          command: { kind: 'RetryInstruction', instructionId: one.id },
        };
      },
    },
  ],
};

function answering(town: Town) {
  const open = [...town.instructions.values()].filter(({ state }) =>
    ['created', 'sent', 'unknown'].includes(state),
  );
  const instruction = town.chance.of(open);
  if (instruction === undefined) return undefined;
  const luck = town.chance.below(100);
  const outcome = luck < 84 ? 'confirmed' : luck < 92 ? 'refused' : 'awaiting_authorisation';
  return {
    actor: BANK,
    command: { kind: 'RecordInstruction', instructionId: instruction.id, outcome },
  } as const;
}
