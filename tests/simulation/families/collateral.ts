// Registered things behind a debt: recorded by one, borne out by another, valued, let go, and sold when nobody pays.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { CollateralDetails } from '@mutua/core/safeguard/collateral.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, isBlank, type Judge, personIs, staffIs } from '../asked.ts';
import type { Town, TownLoan } from '../town.ts';
import type { TownThing } from '../town-guards.ts';
import { CNY } from './people.ts';

const REASON = '按合同处置';
const BEFORE_LISTING = ['applied', 'assessed', 'approved'];
const ENDED = ['rejected', 'withdrawn', 'failed', 'closed'];
/** Of loan and debts of higher rank together, in parts per million of the value. */
const MOST_LENT_PPM = 700_000n;

function isText(text: string): boolean {
  return !isBlank(text) && text.length <= 200;
}

function areUsable(town: Town, details: CollateralDetails): boolean {
  const { description, owner, rank, priorDebts, value, valuer, valuedOn } = details;
  if (![description, owner, valuer].every(isText)) return false;
  return rank >= 1 && rank <= 20 && priorDebts >= 0n && value > 0n && valuedOn <= town.today;
}

function record(
  town: Town,
  id: Id,
  details: CollateralDetails,
  own: Pick<TownThing, 'loanId' | 'makerId' | 'commitmentId' | 'condition'>,
): void {
  const { rank, priorDebts, value, valuedOn } = details;
  town.things.set(id, { ...own, id, rank, priorDebts, value, valuedOn, state: 'recorded' });
}

const RECORDED: Judge<'RecordCollateral'> = (town, { commandId, actor, command }) => {
  const makerId = staffIs(actor, 'loan_officer', 'risk_analyst');
  if (makerId === undefined) return 'not_allowed';
  const { loanId, details } = command;
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (!BEFORE_LISTING.includes(loan.state)) return 'wrong_stage';
  if (details.currency !== CNY) return 'currencies_mixed';
  if (!areUsable(town, details)) return 'invalid_input';
  return () => record(town, commandId, details, { loanId, makerId });
};

const PLEDGED: Judge<'RecordPledge'> = (town, { commandId, actor, command }) => {
  const makerId = personIs(actor, 'partner');
  if (makerId === undefined) return 'not_allowed';
  const { commitmentId, details, releaseCondition: condition } = command;
  const word = town.commitments.get(commitmentId);
  if (word === undefined || word.guarantorId !== makerId) return 'not_found';
  if (word.state !== 'asked' && word.state !== 'signed') return 'wrong_stage';
  if (details.currency !== CNY) return 'currencies_mixed';
  if (!areUsable(town, details)) return 'invalid_input';
  const { loanId } = word;
  return () => record(town, commandId, details, { loanId, makerId, commitmentId, condition });
};

const REGISTERED: Judge<'RegisterCollateral'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'loan_officer', 'risk_analyst');
  if (checkerId === undefined) return 'not_allowed';
  const thing = town.things.get(command.collateralId);
  if (thing === undefined) return 'not_found';
  if (thing.state !== 'recorded') return 'wrong_stage';
  if (thing.makerId === checkerId) return 'same_person';
  const { register, registrationNumber: number, registeredOn } = command;
  if (isBlank(register) || !/^\S{3,60}$/u.test(number)) return 'invalid_input';
  if (registeredOn > town.today) return 'invalid_input';
  const isTaken = [...town.things.values()].some(
    (one) => one.number === number && one.rank === thing.rank && isStanding(one),
  );
  if (isTaken) return 'collateral_not_released';
  return () => {
    thing.state = 'registered';
    thing.number = number;
    // Whoever was to bear a sale out looks at it again.
    delete thing.saleAsked;
  };
};

function isStanding({ state }: TownThing): boolean {
  return state === 'recorded' || state === 'registered';
}

function standing(town: Town, id: Id) {
  const thing = town.things.get(id);
  if (thing === undefined) return 'not_found';
  return isStanding(thing) ? thing : 'wrong_stage';
}

