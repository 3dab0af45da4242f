// How the office's cases wait, on the wire.
import { CASE_KINDS, COLLECTION_STAGES } from '@mutua/core/work/case.ts';
import Type, { type Static } from 'typebox';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const CaseQueueOnWire = Type.Object({
  caseKind: Type.Enum([...CASE_KINDS]),
  stage: Type.Optional(
    Type.Enum([...COLLECTION_STAGES], {
      description: 'Of collection, which has a queue for each.',
    }),
  ),
  count: count('How many are not ended.'),
  untaken: count('How many of them nobody has taken yet.'),
  late: count('How many of them are past their deadline.'),
  oldestSeconds: count('For how long the oldest has been there.'),
  medianSeconds: count('For how long half of them, at most, have been there.'),
  taken: count('How many of them somebody has taken.'),
  medianSecondsToTaking: Type.Optional(
    count('After how long, at most, half of those were taken; left out where none was.'),
  ),
});
export type CaseQueueOnWire = Static<typeof CaseQueueOnWire>;
