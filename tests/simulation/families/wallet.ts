// Money that comes into the town and leaves it: top-ups, what is taken back of them, withdrawals and what bounces.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { type Family, type Judge, NOTHING, personIs } from '../asked.ts';
import { CUSTODY, place } from '../purses.ts';
import { BANK, CARDS, RULE, type Town } from '../town.ts';
import type { CashRole, TownTopUp, TownWithdrawal } from '../town-money.ts';
import { CNY, refusedForAccount, tariffToday } from './people.ts';
import { payoffOf } from './servicing.ts';
import { freeze } from './standing.ts';

const MOST = 1_000_000_000_000n;

const ASKED_FOR: Judge<'RequestTopUp'> = (town, { commandId, actor, command }) => {
  const { role, amount, rail = 'custodian' } = command;
  const id = personIs(actor, role);
  if (id === undefined) return 'not_allowed';
  const refused = refusedForAccount(town, id, role);
  if (refused !== undefined) return refused;
  if (command.currency !== CNY) return 'currencies_mixed';
  if (amount <= 0n || amount > MOST) return 'invalid_input';
  return () => {
    town.topUps.set(commandId, {
      id: commandId,
      clientId: id,
      role,
      amount,
      rail,
      state: 'requested',
    });
  };
};

const CREDITED: Judge<'CreditTopUp'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const topUp = town.topUps.get(command.topUpId);
  if (topUp === undefined) return 'not_found';
  if (topUp.state === 'credited' || topUp.state === 'reversed') {
    return topUp.reference === command.bankReference ? NOTHING : 'wrong_stage';
  }
  if (command.amount !== topUp.amount) return 'invalid_input';
  return () => {
    topUp.state = 'credited';
    topUp.reference = command.bankReference;
    town.purses.add(CUSTODY, topUp.amount);
    town.purses.add(town.cash(topUp.role, topUp.clientId), topUp.amount);
  };
};

/** Only the rail by which it was to come says anything else of a top-up. */
function isItsRail(actor: Actor, topUp: TownTopUp | undefined): boolean {
  if (topUp === undefined) return actor.kind === 'custodian' || actor.kind === 'payment_provider';
  return actor.kind === (topUp.rail === 'card' ? 'payment_provider' : 'custodian');
}

const PAGE: Judge<'RecordTopUpPage'> = (town, { actor, command }) => {
  const topUp = town.topUps.get(command.topUpId);
  if (!isItsRail(actor, topUp)) return 'not_allowed';
  return topUp === undefined ? 'not_found' : NOTHING;
};

const ENDED: Judge<'EndTopUp'> = (town, { actor, command }) => {
  const topUp = town.topUps.get(command.topUpId);
  if (!isItsRail(actor, topUp)) return 'not_allowed';
  if (topUp === undefined) return 'not_found';
  if (topUp.state !== 'requested') return NOTHING;
  return () => {
    topUp.state = command.outcome;
  };
};

const TAKEN_BACK: Judge<'ReverseTopUp'> = (town, { actor, command }) => {
  const { debited, shortfall } = command;
  if (actor.kind !== 'custodian') return 'not_allowed';
  const topUp = town.topUps.get(command.topUpId);
  if (topUp === undefined) return 'not_found';
  if (topUp.reversal !== undefined) return NOTHING;
  if (topUp.state !== 'credited') return 'wrong_stage';
  if (debited + shortfall !== topUp.amount) return 'invalid_input';
  return (told) => {
    topUp.state = 'reversed';
    topUp.reversal = { debited, booked: false };
    const client = town.client(topUp.clientId);
    if (shortfall > 0n && client.status !== 'frozen') freeze(client);
    for (const { alarm } of told.all('AlarmRaised')) town.alarms.set(alarm.id, 'open');
    bookReversal(town, topUp);
  };
};

/** What the bank took is booked as soon as it is free here. */
function bookReversal(town: Town, topUp: TownTopUp): boolean {
  const { reversal, role, clientId } = topUp;
  if (reversal === undefined) return false;
  const cash = town.cash(role, clientId);
  if (town.purses.free(cash) < reversal.debited) return false;
  town.purses.add(cash, -reversal.debited);
  town.purses.add(CUSTODY, -reversal.debited);
  reversal.booked = true;
  return true;
}

const BOOKED: Judge<'BookReversal'> = (town, { actor, command }) => {
  if (actor.kind !== 'rule') return 'not_allowed';
  const topUp = town.topUps.get(command.topUpId);
  if (topUp?.reversal === undefined) return 'not_found';
  if (topUp.reversal.booked) return NOTHING;
  const free = town.purses.free(town.cash(topUp.role, topUp.clientId));
  if (topUp.reversal.debited > free) return 'balance_would_be_negative';
  return () => {
    bookReversal(town, topUp);
  };
};

