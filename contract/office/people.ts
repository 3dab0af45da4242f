// What the office does about people, on the wire.

import { PARTNER_KINDS } from '@mutua/core/people/client.ts';
import Type from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire } from '../money/on-wire.ts';
import { CLIENT_DETAILS } from '../people/client.ts';
import { nameOnWire } from '../people/name.ts';
import { POSITIONS } from '../people/role.ts';

const { signInName, password } = CLIENT_DETAILS;
const name = nameOnWire('陈敏');
const reason = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept with what is done.',
  examples: ['Letter of the court of 2 March.'],
});

export const RegisterStaffBody = commandBody({
  name,
  positions: Type.Array(Type.Enum([...POSITIONS]), {
    minItems: 1,
    maxItems: 24,
    uniqueItems: true,
    examples: [['risk_analyst']],
  }),
  signInName,
  password,
});

export const RegisterObserverBody = commandBody({
  userKind: Type.Enum(['regulator', 'auditor'], { examples: ['regulator'] }),
  name,
  signInName,
  password,
});

export const RegisterPartnerBody = commandBody({
  ...CLIENT_DETAILS,
  clientKind: Type.Enum(['natural_person', 'organisation'], { examples: ['organisation'] }),
  partnerKind: Type.Enum([...PARTNER_KINDS], { examples: ['guarantee_company'] }),
});

export const UserMade = Type.Object({ userId: Type.String({ format: 'uuid' }) });

export const ReasonBody = commandBody({ reason });

export const FreezeAnswer = Type.Object({
  state: Type.Enum(['asked', 'done'], {
    description: '`asked` until a second person bears it out.',
  }),
});

export const DeclareRelationBody = commandBody({
  isRelatedParty: Type.Boolean({ examples: [true] }),
  reason,
});

export const RecordLicenceBody = commandBody({
  name: nameOnWire('ICP licence'),
  validUntil: DayOnWire('The last day on which it holds.'),
});

export const OpenAccountBody = commandBody({
  accountKind: Type.String({
    minLength: 1,
    maxLength: 64,
    description:
      'The kind that is asked for. Accounts open by themselves, so every kind is refused.',
    examples: ['pool'],
  }),
});
