// Risk reserves: begun and ended by two persons, filled day by day by who pays into them, and given back when nothing is
// left for which they stand.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ReserveSchemeTerms } from '@mutua/core/safeguard/reserve-scheme.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, isBlank, type Judge, leads, NOTHING, staffIs, type Told } from '../asked.ts';
import type { Town, TownLoan } from '../town.ts';
import type { TownMandate } from '../town-money.ts';
import {
  type ReservePromise,
  reservePurse,
  type TownReserve,
  type TownReserveMove,
} from '../town-reserves.ts';
import { keepsReserve, refusedForPartner } from './guarantors.ts';
import { sumOf } from './loan-life.ts';
import { CNY } from './people.ts';
import { RESERVE_MOVES } from './reserve-moves.ts';
import { claimsOf } from './shares.ts';

/** By the law, by the two partners, and by what is published of it. */
function refusedForTerms(town: Town, terms: ReserveSchemeTerms) {
  if (town.law === 'cn') return 'forbidden_by_rule';
  const { trusteeId, contributorId, currency } = terms;
  for (const id of [trusteeId, contributorId]) {
    const refused = refusedForPartner(town, id);
    if (refused !== undefined) return refused;
    if (!town.client(id).accounts.has('partner')) return 'custody_account_missing';
    if (currency !== CNY) return 'currencies_mixed';
  }
  return isApart(town, terms) && isPublishable(terms) ? undefined : 'invalid_input';
}

/** Who keeps it does nothing else with that account, and there is one of a name. */
function isApart(town: Town, { trusteeId, contributorId, code }: ReserveSchemeTerms): boolean {
  if (trusteeId === contributorId || keepsReserve(town, trusteeId)) return false;
  if (town.guarantors.get(trusteeId)?.standing !== undefined) return false;
  return activeReserve(town, code) === undefined;
}

function isPublishable(terms: ReserveSchemeTerms): boolean {
  const { code, names, accrualPpm, ceilingPpm, cover, shortRule } = terms;
  const isPart = (ppm: number) => Number.isInteger(ppm) && ppm > 0 && ppm <= 1_000_000;
  return (
    /^[a-z][a-z0-9_]*$/.test(code) &&
    !Object.values(names).some(isBlank) &&
    isPart(accrualPpm) &&
    isPart(ceilingPpm) &&
    ['principal', 'principal_and_interest'].includes(cover) &&
    ['oldest_first', 'pro_rata'].includes(shortRule)
  );
}

export function activeReserve(town: Town, code: string): TownReserve | undefined {
  return [...town.reserves.values()].find(
    ({ state, terms }) => state === 'active' && terms.code === code,
  );
}

const BEGINNING: Judge<'ProposeReserve'> = (town, { commandId, actor, command }) => {
  const by = staffIs(actor, 'risk_analyst');
  if (by === undefined) return 'not_allowed';
  const { terms, reason } = command;
  const refused = refusedForTerms(town, terms);
  if (refused !== undefined) return refused;
  if (isBlank(reason)) return 'reason_missing';
  return () => {
    town.reserves.set(commandId, {
      ...{ id: commandId, terms, state: 'proposed', proposal: { to: 'active', by } },
      ...{ paidIn: 0n, givenBack: 0n, waiting: 0n },
    });
  };
};

const ENDING: Judge<'ProposeReserveEnd'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'risk_analyst');
  if (by === undefined) return 'not_allowed';
  const reserve = town.reserves.get(command.schemeId);
  if (reserve === undefined) return 'not_found';
  if (reserve.state !== 'active') return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    reserve.proposal = { to: 'ended', by };
  };
};

const APPROVED: Judge<'ApproveReserve'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'risk_analyst', 'compliance_officer');
  if (by === undefined) return 'not_allowed';
  const reserve = town.reserves.get(command.schemeId);
  if (reserve === undefined) return 'not_found';
  const { proposal } = reserve;
  if (proposal === undefined) return 'step_skipped';
  if (proposal.by === by) return 'same_person';
  if (!leads(actor, 'risk_analyst', 'compliance_officer')) return 'not_allowed';
  const refused = proposal.to === 'active' ? refusedForTerms(town, reserve.terms) : undefined;
  if (refused !== undefined) return refused;
  return () => {
    reserve.state = proposal.to;
    delete reserve.proposal;
    if (proposal.to === 'active') {
      reserve.spendDay = town.today;
      reserve.accrualDay = town.today;
    }
  };
};

