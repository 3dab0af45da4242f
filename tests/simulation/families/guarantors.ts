// Guarantors: two persons give one its line, one may suspend it at once, and it sets money of its own aside.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import {
  type Asked,
  type Family,
  isBlank,
  type Judge,
  leads,
  personIs,
  staffIs,
  type Verdict,
} from '../asked.ts';
import { place } from '../purses.ts';
import type { Town } from '../town.ts';
import type { TownGuarantor } from '../town-guards.ts';
import { CNY } from './people.ts';

const REASON = '年度授信';

export function depositOf(guarantorId: Id): string {
  return place('guarantee_deposit', guarantorId);
}

/** Whoever is linked to the operator guarantees nothing in China, under whose law the operator is. */
export function refusedForPartner(town: Town, id: Id) {
  const client = town.clients.get(id);
  if (client?.roles.includes('partner') !== true) return 'not_found';
  if (client.related) return 'forbidden_by_rule';
  if (client.status === 'frozen') return 'client_frozen';
  return client.status === 'registered' ? 'identity_not_verified' : undefined;
}

/** In an account in which a reserve is kept, or was, nothing else lies. */
export function keepsReserve(town: Town, id: Id): boolean {
  return [...town.reserves.values()].some(
    ({ terms, state }) => terms.trusteeId === id && state !== 'proposed',
  );
}

function isUsable({ status, line, leveragePpm }: GuarantorStanding): boolean {
  if (line < 0n || (status === 'active' && line === 0n)) return false;
  return leveragePpm >= 0 && leveragePpm <= 100_000_000;
}

const PROPOSED: Judge<'ProposeGuarantor'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'risk_analyst');
  if (by === undefined) return 'not_allowed';
  const refused = refusedForPartner(town, command.guarantorId);
  if (refused !== undefined) return refused;
  if (keepsReserve(town, command.guarantorId)) return 'invalid_input';
  const { standing } = command;
  if (!isUsable(standing)) return 'invalid_input';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    guarantorIn(town, command.guarantorId).proposal = { standing, by };
  };
};

function guarantorIn(town: Town, id: Id): TownGuarantor {
  const found = town.guarantors.get(id);
  if (found === undefined) throw new Error('A partner has its trade.');
  return found;
}

const APPROVED: Judge<'ApproveGuarantor'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'risk_analyst', 'compliance_officer');
  if (by === undefined) return 'not_allowed';
  const found = town.guarantors.get(command.guarantorId);
  if (found === undefined) return 'not_found';
  const { proposal, standing } = found;
  if (proposal === undefined) return standing === undefined ? 'not_found' : 'step_skipped';
  if (proposal.by === by) return 'same_person';
  if (!leads(actor, 'risk_analyst', 'compliance_officer')) return 'not_allowed';
  const isActive = proposal.standing.status === 'active';
  const refused = isActive ? refusedForPartner(town, found.id) : undefined;
  if (refused !== undefined) return refused;
  if (isActive && keepsReserve(town, found.id)) return 'invalid_input';
  return () => {
    found.standing = proposal.standing;
    delete found.proposal;
  };
};

const SUSPENDED: Judge<'SuspendGuarantor'> = (town, { actor, command }) => {
  if (staffIs(actor, 'risk_analyst', 'compliance_officer') === undefined) return 'not_allowed';
  const found = town.guarantors.get(command.guarantorId);
  if (found?.standing === undefined) return 'not_found';
  if (found.standing.status !== 'active') return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => suspend(found);
};

/** What was prepared for it is prepared no more. */
export function suspend(guarantor: TownGuarantor): void {
  if (guarantor.standing?.status !== 'active') return;
  guarantor.standing = { ...guarantor.standing, status: 'suspended' };
  delete guarantor.proposal;
}

function moving(
  town: Town,
  way: 'in' | 'out',
  { actor, command }: Pick<Asked<Moving>, 'actor' | 'command'>,
): Verdict {
  const id = personIs(actor, 'partner');
  if (id === undefined) return 'not_allowed';
  const found = town.guarantors.get(id);
  if (found?.standing === undefined) return 'not_found';
  if (way === 'out' && found.committed > 0n) return 'still_owed';
  if (command.amount <= 0n) return 'invalid_input';
  const [cash, deposit] = [town.cash('partner', id), depositOf(id)];
  const [from, to] = way === 'in' ? [cash, deposit] : [deposit, cash];
  if (command.amount > town.purses.free(from)) return 'exceeds_available';
  return () => {
    town.purses.add(from, -command.amount);
    town.purses.add(to, command.amount);
  };
}

