// How a borrower who is behind is spoken to, what is promised, and how a borrower asks for help.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, isBlank, type Judge, personIs } from '../asked.ts';
import type { Town, TownCase } from '../town.ts';
import { openCase, ownCase, paidSoFar, workerOf } from './cases.ts';
import { CNY } from './people.ts';
import { payoffOf } from './servicing.ts';

const MS_AN_HOUR = 3_600_000;
/** The clocks of the town are eight hours ahead of Greenwich. */
const AHEAD = 8;
const DAY_BEGINS = 8;
const DAY_ENDS = { cn: 21, neutral: 20 } as const;

interface Manners {
  readonly aDay: number;
  readonly aWeek: number;
  readonly promiseDays: number;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** What may be said on which channel and how often: by the plan of each stage, and never more than the law has. */
const MANNERS: Readonly<Record<'early' | 'middle' | 'final' | 'legal', Manners>> = {
  early: {
    ...{ aDay: 1, aWeek: 3, promiseDays: 7 },
    texts: {
      phone: ['friendly_reminder', 'ways_to_pay'],
      message: ['friendly_reminder', 'ways_to_pay'],
    },
  },
  middle: {
    ...{ aDay: 2, aWeek: 5, promiseDays: 14 },
    texts: {
      phone: ['arrears_statement', 'ways_to_pay'],
      message: ['arrears_statement', 'ways_to_pay'],
      legal_letter: ['demand_letter'],
    },
  },
  final: {
    ...{ aDay: 2, aWeek: 5, promiseDays: 30 },
    texts: {
      phone: ['default_warning', 'ways_to_pay'],
      message: ['default_warning', 'arrears_statement'],
      legal_letter: ['demand_letter', 'lawyers_letter'],
    },
  },
  legal: {
    ...{ aDay: 1, aWeek: 1, promiseDays: 30 },
    texts: { legal_letter: ['lawyers_letter'] },
  },
};

/** What somebody tries where the plan has no text. */
const LAST_RESORT = {
  phone: 'demand_letter',
  message: 'demand_letter',
  legal_letter: 'demand_letter',
} as const;

function mannersOf({ stage = 'final' }: TownCase): Manners {
  return MANNERS[stage];
}

function hoursOf(town: Town): number {
  return Math.floor(town.now / MS_AN_HOUR) + AHEAD;
}

function dayByTheClock(town: Town): number {
  return Math.floor(hoursOf(town) / 24);
}

const CONTACT: Judge<'RecordContact'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId, ['in_progress', 'waiting']);
  if (typeof one === 'string') return one;
  if (one.kind !== 'collection') return 'wrong_stage';
  if (command.person === 'third_party') return 'contact_third_party';
  if (openCase(town, one.subjectId, 'hardship') !== undefined) return 'contact_paused';
  const hour = hoursOf(town) % 24;
  if (hour < DAY_BEGINS || hour >= DAY_ENDS[town.law]) return 'contact_outside_hours';
  const day = dayByTheClock(town);
  const clientId = town.loans.get(one.subjectId)?.borrowerId;
  const own = town.contacts.filter((contact) => contact.clientId === clientId);
  const today = own.filter((contact) => contact.day === day).length;
  const week = own.filter((contact) => contact.day > day - 7).length;
  const { aDay, aWeek, texts } = mannersOf(one);
  if (today >= aDay || week >= aWeek) return 'contact_limit_reached';
  if (texts[command.channel]?.includes(command.template) !== true) return 'message_not_approved';
  return () => {
    if (clientId !== undefined) town.contacts.push({ clientId, day });
  };
};

const PROMISE: Judge<'RecordPromise'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  const loan = town.loans.get(one.subjectId);
  if (loan === undefined || one.kind !== 'collection' || one.promise !== undefined)
    return 'wrong_stage';
  const { day, amount, currency } = command;
  if (currency !== CNY) return 'currencies_mixed';
  if (amount <= 0n) return 'invalid_input';
  const last = addDays(town.today, mannersOf(one).promiseDays);
  if (day < town.today || day > last) return 'invalid_input';
  return () => {
    one.promise = { day, amount, before: paidSoFar(loan) };
    one.state = 'waiting';
  };
};

const HARDSHIP: Judge<'RequestHardship'> = (town, { commandId, actor, command }) => {
  const id = personIs(actor, 'borrower');
  if (id === undefined) return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined || loan.borrowerId !== id) return 'not_found';
  if (!['repaying', 'overdue', 'defaulted', 'written_off'].includes(loan.state))
    return 'wrong_stage';
  if (isBlank(command.circumstances)) return 'reason_missing';
  if (openCase(town, loan.id, 'hardship') !== undefined) return 'case_open';
  return () => {
    const made = { id: commandId, kind: 'hardship', subjectId: loan.id, state: 'open' } as const;
    town.cases.set(commandId, { ...made, level: 0, stepsDone: 0 });
  };
};

export const CONTACTS: Family = {
  judges: { RecordContact: CONTACT, RecordPromise: PROMISE, RequestHardship: HARDSHIP },
  moves: [
    { name: 'a borrower is spoken to', weight: 6, isOfArrears: true, propose: speaking },
    { name: 'a borrower promises to pay', weight: 5, isOfArrears: true, propose: promising },
    { name: 'a borrower asks for help', weight: 1, isOfArrears: true, propose: asking },
  ],
};

function collected(town: Town, ...states: readonly TownCase['state'][]) {
  return town.chance.of(
    [...town.cases.values()].filter(
      ({ kind, state }) => kind === 'collection' && states.includes(state),
    ),
  );
}

function speaking(town: Town) {
  const one = collected(town, 'in_progress', 'waiting');
  const actor = one && workerOf(town, one);
  if (one === undefined || actor === undefined) return undefined;
  const channel = town.chance.among<keyof typeof LAST_RESORT>('phone', 'message', 'legal_letter');
  const texts = mannersOf(one).texts[channel] ?? [LAST_RESORT[channel]];
  const template = town.chance.of(texts) as 'ways_to_pay';
  const outcome = town.chance.isIn(50) ? 'reached' : 'sent';
  const said = { channel, template, outcome } as const;
  const person = town.chance.isIn(4) ? 'third_party' : 'borrower';
  return { actor, command: { kind: 'RecordContact', caseId: one.id, person, ...said } } as const;
}

function promising(town: Town) {
  const one = collected(town, 'in_progress');
  const actor = one && workerOf(town, one);
  const loan = one && town.loans.get(one.subjectId);
  if (one === undefined || actor === undefined || loan === undefined) return undefined;
  const { due } = payoffOf(town, loan);
  const share = (due * BigInt(town.chance.among(1, 10, 50, 100))) / 100n;
  const amount = minorUnits(share > 0n ? share : 1n);
  const day = addDays(town.today, town.chance.between(0, mannersOf(one).promiseDays));
  const told = { caseId: one.id, day, amount, currency: CNY };
  return { actor, command: { kind: 'RecordPromise', ...told } } as const;
}

function asking(town: Town) {
  const loan = town.chance.of(town.loansIn('repaying', 'overdue', 'defaulted', 'written_off'));
  if (loan === undefined) return undefined;
  const relief = town.chance.isIn(50) ? 'reschedule' : 'other';
  const told = { loanId: loan.id, relief, circumstances: '失业' } as const;
  return {
    actor: town.borrowerOf(loan).actor,
    command: { kind: 'RequestHardship', ...told },
  } as const;
}
