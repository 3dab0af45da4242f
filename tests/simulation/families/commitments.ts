// A guarantor's word for one loan: asked for by the office, given or declined by the guarantor, and free when the loan ends.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, isBlank, type Judge, personIs, staffIs } from '../asked.ts';
import { RULE, type Town, type TownLoan } from '../town.ts';
import type { TownCommitment, TownCover, TownGuarantor } from '../town-guards.ts';
import { refusedForPartner } from './guarantors.ts';
import { CNY } from './people.ts';

const WIDE = 100_000_000_000n;
const ENDED = ['rejected', 'withdrawn', 'failed', 'closed'];

/** Who has to stand behind a loan: for what, from which day overdue, and of which trades in each place. */
export function wordsAsked({ product, safeguard }: Pick<TownLoan, 'product' | 'safeguard'>):
  | {
      readonly cover: TownCover;
      readonly day: number;
      readonly trades: readonly (readonly string[])[];
      readonly ceilingPpm: bigint;
    }
  | undefined {
  const { guarantee, dual_guarantee: dual, principal_only: partial } = product.safeguardTerms ?? {};
  const whole = { guarantee, dual_guarantee: dual }[safeguard ?? ''];
  if (whole !== undefined) {
    const { cover, compensationDay: day, payers: trades } = whole;
    return { cover, day, trades, ceilingPpm: 1_000_000n };
  }
  // A plan that a reserve pays has nobody else behind it.
  const isOfPartner = safeguard === 'principal_only' && partial?.fromReserve !== true;
  if (!isOfPartner || partial === undefined) return undefined;
  const { compensationDay: day, payers: trades, ceilingPpm } = partial;
  return { cover: 'principal', day, trades, ceilingPpm: BigInt(ceilingPpm) };
}

export function wordsFor(
  town: Town,
  loanId: Id,
  ...states: readonly TownCommitment['state'][]
): TownCommitment[] {
  return [...town.commitments.values()]
    .filter((one) => one.loanId === loanId && states.includes(one.state))
    .toSorted((a, b) => a.place - b.place);
}

/** Whether it may promise so much more. */
function refusedByLine(guarantor: TownGuarantor | undefined, amount: bigint) {
  if (guarantor?.standing?.status !== 'active') return 'guarantor_suspended';
  const left = guarantor.standing.line - guarantor.committed;
  return amount > left ? 'guarantee_line_exceeded' : undefined;
}

const ASKED_FOR: Judge<'AskCommitment'> = (town, { commandId, actor, command }) => {
  if (staffIs(actor, 'risk_analyst', 'loan_officer') === undefined) return 'not_allowed';
  const { loanId, guarantorId, place } = command;
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (loan.state !== 'approved') return 'wrong_stage';
  const partner = refusedForPartner(town, guarantorId);
  if (partner !== undefined) return partner;
  const asked = wordsAsked(loan);
  const guarantor = town.guarantors.get(guarantorId);
  const isFit = asked?.trades[place - 1]?.includes(guarantor?.trade ?? '') === true;
  if (asked === undefined || !isFit) return 'invalid_input';
  const others = wordsFor(town, loanId, 'asked', 'signed');
  if (others.some((one) => one.place === place)) return 'wrong_stage';
  if (others.some((one) => one.guarantorId === guarantorId)) return 'invalid_input';
  const amount = (loan.amount * asked.ceilingPpm) / 1_000_000n;
  const refused = refusedByLine(guarantor, amount);
  if (refused !== undefined) return refused;
  return () => {
    const { cover } = asked;
    const made = { id: commandId, loanId, guarantorId, place, cover, amount } as const;
    town.commitments.set(commandId, { ...made, state: 'asked', paid: 0n });
  };
};

/** The asker's own, while it waits for a word. */
function waitingFor(town: Town, id: Id | undefined, commitmentId: Id) {
  if (id === undefined) return 'not_allowed';
  const word = town.commitments.get(commitmentId);
  if (word === undefined || word.guarantorId !== id) return 'not_found';
  return word.state === 'asked' ? word : 'wrong_stage';
}

const SIGNED: Judge<'SignCommitment'> = (town, { actor, command }) => {
  const word = waitingFor(town, personIs(actor, 'partner'), command.commitmentId);
  if (typeof word === 'string') return word;
  if (town.loans.get(word.loanId)?.state !== 'approved') return 'wrong_stage';
  const guarantor = town.guarantors.get(word.guarantorId);
  const refused =
    refusedForPartner(town, word.guarantorId) ?? refusedByLine(guarantor, word.amount);
  if (refused !== undefined) return refused;
  if (!town.client(word.guarantorId).accounts.has('partner')) return 'custody_account_missing';
  return () => {
    word.state = 'signed';
    if (guarantor !== undefined) guarantor.committed += word.amount;
  };
};

const DECLINED: Judge<'DeclineCommitment'> = (town, { actor, command }) => {
  const word = waitingFor(town, personIs(actor, 'partner'), command.commitmentId);
  if (typeof word === 'string') return word;
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    word.state = 'declined';
  };
};

/** A loan has ended: whoever stood behind it is free, and what stood behind it is its owner's. */
const RELEASED: Judge<'ReleaseSafeguards'> = (town, { actor, command: { loanId } }) => {
  if (actor.kind !== 'rule' && actor.kind !== 'calendar') return 'not_allowed';
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (!ENDED.includes(loan.state)) return 'wrong_stage';
  return () => {
    for (const word of wordsFor(town, loanId, 'asked', 'signed')) {
      const guarantor = town.guarantors.get(word.guarantorId);
      if (word.state === 'signed' && guarantor !== undefined) guarantor.committed -= word.amount;
      word.state = 'released';
    }
    for (const thing of town.things.values()) {
      if (thing.loanId !== loanId || !['recorded', 'registered'].includes(thing.state)) continue;
      thing.state = 'released';
      delete thing.saleAsked;
    }
  };
};