type Moving = 'PayGuaranteeDeposit' | 'TakeGuaranteeDeposit';

export const GUARANTORS: Family = {
  judges: {
    ProposeGuarantor: PROPOSED,
    ApproveGuarantor: APPROVED,
    SuspendGuarantor: SUSPENDED,
    PayGuaranteeDeposit: (town, asked) => moving(town, 'in', asked),
    TakeGuaranteeDeposit: (town, asked) => moving(town, 'out', asked),
  },
  moves: [
    { name: 'a guarantor is looked at', weight: 5, propose: lookingAt },
    { name: 'a guarantor is suspended', weight: 1, propose: suspending },
    { name: 'a guarantor tops up', weight: 4, propose: toppingUp },
    { name: 'a guarantor moves its deposit', weight: 2, propose: depositing },
  ],
};

export function standing(town: Town): GuarantorStanding {
  const line = minorUnits(BigInt(town.chance.between(30, 160)) * 100_000n);
  const status = town.chance.isIn(90) ? 'active' : town.chance.among('failed', 'suspended');
  return {
    ...{ status, line, currency: CNY, riskControl: 'strong' },
    ...{ guarantorClass: 'A', leveragePpm: town.chance.isIn(95) ? 4_000_000 : 100_000_001 },
  };
}

function lookingAt(town: Town) {
  // Who may keep a reserve does not stand behind loans besides.
  const all = [...town.guarantors.values()].filter(
    ({ trade }) => trade !== 'bank' || town.chance.isIn(3),
  );
  const prepared = all.find(({ proposal }) => proposal !== undefined);
  if (prepared !== undefined) {
    const actor = town.officer(town.chance.among('risk_analyst_lead', 'compliance_officer_lead'));
    return { actor, command: { kind: 'ApproveGuarantor', guarantorId: prepared.id } } as const;
  }
  const idle = all.filter(({ standing: own }) => own?.status !== 'active');
  const guarantor =
    town.chance.of(idle) ?? (town.chance.isIn(10) ? town.chance.of(all) : undefined);
  if (guarantor === undefined) return undefined;
  const told = { guarantorId: guarantor.id, standing: standing(town), reason: REASON };
  const actor = town.officer('risk_analyst');
  return { actor, command: { kind: 'ProposeGuarantor', ...told } } as const;
}

function suspending(town: Town) {
  const guarantor = town.chance.of([...town.guarantors.values()]);
  if (guarantor === undefined || !town.chance.isIn(30)) return undefined;
  const told = { guarantorId: guarantor.id, reason: REASON };
  return {
    actor: town.officer('compliance_officer'),
    command: { kind: 'SuspendGuarantor', ...told },
  } as const;
}

/** Some have plenty, and the small ones hardly anything. */
function toppingUp(town: Town) {
  const client = town.chance.of(town.clientsAs('partner', 'active'));
  if (client === undefined) return undefined;
  const isSmall = town.guarantors.get(client.id)?.trade === 'small_loan_company';
  const amount = minorUnits(BigInt(isSmall ? 50 : town.chance.among(50, 800, 9_000)) * 1_000n);
  const told = { role: 'partner', amount, currency: CNY, rail: 'custodian' } as const;
  return { actor: client.actor, command: { kind: 'RequestTopUp', ...told } } as const;
}

function depositing(town: Town) {
  const client = town.chance.of(town.clientsAs('partner', 'active', 'frozen'));
  if (client === undefined) return undefined;
  const [cash, deposit] = [town.cash('partner', client.id), depositOf(client.id)];
  const isIn = town.chance.isIn(60);
  const free = town.purses.free(isIn ? cash : deposit);
  const amount = minorUnits(free / BigInt(town.chance.among(1, 2, 10)));
  if (amount === 0n) return undefined;
  const kind = isIn ? 'PayGuaranteeDeposit' : 'TakeGuaranteeDeposit';
  return { actor: client.actor, command: { kind, amount, currency: CNY } } as const;
}
