// Persons of a demo, ready to be tried out; there are none on any other platform.
import Type, { type Static } from 'typebox';
import { POSITIONS, ROLES } from '../people/role.ts';

export const DemoPersonOnWire = Type.Object({
  key: Type.String({
    description: 'What the person is for; the same on every platform.',
    examples: ['lender_one'],
  }),
  name: Type.String({ examples: ['顾亦禾'] }),
  signInName: Type.String({ examples: ['demo-lender-one'] }),
  password: Type.String({ description: 'Of the platform.' }),
  roles: Type.Array(Type.Enum([...ROLES])),
  positions: Type.Array(Type.Enum([...POSITIONS]), { description: 'The posts of staff.' }),
  personId: Type.String({ format: 'uuid' }),
  isOrganisation: Type.Boolean(),
  isReady: Type.Boolean({
    description: 'Whether everything is prepared: sign-in, identity, account, questionnaire, cash.',
  }),
  atBank: Type.Optional(
    Type.Object(
      {
        paymentPassword: Type.String({ description: 'Asked on the bank’s own pages.' }),
        mobile: Type.String({ description: 'The number of the sandbox phone.' }),
        phonePin: Type.String({ description: 'Unlocks the sandbox phone, where codes arrive.' }),
      },
      { description: 'Of those who have an account at the sandbox bank.' },
    ),
  ),
});
export type DemoPersonOnWire = Static<typeof DemoPersonOnWire>;

export const DemoPersonsOnWire = Type.Object({
  isReady: Type.Boolean({ description: 'Whether all of them are.' }),
  bankUrl: Type.String({ description: 'Where the sandbox bank has its pages.' }),
  persons: Type.Array(DemoPersonOnWire),
});
export type DemoPersonsOnWire = Static<typeof DemoPersonsOnWire>;
