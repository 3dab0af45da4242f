// What people think of who have to do with reserves, lawful and otherwise.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { ReserveSchemeTerms } from '@mutua/core/safeguard/reserve-scheme.ts';
import { addDays } from '@mutua/core/time/day.ts';
import type { Asked, Move } from '../asked.ts';
import { CALENDAR, type Town } from '../town.ts';
import type { TownReserve } from '../town-reserves.ts';
import { CNY } from './people.ts';

/** By this name the products of the town ask for it. */
export const SCHEME = 'town_reserve';
const REASON = '与受托方已签约';
const ENDED = ['closed', 'failed', 'withdrawn'];
const WITH_INTEREST = ['principal_and_interest', 'principal_and_interest'] as const;
const WIDE = 100_000_000_000n;

export const RESERVE_MOVES: readonly Move[] = [
  { name: 'a reserve is begun or ended', weight: 8, propose: setting },
  { name: 'a partner of a reserve gives a mandate', weight: 30, propose: authorising },
  { name: 'who pays into a reserve tops up', weight: 4, isOfArrears: true, propose: toppingUp },
  { name: 'finance asks a reserve', weight: 12, isOfArrears: true, propose: asking },
  { name: 'a reserve is looked at once more', weight: 2, propose: lookingAgain },
];

export const RESERVE_PRANKS: readonly ((town: Town) => Omit<Asked, 'commandId'> | undefined)[] = [
  spoiltTerms,
  asking,
  asking,
  (town) => {
    const reserve = town.chance.of([...town.reserves.values()]);
    if (reserve === undefined) return undefined;
    const actor = town.officer(town.chance.among('risk_analyst', 'risk_analyst_lead'));
    return { actor, command: { kind: 'ApproveReserve', schemeId: reserve.id } };
  },
];

/** What is published of a new one, between partners of whom each does its own part. */
export function newTerms(town: Town): ReserveSchemeTerms | undefined {
  const kept = [...town.reserves.values()].map(({ terms }) => terms.trusteeId);
  const partners = [...town.guarantors.values()];
  const trustee = partners.find(({ id, trade }) => trade === 'bank' && !kept.includes(id));
  const contributor = town.chance.of(partners.filter(({ trade }) => trade !== 'bank'));
  if (trustee === undefined || contributor === undefined) return undefined;
  return {
    ...{ code: SCHEME, names: { 'zh-CN': '风险准备金', en: 'Reserve' }, currency: CNY },
    ...{ trusteeId: trustee.id, contributorId: contributor.id },
    accrualPpm: town.chance.among(30_000, 300_000, 600_001, 1_000_000),
    cover: town.chance.among('principal', ...WITH_INTEREST),
    ceilingPpm: town.chance.among(333_333, 1_000_000),
    shortRule: town.chance.among('oldest_first', 'pro_rata'),
  };
}

function setting(town: Town) {
  const all = [...town.reserves.values()];
  const prepared = all.find(({ proposal }) => proposal !== undefined);
  if (prepared !== undefined) {
    const actor = town.officer(town.chance.among('risk_analyst_lead', 'compliance_officer_lead'));
    return { actor, command: { kind: 'ApproveReserve', schemeId: prepared.id } } as const;
  }
  const actor = town.officer('risk_analyst');
  const active = all.find(({ state }) => state === 'active');
  if (active === undefined) {
    const terms = newTerms(town);
    return (
      terms && ({ actor, command: { kind: 'ProposeReserve', terms, reason: REASON } } as const)
    );
  }
  const covered = [...town.loans.values()].filter(
    ({ reserve }) => reserve?.reserveId === active.id,
  );
  // Most end when the loans for which they stand have ended.
  const isDone = !covered.some(({ state }) => !ENDED.includes(state));
  const isUsed = covered.some(({ rows }) => rows.length > 0);
  if (!isUsed || !town.chance.isIn(isDone ? 50 : 6)) return undefined;
  const told = { schemeId: active.id, reason: REASON };
  return { actor, command: { kind: 'ProposeReserveEnd', ...told } } as const;
}

