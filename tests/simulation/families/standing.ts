// What is said of people who live here: the questionnaire of lenders, freezes, relations and holds.
import { addDays } from '@mutua/core/time/day.ts';
import { type Asked, type Family, isBlank, type Judge, personIs, staffIs } from '../asked.ts';
import type { Town, TownClient } from '../town.ts';
import { anyone } from './people.ts';

const REASON = '模拟';

/** Answers of three kinds of lenders, with what each comes to, counted by hand. */
export const TEMPERS = {
  bold: {
    answers: answersOf(
      'from_30 from_1000000 from_1000000 under_10_percent derivatives professional from_36_months not_foreseen all part_of_the_plan',
    ),
    ...{ tolerance: 5, ceiling: 100_000_000n },
  },
  plain: {
    answers: answersOf(
      'from_45 from_150000 from_200000 from_10_percent funds basic from_12_months within_a_year up_to_20_percent wait_and_see',
    ),
    ...{ tolerance: 3, ceiling: 20_000_000n },
  },
  careful: {
    answers: answersOf(
      'under_30 under_50000 under_50000 from_50_percent deposits_only none under_6_months any_time none stop_at_once',
    ),
    ...{ tolerance: 1, ceiling: 2_000_000n },
  },
} as const;

function answersOf(chosen: string): Readonly<Record<string, string>> {
  const questions =
    'age yearly_income liquid_assets share_to_lend experience knowledge horizon need_of_money loss_accepted reaction_to_overdue';
  const answers = chosen.split(' ');
  return Object.fromEntries(
    questions.split(' ').map((code, index) => [code, answers[index] ?? '']),
  );
}

const QUESTIONNAIRE: Judge<'AnswerQuestionnaire'> = (town, { actor, command }) => {
  const id = personIs(actor, 'lender');
  if (id === undefined) return 'not_allowed';
  const client = town.clients.get(id);
  if (client === undefined || client.status === 'registered') return 'identity_not_verified';
  if (client.status === 'frozen') return 'client_frozen';
  if (command.version !== 1) return 'not_found';
  const temper = Object.values(TEMPERS).find(({ answers }) => answers === command.answers);
  if (temper === undefined) return 'invalid_input';
  return () => {
    client.tolerance = temper.tolerance;
    client.ceiling = temper.ceiling;
    client.answeredUntil = addDays(town.today, 364);
  };
};

function freezing(asked: 'freeze' | 'unfreeze'): Judge<'FreezeClient'> & Judge<'UnfreezeClient'> {
  return (town: Town, { actor, command }: Asked<'FreezeClient'> | Asked<'UnfreezeClient'>) => {
    const by = staffIs(actor, 'compliance_officer');
    if (by === undefined) return 'not_allowed';
    const client = town.clients.get(command.clientId);
    if (client === undefined) return 'not_found';
    if ((client.status === 'frozen') !== (asked === 'unfreeze')) return 'wrong_stage';
    if (isBlank(command.reason)) return 'reason_missing';
    if (client.freezeAsked?.asked !== asked) {
      return () => {
        client.freezeAsked = { asked, by };
      };
    }
    if (client.freezeAsked.by === by) return 'same_person';
    return () => (asked === 'freeze' ? freeze(client) : unfreeze(client));
  };
}

export function freeze(client: TownClient): void {
  client.before = client.status;
  client.status = 'frozen';
  delete client.freezeAsked;
}

function unfreeze(client: TownClient): void {
  client.status = client.before ?? 'verified';
  delete client.before;
  delete client.freezeAsked;
}

function bidding(stopped: boolean): Judge<'StopBidding'> & Judge<'ResumeBidding'> {
  return (town: Town, { actor }: Asked<'StopBidding'> | Asked<'ResumeBidding'>) => {
    const id = personIs(actor, 'lender');
    if (id === undefined) return 'not_allowed';
    const client = town.clients.get(id);
    if (client === undefined) return 'identity_not_verified';
    return () => {
      client.biddingStopped = stopped;
    };
  };
}

const RELATION: Judge<'DeclareRelation'> = (town, { actor, command }) => {
  if (staffIs(actor, 'compliance_officer') === undefined) return 'not_allowed';
  const client = town.clients.get(command.clientId);
  if (client === undefined) return 'not_found';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    client.related = command.isRelatedParty;
  };
};

const CLEARED: Judge<'ClearClient'> = (town, { actor, command }) => {
  if (staffIs(actor, 'compliance_officer') === undefined) return 'not_allowed';
  const client = town.clients.get(command.clientId);
  if (client === undefined) return 'not_found';
  if (client.held !== true) return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    client.held = false;
  };
};

export const STANDING: Family = {
  judges: {
    ClearClient: CLEARED,
    AnswerQuestionnaire: QUESTIONNAIRE,
    FreezeClient: freezing('freeze'),
    UnfreezeClient: freezing('unfreeze'),
    StopBidding: bidding(true),
    ResumeBidding: bidding(false),
    DeclareRelation: RELATION,
  },
  moves: [
    { name: 'a lender answers the questionnaire', weight: 3, propose: answering },
    {
      name: 'a lender switches bidding',
      weight: 1,
      propose: (town) => {
        const client = town.chance.of(town.clientsAs('lender', 'active'));
        if (client === undefined) return undefined;
        const kind = client.biddingStopped ? 'ResumeBidding' : 'StopBidding';
        return { actor: client.actor, command: { kind } };
      },
    },
    { name: 'somebody is frozen or let go', weight: 3, propose: freezes },
    {
      name: 'compliance looks at somebody',
      weight: 1,
      propose: (town) => {
        const actor = town.officer('compliance_officer');
        const held = [...town.clients.values()].find((one) => one.held === true);
        if (held !== undefined) {
          return { actor, command: { kind: 'ClearClient', clientId: held.id, reason: REASON } };
        }
        const client = anyone(town);
        if (client === undefined) return undefined;
        const isRelatedParty = client.related ? false : town.chance.isIn(30);
        const told = { clientId: client.id, isRelatedParty, reason: REASON };
        return { actor, command: { kind: 'DeclareRelation', ...told } };
      },
    },
  ],
};

function answering(town: Town) {
  const open = town
    .clientsAs('lender', 'active', 'verified')
    .filter(
      ({ answeredUntil }) =>
        answeredUntil === undefined || (answeredUntil < town.today && town.chance.isIn(10)),
    );
  const client = town.chance.of(open);
  if (client === undefined) return undefined;
  const { answers } = TEMPERS[town.chance.among('bold', 'bold', 'plain', 'careful')];
  return {
    actor: client.actor,
    command: { kind: 'AnswerQuestionnaire', version: 1, answers },
  } as const;
}

function freezes(town: Town) {
  const frozen = [...town.clients.values()].filter(({ status }) => status === 'frozen');
  const begun = [...town.clients.values()].filter(
    ({ freezeAsked }) => freezeAsked?.asked === 'freeze',
  );
  const client =
    town.chance.of(frozen) ??
    town.chance.of(begun) ??
    (town.chance.isIn(30) ? anyone(town) : undefined);
  if (client === undefined) return undefined;
  const kind = client.status === 'frozen' ? 'UnfreezeClient' : 'FreezeClient';
  const actor = town.officer('compliance_officer');
  return { actor, command: { kind, clientId: client.id, reason: REASON } } as const;
}
