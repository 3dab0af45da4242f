// Risk reserves on the wire: what is published of each, what is in it, and how it was accrued and used.
import { RESERVE_COVERS, RESERVE_SHORT_RULES } from '@mutua/core/product/safeguard-terms.ts';
import { RESERVE_ACCRUAL_STATES, RESERVE_STATES } from '@mutua/core/safeguard/reserve-scheme.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, MoneyOnWire, PositiveMoneyOnWire, PpmOnWire } from '../money/on-wire.ts';

const share = Type.Integer({ minimum: 1, maximum: 1_000_000, examples: [10_000] });
const name = Type.String({ minLength: 1, maxLength: 100 });
const reason = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept with the reserve.',
  examples: ['Agreed with the trustee.'],
});

const TERMS = {
  names: Type.Object(
    { 'zh-CN': name, en: name },
    {
      additionalProperties: false,
      description: 'What it is called, in both languages.',
      examples: [{ 'zh-CN': '通用风险准备金', en: 'General reserve' }],
    },
  ),
  trusteeId: Type.String({
    format: 'uuid',
    description: 'The partner in whose own account it lies, and who recovers what it paid.',
    examples: ['01938a4e-7d3a-7c31-8f0e-1c2d3e4f5a6b'],
  }),
  contributorId: Type.String({
    format: 'uuid',
    description: 'The partner who pays into it.',
    examples: ['01938a4e-7d3a-7c31-8f0e-1c2d3e4f5a6c'],
  }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', examples: ['CNY'] }),
  accrualPpm: share,
  cover: Type.Enum([...RESERVE_COVERS], {
    description: 'What it pays of a bad debt.',
    examples: ['principal'],
  }),
  ceilingPpm: share,
  shortRule: Type.Enum([...RESERVE_SHORT_RULES], { examples: ['pro_rata'] }),
};

export const ProposeReserveBody = commandBody({
  code: Type.String({
    pattern: '^[a-z][a-z0-9_]{0,63}$',
    description: 'By it products name the reserve.',
    examples: ['general_reserve'],
  }),
  ...TERMS,
  reason,
});
export const ReserveMade = Type.Object({ schemeId: Type.String({ format: 'uuid' }) });
export const ProposeReserveEndBody = commandBody({ reason });
export const ApproveReserveBody = commandBody({});
export const AskReserveBody = commandBody({
  loanId: Type.String({ format: 'uuid', examples: ['01938a4e-7d3a-7c31-8f0e-1c2d3e4f5a6d'] }),
});
export const ReservePaid = Type.Object({
  due: MoneyOnWire,
  paid: MoneyOnWire,
});
export const RequestReserveMandateBody = commandBody({
  cap: PositiveMoneyOnWire('The most that may go out under it in all.'),
  expiresDay: DayOnWire('The last day on which it holds.'),
});

/** As everybody may see it. */
export const ReserveOnWire = Type.Object({
  schemeId: Type.String({ format: 'uuid' }),
  code: Type.String(),
  ...TERMS,
  trusteeName: Type.Optional(Type.String()),
  contributorName: Type.Optional(Type.String()),
  state: Type.Enum([...RESERVE_STATES]),
  stateSince: Type.Optional(DayOnWire('Since when it is as it is.')),
  balance: MoneyOnWire,
  outstanding: MoneyOnWire,
  target: MoneyOnWire,
  contributed: MoneyOnWire,
  spent: MoneyOnWire,
  refilled: MoneyOnWire,
  released: MoneyOnWire,
  waiting: MoneyOnWire,
  shortSince: Type.Optional(DayOnWire('Since when it was not enough.')),
  reserveRatioPpm: Type.Optional(PpmOnWire('Balance ÷ outstanding principal of covered loans.')),
});
export type ReserveOnWire = Static<typeof ReserveOnWire>;

/** As those who keep it or pay into it see it. */
export const OwnReserve = Type.Object({
  ...ReserveOnWire.properties,
  part: Type.Enum(['trustee', 'contributor'], { description: 'Which part you have in it.' }),
  missedSince: Type.Optional(DayOnWire('Since when its contributor has not paid.')),
  moving: Type.Optional(MoneyOnWire),
});
export type OwnReserve = Static<typeof OwnReserve>;

const SHARE = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  since: DayOnWire('From which day on it owed it.'),
  due: MoneyOnWire,
  paid: MoneyOnWire,
});

export const ReserveInOffice = Type.Object({
  ...ReserveOnWire.properties,
  missedSince: Type.Optional(DayOnWire('Since when its contributor has not paid.')),
  moving: Type.Optional(MoneyOnWire),
  proposal: Type.Optional(
    Type.Object({
      to: Type.Enum(['active', 'ended']),
      reason: Type.String(),
      makerId: Type.String(),
      proposedOn: DayOnWire('When it was prepared.'),
    }),
  ),
  accruals: Type.Array(
    Type.Object({
      day: DayOnWire('The business date.'),
      outstanding: MoneyOnWire,
      accrualPpm: Type.Integer(),
      target: MoneyOnWire,
      balance: MoneyOnWire,
      funded: MoneyOnWire,
      asked: MoneyOnWire,
      state: Type.Enum([...RESERVE_ACCRUAL_STATES]),
      reason: Type.Optional(Type.String()),
    }),
    { description: 'Day by day, the newest first; at most 200.' },
  ),
  spendings: Type.Array(
    Type.Object({
      day: DayOnWire('The business date.'),
      available: MoneyOnWire,
      due: MoneyOnWire,
      paid: MoneyOnWire,
      shortRule: Type.String(),
      shares: Type.Array(SHARE),
    }),
    { description: 'Every use, the newest first; at most 200.' },
  ),
  actions: Type.Array(Type.String()),
});
export type ReserveInOffice = Static<typeof ReserveInOffice>;

/** The reserve behind a listing. */
export const ReserveOnListing = Type.Object({
  schemeId: Type.String({ format: 'uuid' }),
  names: TERMS.names,
  trusteeName: Type.Optional(Type.String()),
  cover: Type.Enum([...RESERVE_COVERS]),
  compensationDay: Type.Integer(),
  shortRule: Type.String(),
  balance: MoneyOnWire,
  coverLeft: MoneyOnWire,
});
export type ReserveOnListing = Static<typeof ReserveOnListing>;