/** What goes to the operator with a withdrawal: its fee, and what is still open of the registration. */
function feesOf(town: Town, id: Id, role: CashRole): TownWithdrawal['fees'] {
  const { fee = 0n } = role !== 'lender' ? {} : (tariffToday(town) ?? {});
  const registration = town.client(id).registrationFees.get(role) ?? 0n;
  return [
    { kind: 'withdrawal' as const, amount: fee },
    { kind: 'registration' as const, amount: registration },
  ].filter(({ amount }) => amount > 0n);
}

function heldFor({ amount, fees }: Pick<TownWithdrawal, 'amount' | 'fees'>): bigint {
  return fees.reduce((total, fee) => total + fee.amount, amount);
}

const WITHDRAWN: Judge<'RequestWithdrawal'> = (town, { commandId, actor, command }) => {
  const { role, amount } = command;
  const id = personIs(actor, role);
  if (id === undefined) return 'not_allowed';
  if (town.instructions.has(commandId)) return 'command_id_reused';
  const refused = refusedForAccount(town, id, role);
  if (refused !== undefined) return refused;
  if (amount <= 0n) return 'invalid_input';
  const fees = feesOf(town, id, role);
  const held = heldFor({ amount, fees });
  if (held > town.purses.free(town.cash(role, id))) return 'exceeds_available';
  return () => {
    town.withdrawals.set(commandId, {
      id: commandId,
      clientId: id,
      role,
      amount,
      fees,
      state: 'requested',
    });
    town.instructions.set(commandId, {
      id: commandId,
      for: 'withdraw',
      subject: commandId,
      state: 'created',
    });
    if (fees.some(({ kind }) => kind === 'registration')) {
      town.clients.get(id)?.registrationFees.delete(role);
    }
    town.purses.hold(town.cash(role, id), CUSTODY, held);
  };
};

/** The bank has paid it, or has said no. */
export function endWithdrawal(town: Town, id: Id, outcome: 'confirmed' | 'refused'): void {
  const withdrawal = town.withdrawals.get(id);
  if (withdrawal === undefined) throw new Error('What is paid out was asked for.');
  const cash = town.cash(withdrawal.role, withdrawal.clientId);
  const held = heldFor(withdrawal);
  town.purses.unhold(cash, CUSTODY, held);
  withdrawal.state = outcome === 'confirmed' ? 'paid' : 'refused';
  if (outcome === 'refused') {
    oweRegistration(town, withdrawal);
    return;
  }
  town.purses.add(cash, -held);
  town.purses.add(CUSTODY, -withdrawal.amount);
  for (const { kind, amount } of withdrawal.fees)
    town.purses.add(place('platform_fees', kind), amount);
}

function oweRegistration(town: Town, { clientId, role, fees }: TownWithdrawal): void {
  const fee = fees.find(({ kind }) => kind === 'registration');
  if (fee !== undefined) town.client(clientId).registrationFees.set(role, fee.amount);
}

const BOUNCED: Judge<'RecordBounce'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const withdrawal = town.withdrawals.get(command.withdrawalId);
  if (withdrawal === undefined) return 'not_found';
  if (withdrawal.state === 'bounced') return NOTHING;
  if (withdrawal.state !== 'paid') return 'wrong_stage';
  return () => {
    const { clientId, role, amount, fees } = withdrawal;
    withdrawal.state = 'bounced';
    town.purses.add(town.cash(role, clientId), heldFor(withdrawal));
    town.purses.add(CUSTODY, amount);
    for (const fee of fees) town.purses.add(place('platform_fees', fee.kind), -fee.amount);
    oweRegistration(town, withdrawal);
  };
};

export const WALLET: Family = {
  judges: {
    RequestTopUp: ASKED_FOR,
    CreditTopUp: CREDITED,
    RecordTopUpPage: PAGE,
    EndTopUp: ENDED,
    ReverseTopUp: TAKEN_BACK,
    BookReversal: BOOKED,
    RequestWithdrawal: WITHDRAWN,
    RecordBounce: BOUNCED,
  },
  moves: [
    { name: 'somebody tops up', weight: 14, isOfArrears: true, propose: toppingUp },
    { name: 'a rail tells of a top-up', weight: 16, isOfArrears: true, propose: crediting },
    { name: 'a top-up is taken back', weight: 2, propose: reversing },
    { name: 'somebody withdraws', weight: 9, propose: withdrawing },
    {
      name: 'a withdrawal bounces',
      weight: 1,
      propose: (town) => {
        const paid = town.chance.of(
          [...town.withdrawals.values()].filter(({ state }) => state === 'paid'),
        );
        if (paid === undefined || !town.chance.isIn(40)) return undefined;
        return {
          actor: BANK,
          command: { kind: 'RecordBounce', withdrawalId: paid.id, bankReference: `B${paid.id}` },
        };
      },
    },
  ],
};