const VALUED: Judge<'ValueCollateral'> = (town, { actor, command }) => {
  if (staffIs(actor, 'loan_officer', 'risk_analyst') === undefined) return 'not_allowed';
  const thing = standing(town, command.collateralId);
  if (typeof thing === 'string') return thing;
  if (command.currency !== CNY) return 'currencies_mixed';
  const { value, valuer, valuedOn } = command;
  if (value <= 0n || !isText(valuer) || valuedOn > town.today) return 'invalid_input';
  if (valuedOn <= thing.valuedOn) return 'invalid_input';
  return () => {
    Object.assign(thing, { value, valuedOn });
    delete thing.saleAsked;
  };
};

const LET_GO: Judge<'ReleaseCollateral'> = (town, { actor, command }) => {
  if (staffIs(actor, 'loan_officer', 'risk_analyst') === undefined) return 'not_allowed';
  const thing = standing(town, command.collateralId);
  if (typeof thing === 'string') return thing;
  if (isBlank(command.reason)) return 'reason_missing';
  const refused = refusedWhileNeeded(town, thing);
  if (refused !== undefined) return refused;
  return () => {
    thing.state = 'released';
    delete thing.saleAsked;
  };
};

function refusedWhileNeeded(town: Town, { loanId, commitmentId, condition }: TownThing) {
  const loan = town.loans.get(loanId);
  if (loan === undefined || ENDED.includes(loan.state)) return undefined;
  const word = commitmentId === undefined ? undefined : town.commitments.get(commitmentId);
  const isFree =
    word === undefined
      ? BEFORE_LISTING.includes(loan.state)
      : ['declined', 'released'].includes(word.state) && condition === 'commitment_ended';
  if (isFree) return undefined;
  return loan.rows.length === 0 ? 'wrong_stage' : 'still_owed';
}

const SOLD: Judge<'DisposeCollateral'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'risk_analyst', 'finance_officer');
  if (by === undefined) return 'not_allowed';
  const thing = standing(town, command.collateralId);
  if (typeof thing === 'string') return thing;
  const state = town.loans.get(thing.loanId)?.state ?? '';
  if (state !== 'defaulted' && state !== 'written_off') return 'not_defaulted';
  if (command.currency !== CNY) return 'currencies_mixed';
  if (command.proceeds < 0n) return 'invalid_input';
  if (isBlank(command.reason)) return 'reason_missing';
  const { saleAsked } = thing;
  if (saleAsked?.proceeds !== command.proceeds) {
    return () => {
      thing.saleAsked = { proceeds: command.proceeds, by };
    };
  }
  if (saleAsked.by === by) return 'same_person';
  return () => {
    thing.state = 'disposed';
    delete thing.saleAsked;
  };
};

/** Whether what a listing names is there and worth enough. */
export function refusedForThings(town: Town, loan: TownLoan, named: readonly string[]) {
  const ids = [...new Set(named)];
  if (ids.length === 0) return loan.security === 'unsecured' ? undefined : 'collateral_missing';
  const things = ids.map((id) => [...town.things.values()].find((one) => one.id === id));
  const own = things.flatMap((one) =>
    one?.loanId === loan.id && one.commitmentId === undefined && one.state === 'registered'
      ? [one]
      : [],
  );
  if (own.length < ids.length) return 'collateral_missing';
  if (loan.product.collateral === undefined) return undefined;
  const debts = own.reduce((total, { priorDebts }) => total + priorDebts, loan.amount);
  const value = own.reduce((total, one) => total + one.value, 0n);
  return debts * 1_000_000n > value * MOST_LENT_PPM ? 'ltv_exceeded' : undefined;
}

export const COLLATERAL: Family = {
  judges: {
    RecordCollateral: RECORDED,
    RecordPledge: PLEDGED,
    RegisterCollateral: REGISTERED,
    ValueCollateral: VALUED,
    ReleaseCollateral: LET_GO,
    DisposeCollateral: SOLD,
  },
  moves: [
    { name: 'a thing is put behind a loan', weight: 12, propose: recording },
    { name: 'a guarantor is given a pledge', weight: 3, propose: pledging },
    { name: 'a registration is borne out', weight: 20, propose: registering },
    { name: 'a thing is valued or let go', weight: 2, propose: keeping },
    { name: 'a thing is sold', weight: 6, isOfArrears: true, propose: selling },
  ],
};

