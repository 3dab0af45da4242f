// What every command has on the wire, whatever it asks for: an id of the sender's, and an answer that is the
// same at every repetition.
import Type, { type Static, type TSchema } from 'typebox';

const uuid = (versions: string, description: string) =>
  Type.String({
    pattern: `^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[${versions}][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$`,
    description,
    examples: ['01984d6e-6b1a-7c3e-9d55-0a4c1f2b3d4e'],
  });

export const IdOnWire = (description: string) => uuid('1-8', description);

/**
 * The platform's own commands, such as the close of a day, have ids of version 8 that follow from what they do, so
 * that anybody can work them out. Whoever could take such an id first would keep the platform from its work.
 */
export const CommandIdOnWire = uuid(
  '1-7',
  'A UUID made by the sender, of any version but 8, kept on every retry: the command is accepted once under it, and answered the same for ever. A refused one is decided anew.',
);

/** The body of a command: its id beside its fields, and nothing else. */
export function commandBody<Fields extends Readonly<Record<string, TSchema>>>(fields: Fields) {
  return Type.Object({ commandId: CommandIdOnWire, ...fields }, { additionalProperties: false });
}

/** The answer of a command that was accepted. */
export function commandAnswer<Answer extends TSchema>(answer: Answer) {
  return Type.Object({
    commandId: Type.String(),
    acceptedAt: Type.String({
      format: 'date-time',
      description: 'When it was accepted; at a repetition, when it was the first time.',
    }),
    businessDate: Type.String({ format: 'date', description: 'The day on which it was booked.' }),
    isRepeat: Type.Boolean({ description: 'Whether it had been accepted before.' }),
    result: answer,
  });
}

/** The answer where there is nothing to say beyond that it was done. */
export const Done = Type.Object({});
export type Done = Static<typeof Done>;
