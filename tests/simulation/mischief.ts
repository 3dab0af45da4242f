// What should not be tried: a lawful command with one thing wrong, each under a name.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { PERSON_FACTS } from '../trial-house.ts';
import type { Asked } from './asked.ts';
import type { Town } from './town.ts';

type Attempt = Omit<Asked, 'commandId'>;
type Fields = Readonly<Record<string, unknown>>;
type Mutation = (town: Town, attempt: Attempt) => Attempt | undefined;

const NOBODY = idOf('99999999-0000-7000-8000-999999999999');

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  wrong_actor: (town, { command }) => {
    const actor = town.chance.of(town.actors());
    return actor === undefined ? undefined : { actor, command };
  },
  unknown_id: (town, attempt) => withId(town, attempt, () => NOBODY),
  another_one: (town, attempt) =>
    withId(town, attempt, (name) => town.chance.of(idsOf(town, name))),
  too_much: (town, attempt) => withAmount(town, attempt, (amount) => amount * 1_000n + 1n),
  a_little_too_much: (town, attempt) => withAmount(town, attempt, (amount) => amount + 1n),
  too_little: (town, attempt) => withAmount(town, attempt, () => town.chance.among(0n, 1n)),
  no_word: (town, attempt) => withText(town, attempt),
  wrong_day: (town, attempt) => {
    const field = town.chance.of(
      ['day', 'expiresDay', 'effectiveFrom', 'receivedOn'].filter((one) => one in attempt.command),
    );
    if (field === undefined) return undefined;
    return withField(attempt, field, addDays(town.today, town.chance.among(-400, -1, 1, 5_000)));
  },
  special: (town, attempt) => {
    const special = town.chance.of(SPECIALS[attempt.command.kind] ?? []);
    return special === undefined ? undefined : withFields(attempt, special);
  },
};

/** One lawful thing with something wrong in it; the model says what becomes of it. */
export function spoil(
  town: Town,
  attempt: Attempt,
): { readonly name: string; readonly attempt: Attempt } | undefined {
  const name = town.chance.of([...Object.keys(MUTATIONS), 'special', 'wrong_actor']);
  const spoilt = name === undefined ? undefined : MUTATIONS[name]?.(town, attempt);
  return name === undefined || spoilt === undefined ? undefined : { name, attempt: spoilt };
}

/** Something else by the same actor, under an id that was used before. */
export function otherContent({ actor, command }: Attempt): Attempt {
  const kind = command.kind === 'StopBidding' ? 'ResumeBidding' : 'StopBidding';
  return { actor, command: { kind } };
}

function withField({ actor, command }: Attempt, name: string, value: unknown): Attempt {
  return withFields({ actor, command }, { [name]: value });
}

function withFields({ actor, command }: Attempt, fields: Fields): Attempt {
  return { actor, command: { ...command, ...fields } as AnyCommand };
}

function withId(
  town: Town,
  attempt: Attempt,
  id: (name: string) => Id | undefined,
): Attempt | undefined {
  const names = Object.keys(attempt.command).filter((name) => name.endsWith('Id'));
  const name = town.chance.of(names);
  const value = name === undefined ? undefined : id(name);
  return name === undefined || value === undefined ? undefined : withField(attempt, name, value);
}

function idsOf(town: Town, name: string): readonly Id[] {
  const maps: Readonly<Record<string, ReadonlyMap<Id, unknown>>> = {
    ...{
      loanId: town.loans,
      caseId: town.cases,
      bidId: town.bids,
      clientId: town.clients,
      borrowerId: town.clients,
    },
    ...{ topUpId: town.topUps, withdrawalId: town.withdrawals, mandateId: town.mandates },
    ...{ instructionId: town.instructions, receiptId: town.receipts, breakId: town.breaks },
    ...{
      alarmId: town.alarms,
      guarantorId: town.guarantors,
      commitmentId: town.commitments,
      schemeId: town.reserves,
      collateralId: town.things,
      advanceId: town.advances,
      batchId: town.batches,
      movementId: town.movements,
    },
  };
  return [...(maps[name]?.keys() ?? [])];
}

function withAmount(
  town: Town,
  attempt: Attempt,
  change: (amount: bigint) => bigint,
): Attempt | undefined {
  const amounts = Object.entries(attempt.command).filter(
    (entry) => typeof entry[1] === 'bigint' && !entry[0].endsWith('Id'),
  );
  const [name, amount] = town.chance.of(amounts) ?? [];
  if (name === undefined || typeof amount !== 'bigint') return undefined;
  return withField(attempt, name, minorUnits(change(amount)));
}

function withText(town: Town, attempt: Attempt): Attempt | undefined {
  const names = ['reason', 'note', 'explanation', 'name', 'payer', 'source', 'title'].filter(
    (one) => one in attempt.command,
  );
  const name = town.chance.of(names);
  if (name === undefined || typeof (attempt.command as Fields)[name] !== 'string') return undefined;
  if (name === 'name' && attempt.command.kind !== 'RegisterClient') return undefined;
  return withField(attempt, name, ' ');
}

/** What only commands of one kind can have wrong. */
const SPECIALS: Readonly<Partial<Record<AnyCommand['kind'], readonly Fields[]>>> = {
  RegisterClient: [{ consents: [] }, { roles: [] }, { number: '1101' }, { mobile: '1' }],
  ApplyForLoan: [
    { productCode: 'no_such_product' },
    { purpose: 'securities' },
    { loanAmount: minorUnits(30_000_000n) },
    { loanAmount: minorUnits(20_000_000n) },
    { loanAmount: minorUnits(1_000_050n) },
    { termMonths: 61 },
    { repaymentMethod: 'custom' },
    { security: 'mortgage' },
    { consents: [] },
    { documents: [] },
    { channel: 'branch' },
    { facts: {} },
    { productCode: 'far_loan' },
    {
      facts: {
        ...PERSON_FACTS,
        debt_elsewhere: { kind: 'money', amount: minorUnits(100_000_000n) },
      },
    },
  ],
  ApproveLoan: [
    { safeguard: 'guarantee' },
    { safeguard: 'reserve' },
    { loanAmount: minorUnits(10_000n) },
    { loanAmount: minorUnits(1_000_050n) },
  ],
  AcceptTerms: [{ allInRatePpm: 1 }],
  PrepareListing: [
    { termMonths: 7 },
    { loanAmount: minorUnits(1_000_000n) },
    { summary: '本产品保本，请放心。' },
    { fundingDays: 8 },
    { collateralIds: [' '] },
  ],
  ListLoan: [{ review: { credit: '', assets: '', purpose: '', conclusion: 'fit' } }],
  PlaceBid: [
    { acknowledgedNotice: 'v0' },
    { amount: minorUnits(15_000n) },
    { amount: minorUnits(100n) },
  ],
  OpenAccount: [{ accountKind: 'pool' }],
  RequestMandate: [{ scope: 'bid' }, { loanId: undefined }],
  ProposeProduct: [{ clientMoney: 'pool' }],
  AnswerQuestionnaire: [{ version: 2 }, { answers: {} }],
  VerifyFact: [{ name: 'employees' }],
  AskCommitment: [{ place: 2 }, { place: 3 }],
  ProposeBackDating: [{ evidence: ' ' }],
  RegisterCollateral: [{ registrationNumber: '京A 1' }],
};
