// Every request that the bank does not do is answered with a code and a sentence.
import type { BankProblem, BankProblemCode } from '@mutua/contract/custodian/wire.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const STATUS: Readonly<Record<BankProblem['code'], number>> = {
  invalid_input: 400,
  signature_wrong: 401,
  sandbox_key_wrong: 401,
  not_found: 404,
  request_differs: 409,
  account_not_open: 409,
  account_not_client: 409,
  total_differs: 400,
  platform_has_no_page: 409,
  currency_unknown: 400,
  return_url_refused: 400,
  wrong_stage: 409,
  day_not_closed: 409,
  insufficient_funds: 409,
  body_too_large: 413,
  internal_error: 500,
};

/** Thrown where a request is refused: an expected no. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly code: BankProblemCode;

  constructor(code: BankProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** The value, or the request is refused: nothing is there. */
export function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new RequestRefused('not_found', `There is no such ${what}.`);
  return value;
}

/** The value, or the request is refused: its id was used with other content. */
export function same<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new RequestRefused('request_differs', 'This id was used before with other content.');
}

export function answerProblem(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemOf(error);
  const status = STATUS[problem.code];
  if (status >= 500) request.log.error(error);
  return reply
    .status(status)
    .type('application/json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem);
}

function problemOf(error: FastifyError): BankProblem {
  if (error instanceof RequestRefused) return { code: error.code, detail: error.message };
  if (error.validation !== undefined) return { code: 'invalid_input', detail: sentenceOf(error) };
  const { statusCode = 500 } = error;
  if (statusCode === 413) return { code: 'body_too_large', detail: 'The body is too large.' };
  if (statusCode === 404) return { code: 'not_found', detail: 'There is no such page.' };
  if (statusCode < 500) return { code: 'invalid_input', detail: error.message };
  return { code: 'internal_error', detail: 'The bank has a fault.' };
}

/** The field as the sender wrote it, and what is wrong with it. */
function sentenceOf({ validation = [], validationContext = 'body' }: FastifyError): string {
  const last = validation.at(-1);
  const field = `${validationContext}${last?.instancePath ?? ''}`;
  return `${field} ${last?.message ?? 'is not valid'}.`.replaceAll('/', '.');
}