function toppingUp(town: Town) {
  const role = town.chance.isIn(55) ? 'lender' : 'borrower';
  const client = town.chance.of(
    town.clientsAs(role, 'active').filter(({ accounts }) => accounts.has(role)),
  );
  if (client === undefined) return undefined;
  const yuan =
    role === 'lender' ? town.chance.between(20_000, 200_000) : town.chance.between(500, 9_000);
  // Some borrowers come to money: enough to be up to date, or to be rid of the whole loan.
  const loan = town
    .loansIn('repaying', 'overdue', 'defaulted')
    .find(({ borrowerId }) => borrowerId === client.id);
  const isSaved = loan !== undefined && role === 'borrower' && town.chance.isIn(50);
  const { due, total } = isSaved ? payoffOf(town, loan) : { due: 0n, total: 0n };
  const saved = (town.chance.isIn(50) ? total : due) + 100_000n;
  const amount = minorUnits(isSaved ? saved : BigInt(yuan) * 100n);
  const rail = town.chance.isIn(20) ? 'card' : 'custodian';
  return {
    actor: client.actor,
    command: { kind: 'RequestTopUp', role, amount, currency: CNY, rail },
  } as const;
}

function crediting(town: Town) {
  const open = [...town.topUps.values()].filter(({ state }) => state === 'requested');
  const late = [...town.topUps.values()].filter(
    ({ state }) => state === 'failed' || state === 'expired',
  );
  const topUp = town.chance.of(town.chance.isIn(96) ? open : late);
  if (topUp === undefined) return undefined;
  const { id: topUpId, amount, rail, state } = topUp;
  const actor = rail === 'card' ? CARDS : BANK;
  const luck = town.chance.below(100);
  if (state === 'requested' && luck < 6)
    return {
      actor,
      command: { kind: 'RecordTopUpPage', topUpId, pageUrl: 'https://bank.example/1' },
    } as const;
  if (state === 'requested' && luck < 12) {
    return {
      actor,
      command: { kind: 'EndTopUp', topUpId, outcome: town.chance.among('failed', 'expired') },
    } as const;
  }
  const told = {
    topUpId,
    amount: minorUnits(amount),
    bankReference: `T${topUpId}`,
    bankDay: town.today,
  };
  return { actor: BANK, command: { kind: 'CreditTopUp', ...told } } as const;
}

function reversing(town: Town) {
  const waiting = [...town.topUps.values()].find(({ reversal }) => reversal?.booked === false);
  if (waiting !== undefined)
    return { actor: RULE, command: { kind: 'BookReversal', topUpId: waiting.id } } as const;
  const topUp = town.chance.of(
    [...town.topUps.values()].filter(({ state }) => state === 'credited'),
  );
  if (topUp === undefined || !town.chance.isIn(30)) return undefined;
  const { id: topUpId, amount, role, clientId } = topUp;
  // The bank knows of no hold that it was not asked for.
  const there = town.purses.of(town.cash(role, clientId)).posted;
  const debited = amount < there ? amount : there;
  const told = {
    debited: minorUnits(debited),
    shortfall: minorUnits(amount - debited),
    bankDay: town.today,
  };
  return { actor: BANK, command: { kind: 'ReverseTopUp', topUpId, ...told } } as const;
}

function withdrawing(town: Town) {
  // Whoever borrows wants to spend it.
  const spender = town.chance.of(
    town
      .loansIn('repaying')
      .map((loan) => town.borrowerOf(loan))
      .filter(({ id, status }) => {
        return status === 'active' && town.purses.free(town.cash('borrower', id)) > 2_000n;
      }),
  );
  if (spender !== undefined && town.chance.isIn(60)) {
    const all = minorUnits(town.purses.free(town.cash('borrower', spender.id)));
    const told = { role: 'borrower', amount: all, currency: CNY } as const;
    return { actor: spender.actor, command: { kind: 'RequestWithdrawal', ...told } } as const;
  }
  const role = town.chance.among('lender', 'borrower', 'lender', 'borrower', 'partner');
  const client = town.chance.of(
    town
      .clientsAs(role, 'active')
      .filter(({ id }) => town.purses.free(town.cash(role, id)) > 2_000n),
  );
  if (client === undefined) return undefined;
  const free = town.purses.free(town.cash(role, client.id)) - 1_000n;
  const amount = minorUnits(
    (free * BigInt(town.chance.isIn(50) ? 100 : town.chance.between(1, 100))) / 100n + 1n,
  );
  return {
    actor: client.actor,
    command: { kind: 'RequestWithdrawal', role, amount, currency: CNY },
  } as const;
}