/** What stands behind a loan that is to be listed, by its product; a code where the reserve that it names is not there. */
export function promiseOf(
  town: Town,
  { product, safeguard = 'none', amount }: TownLoan,
): ReservePromise | undefined | 'invalid_input' {
  const {
    reserve,
    guarantee,
    dual_guarantee: dual,
    principal_only: plan,
  } = {
    ...product.safeguardTerms,
  };
  if (reserve === undefined) return undefined;
  const isPlan = safeguard === 'principal_only' && plan?.fromReserve === true;
  const isBehind = { guarantee, dual_guarantee: dual }[safeguard]?.thenReserve === true;
  if (!isPlan && !isBehind && safeguard !== 'reserve') return undefined;
  const found = activeReserve(town, reserve.scheme);
  if (found === undefined) return 'invalid_input';
  const { cover, ceilingPpm } = found.terms;
  const ofPlan = isPlan ? plan.ceilingPpm : ceilingPpm;
  const ppm = BigInt(ofPlan < ceilingPpm ? ofPlan : ceilingPpm);
  return {
    reserveId: found.id,
    day: isPlan ? plan.compensationDay : reserve.compensationDay,
    cover: isPlan ? 'principal' : cover,
    ceiling: (amount * ppm) / 1_000_000n,
  };
}

export function loansOf(town: Town, { id }: TownReserve): TownLoan[] {
  return [...town.loans.values()].filter(({ reserve }) => reserve?.reserveId === id);
}

/** What lenders have outstanding in the loans that it covers. */
function coveredBy(town: Town, reserve: TownReserve): bigint {
  return sumOf(
    loansOf(town, reserve)
      .flatMap((loan) => claimsOf(loan, 'lent'))
      .map(({ outstanding }) => outstanding),
  );
}

/** The word of a partner for what goes into reserves or out of the one that it keeps, the one that holds longest. */
export function wordOf(town: Town, partnerId: Id, amount: bigint): TownMandate | undefined {
  return [...town.mandates.values()]
    .filter(({ clientId, scope }) => clientId === partnerId && scope === 'reserve')
    .filter(({ state, until }) => state === 'granted' && until >= town.today)
    .filter(({ cap, used }) => cap - used >= amount)
    .toSorted((a, b) => b.until - a.until || (a.id < b.id ? -1 : 1))[0];
}

/** Each with what it says; and there is no other one. */
export function expectAlarms(town: Town, told: Told, ...details: readonly string[]): void {
  const alarms = told.all('AlarmRaised');
  const said = alarms.map(({ alarm }) => alarm.detail).join();
  if (said !== details.join()) throw new Error(`Alarms of ${said}, not of ${details.join()}.`);
  for (const { alarm } of alarms) town.alarms.set(alarm.id, 'open');
}

const ACCRUED: Judge<'AccrueReserve'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const reserve = town.reserves.get(command.schemeId);
  if (reserve === undefined) return 'not_found';
  const hasCome = reserve.accrualDay !== undefined && reserve.accrualDay <= town.today;
  if (!hasCome || command.day !== town.today) return NOTHING;
  return (told) => {
    reserve.accrualDay = addDays(town.today, 1);
    if (giveBack(town, reserve, told)) {
      expectAlarms(town, told);
      return;
    }
    const target =
      (coveredBy(town, reserve) * BigInt(reserve.terms.accrualPpm) + 999_999n) / 1_000_000n;
    // What was recovered may have been given back too, beyond what was paid in.
    const kept = reserve.paidIn - reserve.givenBack;
    const missing = target - (kept > 0n ? kept : 0n);
    const asked = missing > 0n ? missing : 0n;
    const said = told.one('ReserveAccrued');
    if (said.target !== target || said.asked !== asked)
      throw new Error(`The reserve asks for ${said.asked} of ${said.target}, not ${asked}.`);
    if (asked === 0n || reserve.move !== undefined) expectAlarms(town, told);
    else askFor(town, reserve, asked, told);
  };
};

