// A refused or failed request on the wire: a problem document (RFC 9457).
import Type, { type Static } from 'typebox';

/** What HTTP itself can refuse; the refusals of the rules have the codes of the glossary. */
export type HttpProblemCode =
  | 'not_found'
  | 'malformed_body'
  | 'body_too_large'
  | 'media_type_not_supported'
  | 'bad_request'
  | 'request_too_slow'
  | 'head_too_large'
  | 'unavailable'
  | 'internal_error';

export const FieldError = Type.Object(
  {
    in: Type.Enum(['body', 'query', 'path', 'header'], {
      description: 'The part of the request in which the field stands.',
    }),
    field: Type.String({
      description:
        'The field as the sender wrote it, such as `inputs.principal` or `flows[3].day`.',
      examples: ['loanAmount'],
    }),
    detail: Type.String({ description: 'What is wrong with it, in the language asked for.' }),
  },
  { $id: 'FieldError', title: 'FieldError' },
);

export const Problem = Type.Object(
  {
    type: Type.String({
      format: 'uri',
      description: 'The kind of problem, as a name that never changes.',
      examples: ['urn:mutua:problem:invalid_input'],
    }),
    title: Type.String({ description: 'The kind of problem in words.' }),
    status: Type.Integer({ minimum: 400, maximum: 599, description: 'The HTTP status.' }),
    code: Type.String({
      pattern: '^[a-z][a-z0-9_]*$',
      description: 'The last part of `type`, for programs.',
      examples: ['invalid_input'],
    }),
    detail: Type.String({
      description: 'What is so and what can be done, in the language asked for (zh-CN or en).',
    }),
    errors: Type.Optional(
      Type.Array(Type.Unsafe<Static<typeof FieldError>>({ $ref: 'FieldError#' }), {
        description: 'The fields concerned.',
      }),
    ),
    data: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          'What the detail speaks of, for programs: a sum as its currency and decimal amount (`CNY 5000.00`), a rate as `12.5%`, a length as `P12M`, a day, an instant, a state, or codes with `, ` between them.',
      }),
    ),
    reference: Type.Optional(
      Type.String({
        description: 'Finds the event in the operator’s log; quote it when you ask for help.',
      }),
    ),
  },
  {
    $id: 'Problem',
    title: 'Problem',
    description: 'A problem document (RFC 9457).',
  },
);
export type FieldError = Static<typeof FieldError>;
export type Problem = Static<typeof Problem>;