function detailsFor(town: Town, amount: bigint): CollateralDetails {
  const percent = BigInt(town.chance.isIn(8) ? 120 : town.chance.among(220, 300, 400));
  return {
    ...{ kind: 'vehicle', description: '小型客车', owner: 'borrower', currency: CNY },
    ...{ rank: town.chance.among(1, 1, 2), valuer: '城南评估', valuedOn: addDays(town.today, -1) },
    priorDebts: minorUnits(town.chance.isIn(20) ? amount / 4n : 0n),
    value: minorUnits((amount * percent) / 100n),
  };
}

function recording(town: Town) {
  const open = town.loansIn('applied', 'assessed', 'approved').filter(({ id, security }) => {
    const own = [...town.things.values()].filter(({ loanId }) => loanId === id);
    return security !== 'unsecured' && !own.some(isStanding);
  });
  const loan = town.chance.of(open);
  if (loan === undefined) return undefined;
  const command = {
    kind: 'RecordCollateral',
    loanId: loan.id,
    details: detailsFor(town, loan.amount),
  } as const;
  return { actor: town.officer('loan_officer'), command };
}

function pledging(town: Town) {
  const word = town.chance.of(
    [...town.commitments.values()].filter(({ state }) => state === 'asked' || state === 'signed'),
  );
  if (word === undefined || !town.chance.isIn(30)) return undefined;
  const releaseCondition = town.chance.among<'commitment_ended' | 'loan_closed'>(
    'commitment_ended',
    'loan_closed',
  );
  const told = { commitmentId: word.id, details: detailsFor(town, word.amount), releaseCondition };
  return {
    actor: town.client(word.guarantorId).actor,
    command: { kind: 'RecordPledge', ...told },
  } as const;
}

function registering(town: Town) {
  const thing = town.chance.of(
    [...town.things.values()].filter(({ state }) => state === 'recorded'),
  );
  if (thing === undefined) return undefined;
  const [other] = [...town.things.values()].filter(({ number }) => number !== undefined);
  const isAnothers = town.chance.isIn(10) && other?.number !== undefined;
  const registrationNumber = isAnothers ? (other.number ?? '') : `京A${thing.id.slice(-6)}`;
  const told = { collateralId: thing.id, register: '车管所', registrationNumber };
  return {
    actor: town.officer(town.chance.among('loan_officer', 'risk_analyst')),
    command: { kind: 'RegisterCollateral', ...told, registeredOn: town.today },
  } as const;
}

function keeping(town: Town) {
  const thing = town.chance.of([...town.things.values()].filter(isStanding));
  if (thing === undefined) return undefined;
  const actor = town.officer('risk_analyst');
  const { id: collateralId } = thing;
  if (town.chance.isIn(30)) {
    return { actor, command: { kind: 'ReleaseCollateral', collateralId, reason: REASON } } as const;
  }
  const value = minorUnits((thing.value * BigInt(town.chance.between(80, 120))) / 100n);
  const told = { collateralId, value, valuer: '城北评估', valuedOn: town.today, currency: CNY };
  return { actor, command: { kind: 'ValueCollateral', ...told } } as const;
}

function selling(town: Town) {
  const open = [...town.things.values()].filter((thing) => {
    const state = town.loans.get(thing.loanId)?.state;
    return isStanding(thing) && (state === 'defaulted' || state === 'written_off');
  });
  const thing = town.chance.of(open);
  if (thing === undefined) return undefined;
  const asked = town.chance.isIn(85) ? thing.saleAsked?.proceeds : undefined;
  const proceeds = minorUnits(asked ?? (thing.value * 3n) / 4n);
  const told = { collateralId: thing.id, proceeds, currency: CNY, reason: REASON };
  const actor = town.officer(town.chance.among('risk_analyst', 'finance_officer'));
  return { actor, command: { kind: 'DisposeCollateral', ...told } } as const;
}
