// Signing in on the wire, and who is signed in.
import Type, { type Static } from 'typebox';
import { POSITIONS, ROLES, SIGN_IN_KINDS } from './role.ts';

export const SignInRequestOnWire = Type.Object(
  {
    signInName: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Capital and small letters are the same.',
      examples: ['lin.wei@example.org'],
    }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    sessionKind: Type.Optional(
      Type.Union([Type.Literal('cookie'), Type.Literal('bearer')], {
        description:
          '`cookie` (if left out) for browsers: the token goes into a cookie that no script can read. `bearer` for programs: the answer carries the token, to be sent as `Authorization: Bearer …`.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type SignInRequestOnWire = Static<typeof SignInRequestOnWire>;

const SESSION = {
  sessionId: Type.String({ format: 'uuid' }),
  personId: Type.String({ format: 'uuid' }),
  kind: Type.Enum([...SIGN_IN_KINDS], { description: 'What kind of user has signed in.' }),
  roles: Type.Array(Type.Enum([...ROLES])),
  positions: Type.Array(Type.Enum([...POSITIONS]), {
    description: 'The posts of staff; empty for all others.',
  }),
  expiresAt: Type.String({
    format: 'date-time',
    description: 'When the session ends if nothing is asked before; each request puts it off.',
  }),
  expiresForGoodAt: Type.String({
    format: 'date-time',
    description: 'When it ends whatever is asked.',
  }),
};

export const SessionOnWire = Type.Object(SESSION);
export type SessionOnWire = Static<typeof SessionOnWire>;

export const OpenedSessionOnWire = Type.Object({
  ...SESSION,
  token: Type.Optional(
    Type.String({
      description: 'Of a `bearer` session; it is shown this once and stored nowhere.',
    }),
  ),
});
export type OpenedSessionOnWire = Static<typeof OpenedSessionOnWire>;