/** With one thing in them that cannot be. */
function spoiltTerms(town: Town) {
  const terms = newTerms(town) ?? town.chance.of([...town.reserves.values()])?.terms;
  if (terms === undefined) return undefined;
  const { trusteeId, contributorId } = terms;
  const wrong: Partial<ReserveSchemeTerms> = town.chance.among<Partial<ReserveSchemeTerms>>(
    {},
    { trusteeId: contributorId },
    { trusteeId: contributorId, contributorId: trusteeId },
    { contributorId: town.chance.of([...town.clients.keys()]) ?? trusteeId },
    { trusteeId: town.chance.of([...town.guarantors.keys()]) ?? trusteeId },
    { code: 'Town reserve' },
    { code: 'another_reserve', accrualPpm: 0 },
    { code: 'another_reserve', ceilingPpm: 1_000_001 },
    { code: 'another_reserve', names: { 'zh-CN': ' ', en: 'Reserve' } },
    { code: 'another_reserve', cover: 'interest' as never },
    { currency: 'USD' as never },
  );
  const told = { terms: { ...terms, ...wrong }, reason: town.chance.isIn(80) ? REASON : ' ' };
  const actor = town.officer(town.chance.isIn(90) ? 'risk_analyst' : 'finance_officer');
  return { actor, command: { kind: 'ProposeReserve', ...told } } as const;
}

function partnersOf(town: Town): readonly Id[] {
  return [...town.reserves.values()].flatMap(({ terms }) => [terms.trusteeId, terms.contributorId]);
}

function authorising(town: Town) {
  const words = [...town.mandates.values()].filter(
    ({ scope, state, cap }) =>
      scope === 'reserve' && (state === 'requested' || state === 'granted') && cap > 100n,
  );
  const without = partnersOf(town).filter(
    (partnerId) => !words.some(({ clientId }) => clientId === partnerId),
  );
  const id = town.chance.of(without);
  return id === undefined ? undefined : wordAsked(town, id);
}

/** A wide one, or one that is of no use. */
export function wordAsked(town: Town, partnerId: Id) {
  const cap = minorUnits(town.chance.isIn(6) ? 100n : WIDE);
  const expiresDay = addDays(town.today, town.chance.among(30, 2_000, 2_000));
  const told = { scope: 'reserve', currency: CNY, cap, expiresDay } as const;
  const { actor } = town.client(partnerId);
  return { actor, command: { kind: 'RequestMandate', ...told } } as const;
}

function toppingUp(town: Town) {
  const id = town.chance.of([...town.reserves.values()])?.terms.contributorId;
  if (id === undefined || !town.client(id).accounts.has('partner')) return undefined;
  const amount = minorUnits(BigInt(town.chance.among(20, 500, 5_000, 30_000)) * 1_000n);
  const told = { role: 'partner', amount, currency: CNY, rail: 'custodian' } as const;
  return { actor: town.client(id).actor, command: { kind: 'RequestTopUp', ...told } } as const;
}

/** For what is unpaid for long enough, and now and then for anything. */
function asking(town: Town) {
  const covered = [...town.loans.values()].filter(({ reserve }) => reserve !== undefined);
  const bad = covered.filter(
    ({ reserveDay, sent }) =>
      reserveDay !== undefined && reserveDay <= town.today && sent === undefined,
  );
  const loan = town.chance.of(bad) ?? (town.chance.isIn(10) ? town.chance.of(covered) : undefined);
  if (loan?.reserve === undefined) return undefined;
  const told = { schemeId: loan.reserve.reserveId, loanId: loan.id };
  const actor = town.officer('finance_officer');
  return { actor, command: { kind: 'AskReserve', ...told } } as const;
}

function lookingAgain(town: Town) {
  const reserve: TownReserve | undefined = town.chance.of([...town.reserves.values()]);
  if (reserve === undefined) return undefined;
  const kind = town.chance.among('SpendReserve', 'AccrueReserve');
  const day = addDays(town.today, town.chance.among(0, 0, -1, 1));
  return { actor: CALENDAR, command: { kind, schemeId: reserve.id, day } } as const;
}
