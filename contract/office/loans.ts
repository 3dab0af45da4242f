// What the office does about loans, on the wire.
import { SAFEGUARDS } from '@mutua/core/product/product.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire, PositiveMoneyOnWire } from '../money/on-wire.ts';

const reason = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept with the decision.',
  examples: ['Income and debts were borne out.'],
});
const text = (description: string, example: string, maxLength = 2_000) =>
  Type.String({ minLength: 1, maxLength, description, examples: [example] });

export const AssessLoanBody = commandBody({});

export const ReviewLoanBody = commandBody({
  opinion: Type.Enum(['approve', 'reject'], { examples: ['approve'] }),
  reason,
});

export const ApproveLoanBody = commandBody({
  loanAmount: Type.Optional(
    PositiveMoneyOnWire('Less than was applied for, where the whole is too much.'),
  ),
  safeguard: Type.Enum([...SAFEGUARDS], {
    description: 'Who pays if the borrower does not; `none` is said too.',
    examples: ['none'],
  }),
  reason,
});

export const DecideBody = commandBody({ reason });

export const PrepareListingBody = commandBody({
  title: text('At most 60 characters.', 'Renovation of a flat', 120),
  summary: Type.String({ maxLength: 2_000, examples: ['Kitchen and bath are made new.'] }),
  loanAmount: PositiveMoneyOnWire('What is offered: the whole of the loan.'),
  termMonths: Type.Integer({ minimum: 1, maximum: 600, examples: [12] }),
  opensAt: InstantOnWire('When bids are taken; later than now.'),
  fundingDays: Type.Integer({ minimum: 1, maximum: 365, examples: [7] }),
  collateralIds: Type.Optional(
    Type.Array(text('The id of registered collateral.', 'C-1', 64), {
      maxItems: 50,
      examples: [[]],
    }),
  ),
});

export const PublishListingBody = commandBody({
  review: Type.Object(
    {
      credit: text('What was found of the credit.', 'Grade B; facts borne out.'),
      assets: text('What was found of the assets.', 'No security; income suffices.'),
      purpose: text('What was found of the purpose.', 'Contract of the builder was seen.'),
      conclusion: Type.Enum(['fit', 'unfit'], { examples: ['fit'] }),
    },
    { additionalProperties: false },
  ),
});

export const RecordAdvanceBody = commandBody({
  borrowerId: Type.String({
    format: 'uuid',
    description: 'Who received it.',
    examples: ['01984d6e-6b1a-7c3e-9d55-0a4c1f2b3d4e'],
  }),
  payer: text('Whose account it came from.', 'Mutua Services Ltd', 100),
  amount: PositiveMoneyOnWire('How much.'),
  receivedOn: DayOnWire('When.'),
});
export const AdvanceInOffice = Type.Object({
  advanceId: Type.String({ format: 'uuid' }),
  borrowerId: Type.String({ format: 'uuid' }),
  payer: Type.String({
    description: 'Whose account it came from: `operator`, the id of a related client, or a name.',
  }),
  amount: MoneyOnWire,
  receivedOn: DayOnWire('When.'),
  makerId: Type.Optional(
    Type.String({ description: 'Who recorded it; left out where the platform saw it come.' }),
  ),
  state: Type.Enum(['open', 'explained'], {
    description: 'While it is open, no loan of this borrower is listed.',
  }),
  explanation: Type.Optional(Type.String()),
  actions: Type.Array(Type.String(), { description: 'What you may do now.' }),
});
export type AdvanceInOffice = Static<typeof AdvanceInOffice>;
export const AdvanceRecorded = Type.Object({ advanceId: Type.String({ format: 'uuid' }) });

export const ListingInOffice = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  state: Type.Enum(['prepared', 'published']),
  title: Type.String(),
  summary: Type.String(),
  loanAmount: MoneyOnWire,
  termMonths: Type.Integer(),
  opensAt: InstantOnWire('When bids are taken.'),
  fundingDays: Type.Integer(),
  makerId: Type.String(),
  checkerId: Type.Optional(Type.String()),
  loanState: Type.String(),
  actions: Type.Array(Type.String()),
});
export type ListingInOffice = Static<typeof ListingInOffice>;
