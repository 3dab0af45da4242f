// People as the office looks them up, on the wire: who works here, and how a client stands.
import Type, { type Static } from 'typebox';
import { InstantOnWire, MinorUnitsOnWire, MoneyOnWire } from '../money/on-wire.ts';
import { POSITIONS } from '../people/role.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const StaffInOffice = Type.Object({
  personId: Type.String({ format: 'uuid' }),
  name: Type.Optional(Type.String()),
  userKind: Type.Enum(['staff', 'regulator', 'auditor']),
  positions: Type.Array(Type.Enum([...POSITIONS])),
  registeredAt: InstantOnWire('When.'),
});
export type StaffInOffice = Static<typeof StaffInOffice>;

/** How a client stands; what is personal is there for those who work with it, and covered but for its ends. */
export const ClientStanding = Type.Object({
  clientId: Type.String({ format: 'uuid' }),
  mobileMasked: Type.Optional(Type.String()),
  numberMasked: Type.Optional(Type.String()),
  verifiedAt: Type.Optional(InstantOnWire('When the identity was borne out.')),
  purses: Type.Array(
    Type.Object({
      role: Type.String(),
      account: Type.Optional(Type.String()),
      cash: MoneyOnWire,
      held: MoneyOnWire,
      available: MoneyOnWire,
    }),
    { description: 'The client’s own money, role by role.' },
  ),
  lender: Type.Optional(
    Type.Object(
      {
        tolerance: Type.Integer(),
        questionnaireUntil: Type.Optional(Type.String({ format: 'date' })),
        exposureCeiling: MinorUnitsOnWire('The most that may be lent and bid together.'),
        exposure: MinorUnitsOnWire('What is lent and bid now.'),
        biddingStopped: Type.Boolean(),
        claims: count('How many claims are not ended.'),
        outstanding: MoneyOnWire,
      },
      { description: 'How the client stands as a lender.' },
    ),
  ),
  borrower: Type.Optional(
    Type.Object(
      {
        loans: count('How many loans there ever were.'),
        openLoans: count('How many of them are not ended.'),
        overdueLoans: count('How many of them are overdue or worse.'),
        owed: MoneyOnWire,
      },
      { description: 'How the client stands as a borrower.' },
    ),
  ),
  loans: Type.Array(
    Type.Object({
      loanId: Type.String({ format: 'uuid' }),
      state: Type.String(),
      loanAmount: MoneyOnWire,
      termMonths: Type.Integer(),
    }),
    { description: 'The loans as a borrower, the newest first; at most 50.' },
  ),
  cases: Type.Array(
    Type.Object({
      caseId: Type.String({ format: 'uuid' }),
      caseKind: Type.String(),
      state: Type.String(),
      openedAt: InstantOnWire('When it was opened.'),
    }),
    { description: 'The cases that concern the client, the newest first; at most 50.' },
  ),
});
export type ClientStanding = Static<typeof ClientStanding>;