/** It has ended and covers nothing any more: what is left goes back. */
function giveBack(town: Town, reserve: TownReserve, told: Told): boolean {
  const { id, state, terms } = reserve;
  const isPromised = loansOf(town, reserve).some((loan) =>
    ['listed', 'funding', 'funded'].includes(loan.state),
  );
  const isOver = state === 'ended' && !isPromised && coveredBy(town, reserve) === 0n;
  if (!isOver || reserve.move !== undefined) return false;
  const amount = town.purses.free(reservePurse(id));
  const mandate = wordOf(town, terms.trusteeId, amount);
  if (amount === 0n || mandate === undefined) return false;
  const { instructionId } = told.one('ReserveReleaseSent').move;
  begin(town, reserve, { kind: 'release', instructionId, amount, mandate });
  return true;
}

function askFor(town: Town, reserve: TownReserve, amount: bigint, told: Told): void {
  const { contributorId } = reserve.terms;
  const mandate = wordOf(town, contributorId, amount);
  const cash = town.purses.free(town.cash('partner', contributorId));
  if (mandate === undefined || amount > cash) {
    const reason = mandate === undefined ? 'no_mandate' : 'insufficient_funds';
    noteMissed(town, reserve, reason, told);
    return;
  }
  expectAlarms(town, told);
  const { move } = told.one('ReserveAccrued');
  if (move === undefined) throw new Error('What is asked for is on its way.');
  const { instructionId } = move;
  begin(town, reserve, { kind: 'contribution', instructionId, amount, mandate });
}

/** People are told once, until it is paid. */
function noteMissed(town: Town, reserve: TownReserve, reason: string, told: Told): void {
  expectAlarms(town, told, ...(reserve.missedSince === undefined ? [reason] : []));
  reserve.missedSince ??= town.today;
}

function begin(town: Town, reserve: TownReserve, move: TownReserveMove): void {
  const { instructionId: id, amount } = move;
  reserve.move = move;
  town.instructions.set(id, { id, for: 'reserve_move', subject: reserve.id, state: 'created' });
  const [from, to] = endsOf(town, reserve, move);
  town.purses.hold(from, to, amount);
}

function endsOf(town: Town, { id, terms }: TownReserve, { kind }: TownReserveMove) {
  const ends = [town.cash('partner', terms.contributorId), reservePurse(id)] as const;
  return kind === 'contribution' ? ends : ([ends[1], ends[0]] as const);
}

/** The bank has brought it there, or has not. */
export function endReserveMove(
  town: Town,
  reserveId: Id,
  outcome: 'confirmed' | 'refused',
  told: Told,
): void {
  const reserve = town.reserves.get(reserveId);
  if (reserve?.move === undefined) throw new Error('What the bank moves was sent.');
  const { move } = reserve;
  const { kind, amount, mandate } = move;
  const [from, to] = endsOf(town, reserve, move);
  town.purses.unhold(from, to, amount);
  delete reserve.move;
  if (outcome === 'refused') {
    if (kind === 'contribution') noteMissed(town, reserve, 'custodian_refused', told);
    else expectAlarms(town, told);
    return;
  }
  expectAlarms(town, told);
  town.purses.add(from, -amount);
  town.purses.add(to, amount);
  mandate.used += amount;
  if (kind === 'release') reserve.givenBack += amount;
  else {
    reserve.paidIn += amount;
    delete reserve.missedSince;
  }
}

/** What the calendar asks of reserves when the loans are done: first to pay, and then to be paid. */
export function reserveWaiting(town: Town) {
  const all = [...town.reserves.values()];
  const hasCome = (day: TownReserve['spendDay']) => day !== undefined && day <= town.today;
  const { today: day } = town;
  const toSpend = all.find(({ spendDay }) => hasCome(spendDay));
  if (toSpend !== undefined) return { kind: 'SpendReserve', schemeId: toSpend.id, day } as const;
  const toFill = all.find(({ accrualDay }) => hasCome(accrualDay));
  return toFill && ({ kind: 'AccrueReserve', schemeId: toFill.id, day } as const);
}

export const RESERVES: Family = {
  judges: {
    ProposeReserve: BEGINNING,
    ProposeReserveEnd: ENDING,
    ApproveReserve: APPROVED,
    AccrueReserve: ACCRUED,
  },
  moves: RESERVE_MOVES,
};
