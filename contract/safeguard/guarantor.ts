// Guarantors on the wire: their standing, as two persons set it.
import {
  GUARANTOR_CLASSES,
  GUARANTOR_STATUSES,
  RISK_CONTROLS,
} from '@mutua/core/safeguard/guarantor.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';
import { CommitmentOnWire } from './commitment.ts';
import { CompensationOnWire } from './compensation.ts';

const reason = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept with the standing.',
  examples: ['Annual report of 2025 and the record so far.'],
});

const STANDING = {
  status: Type.Enum([...GUARANTOR_STATUSES], {
    description: '`suspended` takes no new commitments; `failed` is not expected to pay.',
    examples: ['active'],
  }),
  line: MoneyOnWire,
  riskControl: Type.Enum([...RISK_CONTROLS], {
    description: 'How well it controls its own risks.',
    examples: ['strong'],
  }),
  guarantorClass: Type.Enum([...GUARANTOR_CLASSES], {
    description: 'Its class among guarantors, the safest first.',
    examples: ['A'],
  }),
  leveragePpm: Type.Integer({
    minimum: 0,
    maximum: 100_000_000,
    description: 'All that it guarantees anywhere ÷ its net assets. Parts per million.',
    examples: [4_000_000],
  }),
};
const Standing = Type.Object(STANDING);

export const ProposeGuarantorBody = commandBody({ ...STANDING, reason });
export const ApproveGuarantorBody = commandBody({});
export const SuspendGuarantorBody = commandBody({ reason });

export const GuarantorOnWire = Type.Object({
  guarantorId: Type.String({ format: 'uuid' }),
  name: Type.Optional(Type.String()),
  partnerKind: Type.Optional(Type.String()),
  standing: Type.Optional(Standing),
  committed: Type.Optional(MoneyOnWire),
  remaining: Type.Optional(MoneyOnWire),
  proposal: Type.Optional(
    Type.Object({
      standing: Standing,
      reason: Type.String(),
      makerId: Type.String(),
      proposedOn: DayOnWire('When it was prepared.'),
    }),
  ),
  actions: Type.Array(Type.String()),
});
export type GuarantorOnWire = Static<typeof GuarantorOnWire>;

export const GuarantorInOffice = Type.Object({
  ...GuarantorOnWire.properties,
  changes: Type.Array(
    Type.Object({
      number: Type.Integer(),
      standing: Standing,
      reason: Type.String(),
      /** Left out where it was suspended by rule. */
      makerId: Type.Optional(Type.String()),
      checkerId: Type.Optional(Type.String()),
      at: InstantOnWire('When.'),
      day: DayOnWire('On which business date.'),
    }),
    { description: 'Every standing that was set, the newest first.' },
  ),
  commitments: Type.Array(CommitmentOnWire, {
    description: 'What it is asked for and what it has signed, the newest first; at most 200.',
  }),
  compensations: Type.Array(CompensationOnWire, {
    description: 'What it has paid and what it has missed, the newest first; at most 200.',
  }),
});
export type GuarantorInOffice = Static<typeof GuarantorInOffice>;

/** A guarantor sees its own standing, and not who set it. */
export const OwnStanding = Type.Object({
  standing: Type.Optional(Standing),
  committed: Type.Optional(MoneyOnWire),
  remaining: Type.Optional(MoneyOnWire),
  /** Set aside of its own cash for its compensations. */
  deposit: Type.Optional(MoneyOnWire),
});
