// From a full loan to its disbursement: mandates at the bank, the signature, and what the bank answers to instructions.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
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
import { BANK, type Town, type TownInstruction, type TownLoan, type TownMandate } from '../town.ts';
import { mandateFor, newClaim, nextReminder, rowsOf, setDays } from './loan-life.ts';
import { CNY } from './people.ts';
import { endRepayment } from './servicing.ts';
import { halfUp } from './time.ts';
import { endWithdrawal } from './wallet.ts';

const BEFORE_FUNDED = ['applied', 'assessed', 'approved', 'listed', 'funding'];
const MANDATE_STATES = [
  'approved',
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
];
const WIDE = 100_000_000_000n;
const MOST = 1_000_000_000_000n;

const MANDATE: Judge<'RequestMandate'> = (town, { commandId, actor, command }) => {
  const { scope, loanId, cap, expiresDay, currency } = command;
  const role = scope === 'bid' ? 'lender' : 'borrower';
  const id = personIs(actor, role);
  if (id === undefined) return 'not_allowed';
  const client = town.clients.get(id);
  if (client === undefined || client.status === 'registered') return 'identity_not_verified';
  if (client.status === 'frozen') return 'client_frozen';
  if (!client.accounts.has(role)) return 'custody_account_missing';
  if (currency !== CNY) return 'currencies_mixed';
  if (loanId !== undefined) {
    if (scope === 'bid') return 'invalid_input';
    const loan = town.loans.get(loanId);
    if (loan === undefined || loan.borrowerId !== id) return 'not_found';
    if (!MANDATE_STATES.includes(loan.state)) return 'wrong_stage';
  } else if (scope !== 'bid') return 'invalid_input';
  if (cap <= 0n || cap > MOST || expiresDay < town.today) return 'invalid_input';
  return () => {
    town.mandates.set(commandId, {
      ...{
        id: commandId,
        clientId: id,
        scope,
        cap,
        used: 0n,
        until: expiresDay,
        state: 'requested',
      },
      ...(loanId !== undefined && { loanId }),
    });
  };
};

const MANDATE_TOLD: Judge<'RecordMandate'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const mandate = town.mandates.get(command.mandateId);
  if (mandate === undefined) return 'not_found';
  const { outcome } = command;
  if (outcome === 'awaiting_authorisation') return NOTHING;
  const may =
    mandate.state === 'requested' ||
    (mandate.state === 'granted' && outcome !== 'declined' && outcome !== 'granted');
  return may ? () => Object.assign(mandate, { state: outcome }) : NOTHING;
};

const MANDATE_ENDED: Judge<'RevokeMandate'> = (town, { actor, command }) => {
  const id = personIs(actor, 'lender', 'borrower', 'partner');
  if (id === undefined) return 'not_allowed';
  const mandate = town.mandates.get(command.mandateId);
  if (mandate === undefined || mandate.clientId !== id) return 'not_found';
  if (mandate.state !== 'requested' && mandate.state !== 'granted') return 'wrong_stage';
  return () => {
    mandate.state = 'revoked';
  };
};

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
  return repayment === undefined || fees === undefined ? 'condition_open' : undefined;
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
    RequestMandate: MANDATE,
    RecordMandate: MANDATE_TOLD,
    RevokeMandate: MANDATE_ENDED,
    SignContract: SIGNED,
    DisburseLoan: DISBURSED,
    RecordInstruction: ANSWERED,
    RetryInstruction: RETRIED,
  },
  moves: [
    { name: 'a borrower gives a mandate', weight: 40, propose: authorising },
    {
      name: 'the bank tells of a mandate',
      weight: 40,
      propose: (town) => {
        const mandate = town.chance.of(
          [...town.mandates.values()].filter(({ state }) => state === 'requested'),
        );
        if (mandate === undefined) return undefined;
        const outcome = town.chance.isIn(92)
          ? 'granted'
          : town.chance.among('declined', 'awaiting_authorisation');
        return { actor: BANK, command: { kind: 'RecordMandate', mandateId: mandate.id, outcome } };
      },
    },
    {
      name: 'a mandate ends',
      weight: 1,
      propose: (town) => {
        const mandate = town.chance.of(
          [...town.mandates.values()].filter(({ state }) => state === 'granted'),
        );
        if (mandate === undefined || !town.chance.isIn(40)) return undefined;
        const { id: mandateId } = mandate;
        if (town.chance.isIn(30))
          return { actor: BANK, command: { kind: 'RecordMandate', mandateId, outcome: 'expired' } };
        return {
          actor: town.client(mandate.clientId).actor,
          command: { kind: 'RevokeMandate', mandateId },
        };
      },
    },
    {
      name: 'a borrower signs',
      weight: 40,
      propose: (town) => {
        const loan = town.chance.of(
          town.loansIn('funded').filter(({ signed }) => signed === undefined),
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

function authorising(town: Town) {
  const scopes = ['repayment', 'fees'] as const;
  const lastsFor = (loan: TownLoan, scope: (typeof scopes)[number]) =>
    [...town.mandates.values()].some(
      (one) =>
        one.loanId === loan.id &&
        one.scope === scope &&
        one.state !== 'declined' &&
        one.state !== 'revoked' &&
        one.cap > 1n,
    );
  const loan = town.chance.of(
    town
      .loansIn('funding', 'funded', 'repaying')
      .filter((one) => scopes.some((scope) => !lastsFor(one, scope))),
  );
  const scope = loan && scopes.find((one) => !lastsFor(loan, one));
  if (loan === undefined || scope === undefined) return undefined;
  const isTiny = town.chance.isIn(4);
  const command = {
    kind: 'RequestMandate',
    ...{ scope, loanId: loan.id, currency: CNY },
    ...{ cap: minorUnits(isTiny ? 1n : WIDE), expiresDay: addDays(town.today, 2000) },
  } as const;
  return { actor: town.borrowerOf(loan).actor, command };
}

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
