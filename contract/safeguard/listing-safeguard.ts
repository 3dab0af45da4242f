// Who pays if the borrower does not, as a listing tells everybody.
import Type, { type Static } from 'typebox';
import { MoneyOnWire, PpmOnWire } from '../money/on-wire.ts';
import { ReserveOnListing } from './reserve.ts';

export const SafeguardOnListing = Type.Object(
  {
    cover: Type.Optional(
      Type.Enum(['instalments', 'accelerated', 'principal', 'principal_and_interest'], {
        description: 'What is paid for.',
      }),
    ),
    compensationDay: Type.Optional(
      Type.Integer({ description: 'The day overdue on which it is paid.' }),
    ),
    ceilingPpm: Type.Optional(PpmOnWire('The most that is paid, as a share of the principal.')),
    reserve: Type.Optional(ReserveOnListing),
    guarantors: Type.Array(
      Type.Object({
        place: Type.Integer({ description: '1 pays first.' }),
        guarantorId: Type.String({ format: 'uuid' }),
        name: Type.Optional(Type.String()),
        partnerKind: Type.Optional(Type.String()),
        guarantorClass: Type.Optional(Type.String()),
        status: Type.Optional(Type.String({ description: 'As it stands now.' })),
        coverLeft: MoneyOnWire,
      }),
    ),
    warnings: Type.Array(
      Type.Enum(['lender_bears_loss', 'guarantor_suspended', 'guarantor_failed']),
      { description: 'What a lender has to know before anything else.' },
    ),
  },
  {
    description:
      'Who pays if the borrower does not, when, and what; nobody is named where nobody does.',
  },
);
export type SafeguardOnListing = Static<typeof SafeguardOnListing>;
