// Products on the wire: the dated rules under which loans are made, whole and as data.
import { PURPOSES } from '@mutua/core/law/rule-pack.ts';
import { COMPONENTS } from '@mutua/core/loan/repay/components.ts';
import { BUCKETS } from '@mutua/core/loan/repay/waterfall.ts';
import { ROUNDINGS } from '@mutua/core/money/rounding.ts';
import { PARTNER_KINDS } from '@mutua/core/people/client.ts';
import {
  DOCUMENT_KINDS,
  PRODUCT_SERVICES,
  SAFEGUARDS,
  SECURITIES,
} from '@mutua/core/product/product.ts';
import { GUARANTEE_COVERS } from '@mutua/core/product/safeguard-terms.ts';
import { DAY_COUNTS } from '@mutua/core/time/day-count-names.ts';
import Type, { type Static, type TProperties } from 'typebox';
import { commandBody } from '../http/command.ts';
import { FACT_NAMES, REPAYMENT_METHODS } from '../loan/application.ts';
import { CurrencyOnWire, DayOnWire } from '../money/on-wire.ts';
import { nameOnWire } from '../people/name.ts';
import { TARIFF_FIELDS } from './tariff.ts';

const closed = <Fields extends TProperties>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false });
const list = (values: readonly string[], maxItems = 50) =>
  Type.Array(Type.Enum([...values]), { maxItems, uniqueItems: true });

const amount = Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description: 'Minor units.' });
const ppm = Type.Integer({ minimum: 0, maximum: 100_000_000 });
const count = Type.Integer({ minimum: 0, maximum: 10_000 });
const code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,63}$' });
const version = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const rounding = Type.Enum([...ROUNDINGS]);
const name = nameOnWire('Small credit loan');
const firstDay = DayOnWire('The first day on which it is in force.');
const lastDay = Type.Optional(DayOnWire('The last day on which it is in force.'));

const FILE = closed({
  facts: Type.Array(
    closed({
      name: Type.Enum(FACT_NAMES),
      askedOf: Type.Enum(['borrower', 'source'], {
        description: 'Whether the application asks the borrower, or it comes from a source.',
      }),
      verified: Type.Boolean({ description: 'Whether somebody has to bear it out.' }),
    }),
    { maxItems: 50 },
  ),
  documents: list(DOCUMENT_KINDS),
});

const TARIFF = closed({ code, version, ...TARIFF_FIELDS });

const INTEREST_BASIS = Type.Union([
  closed({ kind: Type.Literal('day_count'), dayCount: Type.Enum([...DAY_COUNTS]) }),
  closed({
    kind: Type.Literal('equal_periods'),
    daysInYear: Type.Union([Type.Literal(360), Type.Literal(365)]),
  }),
]);

const WATERFALL = closed({
  places: Type.Array(
    closed({
      bucket: Type.Enum([...BUCKETS]),
      component: Type.Enum([...COMPONENTS]),
      chargesDueOnly: Type.Optional(Type.Boolean()),
    }),
    { maxItems: 20 },
  ),
  processing: Type.Enum(['horizontal', 'vertical']),
  inAdvance: Type.Enum(['next_instalment', 'last_instalment', 'reamortisation']),
});

const compensationDay = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  description: 'The day overdue on which compensation is due; 1 is the day after the due day.',
});
const payers = Type.Array(list(PARTNER_KINDS), {
  maxItems: 2,
  description: 'In the order in which they pay: which trades may stand in each place.',
});
const lossReliefPpm = ppm;
const GUARANTEE = closed({
  compensationDay,
  cover: Type.Enum([...GUARANTEE_COVERS]),
  payers,
  lossReliefPpm,
  thenReserve: Type.Optional(Type.Boolean()),
});
const SAFEGUARD_TERMS = closed({
  guarantee: Type.Optional(GUARANTEE),
  dual_guarantee: Type.Optional(GUARANTEE),
  principal_only: Type.Optional(
    closed({
      ...{ compensationDay, payers, ceilingPpm: ppm, lossReliefPpm },
      fromReserve: Type.Optional(Type.Boolean()),
    }),
  ),
  reserve: Type.Optional(closed({ scheme: code, compensationDay })),
});

/** The whole of a version, as an operator writes it down. */
export const ProductTermsOnWire = closed({
  code,
  version,
  names: closed({ 'zh-CN': name, en: name }),
  effectiveFrom: firstDay,
  effectiveTo: lastDay,
  packId: code,
  currency: CurrencyOnWire,
  borrowerKinds: list(['natural_person', 'organisation']),
  purposes: list(PURPOSES),
  regions: Type.Union([
    Type.Literal('all'),
    Type.Array(Type.String({ pattern: '^[0-9A-Z-]{2,12}$' }), { maxItems: 1_000 }),
  ]),
  channels: list(['online', 'branch']),
  requiredFiles: closed({
    natural_person: Type.Optional(FILE),
    organisation: Type.Optional(FILE),
  }),
  needsInterview: Type.Optional(Type.Boolean()),
  amount: closed({ minimum: amount, maximum: amount, step: amount }),
  termMonths: closed({ minimum: count, maximum: count }),
  annualRatePpm: closed({ minimum: ppm, maximum: ppm, step: ppm }),
  offlineAbove: amount,
  securities: list(SECURITIES),
  safeguards: list(SAFEGUARDS),
  safeguardTerms: Type.Optional(SAFEGUARD_TERMS),
  collateral: Type.Optional(closed({ ltvMaxPpm: ppm })),
  services: list(PRODUCT_SERVICES),
  repaymentMethods: list(REPAYMENT_METHODS),
  interestBasis: INTEREST_BASIS,
  oddFirstPeriod: Type.Enum(['by_days', 'periods_and_days']),
  rounding: closed({ interest: rounding, instalment: rounding }),
  workingDayRule: Type.Enum([
    ...['none', 'following', 'modified_following', 'preceding', 'modified_preceding'],
  ]),
  reminderDays: Type.Optional(
    Type.Array(Type.Integer({ minimum: 0, maximum: 30 }), { maxItems: 10 }),
  ),
  waterfall: WATERFALL,
  earlyRepayment: closed({
    fullAllowed: Type.Boolean(),
    partAllowed: Type.Boolean(),
    partMinimum: amount,
    effect: Type.Enum(['shorter_term', 'smaller_instalment']),
  }),
  penalty: closed({
    ofAnnualRatePpm: ppm,
    base: Type.Enum(['principal', 'principal_and_interest']),
    graceDays: count,
    daysInYear: Type.Union([Type.Literal(360), Type.Literal(365)]),
    rounding,
  }),
  bids: closed({
    minimum: amount,
    step: amount,
    maximumSharePpm: ppm,
    allocation: Type.Literal('first_come'),
    gradesBeyondTolerance: count,
  }),
  fundingDays: count,
  approvalValidDays: count,
  tariff: TARIFF,
  creditPolicy: code,
});
export type ProductTermsOnWire = Static<typeof ProductTermsOnWire>;

export const ProposeProductBody = commandBody({
  terms: ProductTermsOnWire,
  clientMoney: Type.Enum(['own_accounts', 'pool'], {
    description:
      'In whose name client money stands. A pool of several owners’ money is no product.',
    examples: ['own_accounts'],
  }),
});

export const ProductVersionOnWire = Type.Object({
  terms: ProductTermsOnWire,
  isApproved: Type.Boolean(),
  approvedOn: Type.Optional(DayOnWire('When a second person released it.')),
  actions: Type.Array(Type.String()),
});
export type ProductVersionOnWire = Static<typeof ProductVersionOnWire>;

export const ProductApproved = Type.Object({ code, version });
