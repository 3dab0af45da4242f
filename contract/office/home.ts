// The office's home on the wire: what waits at every desk, where every live loan stands, and how the day goes.
import Type, { type Static } from 'typebox';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What waits for whom (glossary 5.1: by where a loan stands; the others by their own states). */
export const DESK_QUEUES = [
  ...(['applied', 'in_review', 'interview', 'to_decide', 'listing_to_prepare'] as const),
  ...([
    'listing_to_publish',
    'to_disburse',
    'step_to_release',
    'client_held',
    'withdrawal',
  ] as const),
  ...(['receipt', 'break', 'instruction', 'alarm', 'collection', 'hardship', 'fraud'] as const),
  ...(['complaint', 'warning'] as const),
] as const;
export type DeskQueue = (typeof DESK_QUEUES)[number];

export const DESK_GROUPS = ['review', 'listing', 'money', 'servicing', 'compliance'] as const;
export type DeskGroup = (typeof DESK_GROUPS)[number];

export const DeskQueueOnWire = Type.Object({
  queue: Type.Enum([...DESK_QUEUES], { description: 'Which queue.' }),
  group: Type.Enum([...DESK_GROUPS], { description: 'Whose desk it stands on.' }),
  count: count('How many wait in it.'),
  waitedSeconds: Type.Optional(count('For how long the oldest, or the most urgent, has waited.')),
  limitSeconds: Type.Optional(count('Within how long it has to be done.')),
});
export type DeskQueueOnWire = Static<typeof DeskQueueOnWire>;

/** What every page of the office shows at its edge. */
export const OfficeDesk = Type.Object({
  day: DayOnWire('The business date.'),
  state: Type.Enum(['open', 'processing'], { description: 'Whether the end of the day runs.' }),
  now: InstantOnWire('The platform’s clock.'),
  lastClosedDay: Type.Optional(DayOnWire('The last day that was closed.')),
  lastClosedAt: Type.Optional(InstantOnWire('When it was closed.')),
  mine: count('Applications that you have prepared and that are not decided.'),
  queues: Type.Array(DeskQueueOnWire, { description: 'Every queue, empty ones too.' }),
});
export type OfficeDesk = Static<typeof OfficeDesk>;

export const BLOCKS = ['loan_list', 'safeguard', 'funding', 'repayment'] as const;
export type Block = (typeof BLOCKS)[number];

/** Where a live loan stands; the parts of a block add up to it. */
export const BLOCK_PARTS = {
  loan_list: ['applied', 'in_review', 'to_decide'],
  safeguard: [
    ...(['terms_open', 'commitment_open', 'collateral_open'] as const),
    ...(['listing_to_prepare', 'listing_to_publish'] as const),
  ],
  funding: ['listed', 'funding', 'funded'],
  repayment: ['repaying', 'overdue', 'defaulted', 'written_off'],
} as const satisfies Readonly<Record<Block, readonly string[]>>;
export type BlockPart = (typeof BLOCK_PARTS)[Block][number];

const BLOCK = Type.Object({
  block: Type.Enum([...BLOCKS], { description: 'Which of the four blocks.' }),
  count: count('How many loans stand in it.'),
  amount: MoneyOnWire,
  parts: Type.Array(
    Type.Object({
      part: Type.Enum([...new Set(Object.values(BLOCK_PARTS).flat())], {
        description: 'Where in the block they stand.',
      }),
      count: count('How many loans stand there.'),
      amount: MoneyOnWire,
    }),
  ),
});
export type BlockOnWire = Static<typeof BLOCK>;

const MONEY_TODAY = Type.Object({
  moneyIn: MoneyOnWire,
  moneyOut: MoneyOnWire,
  net: MoneyOnWire,
  disbursed: MoneyOnWire,
  repaid: MoneyOnWire,
  hours: Type.Array(
    Type.Object({
      hour: Type.Integer({ minimum: 0, maximum: 23 }),
      moneyIn: MoneyOnWire,
      moneyOut: MoneyOnWire,
    }),
  ),
});
export type MoneyToday = Static<typeof MONEY_TODAY>;

const DUE = { count: count('How many instalments.'), amount: MoneyOnWire };

const DUE_TODAY = Type.Object({
  ...DUE,
  paid: Type.Object(DUE, { description: 'What of it has been paid.' }),
  underWay: Type.Object(DUE, { description: 'What of it the custodian is asked to collect.' }),
  open: Type.Object(DUE, { description: 'What of it nobody has paid yet.' }),
  next: Type.Array(Type.Object({ day: DayOnWire('When it is due.'), ...DUE })),
});
export type DueToday = Static<typeof DUE_TODAY>;

const JOB = Type.Object({
  job: Type.String({ description: 'Which work of the day.', examples: ['work_loans'] }),
  done: count('How many things it has done today.'),
  waiting: count('How many are still to be done today.'),
  firstAt: Type.Optional(InstantOnWire('When the first was done.')),
  lastAt: Type.Optional(InstantOnWire('When the last was done.')),
});
export type JobOnWire = Static<typeof JOB>;

export const WARNINGS = [
  ...(['alarm', 'break', 'case_late', 'instruction_unknown', 'client_debt'] as const),
  ...(['product_to_release', 'tariff_to_release', 'authority_to_release'] as const),
  ...(['guarantor_to_release', 'reserve_short', 'guarantor_suspended'] as const),
] as const;
export type WarningKind = (typeof WARNINGS)[number];

const WARNING = Type.Object({
  warning: Type.Enum([...WARNINGS], { description: 'What is to be looked at.' }),
  count: count('How many of them.'),
  since: Type.Optional(InstantOnWire('Since when the oldest.')),
});
export type WarningOnWire = Static<typeof WARNING>;

export const OfficeHome = Type.Object({
  day: DayOnWire('The business date.'),
  blocks: Type.Array(BLOCK),
  money: Type.Object(MONEY_TODAY.properties, {
    description: 'What has come to the custodian and what has left it on the business date.',
  }),
  due: Type.Object(DUE_TODAY.properties, { description: 'Instalments that are due today.' }),
  jobs: Type.Array(JOB),
  warnings: Type.Array(WARNING),
});
export type OfficeHome = Static<typeof OfficeHome>;

/** Steps from the first to the last, and how many came so far. */
export const BORROWER_STEPS = [
  ...(['begun', 'applied', 'assessed', 'approved', 'listed', 'funded', 'disbursed'] as const),
] as const;
export const LENDER_STEPS = [
  ...(['registered', 'verified', 'questionnaire', 'topped_up', 'lent', 'received'] as const),
] as const;

const funnelOf = (steps: readonly string[]) =>
  Type.Object({
    steps: Type.Array(
      Type.Object({
        step: Type.Enum([...steps], { description: 'How far.' }),
        count: count('How many came so far.'),
        ofPreviousPpm: Type.Optional(
          count('Of those who had come to the step before, how many; parts per million.'),
        ),
      }),
    ),
    weakest: Type.Optional(
      Type.Enum([...steps], { description: 'The step that the fewest of the one before reach.' }),
    ),
  });

export const Funnel = Type.Object({
  borrowers: funnelOf(BORROWER_STEPS),
  lenders: funnelOf(LENDER_STEPS),
  ended: Type.Array(
    Type.Object({ state: Type.String(), count: count('How many loans ended so.') }),
    { description: 'Where loans that were never paid out have ended.' },
  ),
});
export type Funnel = Static<typeof Funnel>;