/** Why nobody may lend on a loan yet for which somebody has to stand. */
export function refusedForWords(town: Town, loan: TownLoan) {
  const { trades = [] } = wordsAsked(loan) ?? {};
  const signed = wordsFor(town, loan.id, 'signed');
  if (signed.length < trades.length) return 'step_skipped';
  const areActive = signed.every(({ guarantorId }) => statusOf(town, guarantorId) === 'active');
  return areActive ? undefined : 'guarantor_suspended';
}

function statusOf(town: Town, guarantorId: Id) {
  return town.guarantors.get(guarantorId)?.standing?.status;
}

/** Whether everybody stands behind it as before, and has let the bank take what may have to be paid. */
export function areWordsKept(town: Town, loan: TownLoan): boolean {
  const signed = wordsFor(town, loan.id, 'signed');
  return signed.every(
    ({ guarantorId }) =>
      statusOf(town, guarantorId) !== 'failed' &&
      [...town.mandates.values()].some(
        (one) =>
          one.loanId === loan.id &&
          one.clientId === guarantorId &&
          one.scope === 'compensation' &&
          one.state === 'granted' &&
          one.cap - one.used > WIDE / 2n,
      ),
  );
}

export const COMMITMENTS: Family = {
  judges: {
    AskCommitment: ASKED_FOR,
    SignCommitment: SIGNED,
    DeclineCommitment: DECLINED,
    ReleaseSafeguards: RELEASED,
  },
  moves: [
    { name: 'somebody is asked to stand behind a loan', weight: 40, propose: asking },
    { name: 'a guarantor gives its word', weight: 50, propose: answering },
    { name: 'a guarantor gives a mandate', weight: 40, propose: authorising },
    { name: 'a loan has ended', weight: 4, propose: releasing },
  ],
};

function asking(town: Town) {
  const open = town.loansIn('approved').filter(({ listing }) => listing?.published !== true);
  const loan = town.chance.of(open.filter((one) => missingPlace(town, one) !== undefined));
  const missing = loan && missingPlace(town, loan);
  if (loan === undefined || missing === undefined) return undefined;
  const { place, trades } = missing;
  const isHasty = town.chance.isIn(5);
  const fit = [...town.guarantors.values()].filter(
    ({ trade, standing }) => isHasty || (trades.includes(trade) && standing?.status === 'active'),
  );
  const guarantor = town.chance.of(fit);
  if (guarantor === undefined) return undefined;
  const told = { loanId: loan.id, guarantorId: guarantor.id, place };
  const actor = town.officer(town.chance.among('risk_analyst', 'loan_officer'));
  return { actor, command: { kind: 'AskCommitment', ...told } } as const;
}

function missingPlace(town: Town, loan: TownLoan) {
  const taken = wordsFor(town, loan.id, 'asked', 'signed').map(({ place }) => place);
  const all = (wordsAsked(loan)?.trades ?? []).map((trades, index) => ({
    trades,
    place: index + 1,
  }));
  return all.find(({ place }) => !taken.includes(place));
}

function answering(town: Town) {
  const word = town.chance.of(
    [...town.commitments.values()].filter(
      ({ state, loanId }) => state === 'asked' && town.loans.get(loanId)?.state === 'approved',
    ),
  );
  if (word === undefined) return undefined;
  const { actor } = town.client(word.guarantorId);
  const told = { commitmentId: word.id };
  if (town.chance.isIn(8)) {
    return { actor, command: { kind: 'DeclineCommitment', ...told, reason: '额度不足' } } as const;
  }
  return { actor, command: { kind: 'SignCommitment', ...told } } as const;
}

function authorising(town: Town) {
  const without = [...town.commitments.values()].filter(
    ({ state, loanId, guarantorId }) =>
      state === 'signed' &&
      ![...town.mandates.values()].some(
        (one) =>
          one.loanId === loanId &&
          one.clientId === guarantorId &&
          (one.state === 'requested' || one.state === 'granted') &&
          one.cap > 1n,
      ),
  );
  const word = town.chance.of(without);
  if (word === undefined) return undefined;
  const told = { scope: 'compensation', loanId: word.loanId, currency: CNY } as const;
  const cap = minorUnits(town.chance.isIn(4) ? 1n : WIDE);
  const expiresDay = addDays(town.today, 2000);
  return {
    actor: town.client(word.guarantorId).actor,
    command: { kind: 'RequestMandate', ...told, cap, expiresDay },
  } as const;
}

function releasing(town: Town) {
  const bound = [...town.commitments.values()]
    .filter(({ state }) => state === 'asked' || state === 'signed')
    .map(({ loanId }) => loanId);
  const pledged = [...town.things.values()]
    .filter(({ state }) => state === 'recorded' || state === 'registered')
    .map(({ loanId }) => loanId);
  const ended = [...bound, ...pledged].filter((id) =>
    ENDED.includes(town.loans.get(id)?.state ?? ''),
  );
  const loanId = town.chance.of(ended);
  if (loanId === undefined) return undefined;
  return { actor: RULE, command: { kind: 'ReleaseSafeguards', loanId } } as const;
}
