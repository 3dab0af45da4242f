// Authority limits on the wire: which position decides on loans up to which amount and grade.
import { GRADES } from '@mutua/core/credit/grade.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, MinorUnitsOnWire, PositiveMinorUnitsOnWire } from '../money/on-wire.ts';
import { POSITIONS } from '../people/role.ts';

const grade = Type.Enum([...GRADES], { description: 'The worst grade.', examples: ['C'] });
const position = Type.Enum([...POSITIONS], { examples: ['risk_analyst_lead'] });

export const ProposeAuthorityBody = commandBody({
  limits: Type.Array(
    Type.Object(
      {
        position,
        amountMax: PositiveMinorUnitsOnWire('In minor units of the loan’s currency.'),
        worstGrade: grade,
      },
      { additionalProperties: false },
    ),
    {
      minItems: 1,
      maxItems: 30,
      description: 'All limits; a position that is not here decides on nothing.',
      examples: [[{ position: 'risk_analyst_lead', amountMax: '10000000', worstGrade: 'C' }]],
    },
  ),
  effectiveFrom: DayOnWire('The first day on which they hold; not before the business date.'),
});

export const AuthorityMade = Type.Object({ number: Type.Integer({ minimum: 1 }) });

export const AuthorityOnWire = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  limits: Type.Array(
    Type.Object({
      position: Type.String(),
      amountMax: MinorUnitsOnWire('In minor units of the loan’s currency.'),
      worstGrade: Type.String(),
    }),
  ),
  effectiveFrom: DayOnWire('The first day on which they hold.'),
  isApproved: Type.Boolean(),
  actions: Type.Array(Type.String()),
});
export type AuthorityOnWire = Static<typeof AuthorityOnWire>;
