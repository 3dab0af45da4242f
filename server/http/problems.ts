// Every request that is not done gets a problem document: the one place where a refusal, an invalid
// request, a bug or an unreachable database becomes HTTP.
import { randomUUID } from 'node:crypto';
import type { FieldError, HttpProblemCode, Problem } from '@mutua/contract/http/problem.ts';
import {
  INVALID_TITLE,
  PART_WORDS,
  PROBLEM_WORDS,
  REFUSED_TITLE,
  WHOLE_WORDS,
} from '@mutua/contract/http/problem-words.ts';
import { inputDetail } from '@mutua/contract/words/input-details.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { refusalText } from '@mutua/contract/words/refusals.ts';
import { invalid, type Refusal, type Result, refuse } from '@mutua/core/kit/result.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { OutcomeUnknown } from '../commit/lane.ts';
import { LeaseLost } from '../commit/writer.ts';
import { isDatabaseUnavailable } from '../database/failure.ts';
import { languageOf } from './language.ts';
import { statusOfRefusal } from './refusal-status.ts';
import { fieldErrorOf } from './validation.ts';

const RETRY_AFTER_SECONDS = 5;

/** Thrown by a route where a rule refuses: an expected no, answered with its code and its words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;
  /** Where the field stands that an `invalid_input` names. */
  readonly place: FieldError['in'];

  constructor(refusal: Refusal, place: FieldError['in'] = 'body') {
    super(refusal.code);
    this.refusal = refusal;
    this.place = place;
  }
}

/** The value; a refusal ends the request with its problem document. */
export function orRefused<Value>(result: Result<Value>, place: FieldError['in'] = 'body'): Value {
  if (!result.ok) throw new Refused(result.refusal, place);
  return result.value;
}

/** Too often; when to come again is said. */
export function tooMany(milliseconds: number): Refused {
  const seconds = String(Math.max(1, Math.ceil(milliseconds / 1_000)));
  return new Refused(refuse('too_many_requests', { seconds }).refusal);
}

/** Answers with a problem document, whatever went wrong with a request. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemOf(error, languageOfRequest(request));
  if (problem.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (problem.status === 429) reply.header('retry-after', problem.data?.seconds ?? '60');
  // RFC 9110, 11.6.1: whoever is told to sign in is told how.
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="mutua"');
  if (problem.status >= 500 && !(error instanceof Refused)) {
    request.log.error({ reference: problem.reference, err: error }, 'A request failed.');
  }
  return sendProblem(reply, problem);
}

/** Nothing is there. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, httpProblem('not_found', 404, languageOfRequest(reply.request)));
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('content-language', languageOfRequest(reply.request))
    .header('vary', 'accept-language')
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem);
}

/** A problem of HTTP itself, with the words of its code. */
export function httpProblem(
  code: HttpProblemCode,
  status: number,
  language: Language,
  reference?: string,
): Problem {
  const { title, detail } = PROBLEM_WORDS[code];
  return {
    type: typeOf(code),
    title: title[language],
    status,
    code,
    detail: detail[language].replace('{reference}', reference ?? ''),
    ...(reference === undefined ? {} : { reference }),
  };
}

export function languageOfRequest(request: FastifyRequest): Language {
  return languageOf(request.headers['accept-language']);
}

function problemOf(error: FastifyError, language: Language): Problem {
  if (error instanceof Refused) return refusedProblem(error, language);
  const fieldError = fieldErrorOf(error, language);
  if (fieldError !== undefined) return invalidProblem(fieldError, language);
  // The door says so where it cannot tell whether a command was accepted: asked again, it can.
  const isOutcomeUnknown = error instanceof OutcomeUnknown || error instanceof LeaseLost;
  if (isOutcomeUnknown || isDatabaseUnavailable(error)) {
    return httpProblem('unavailable', 503, language, randomUUID());
  }
  // The server of files says so of an address that leads out of its folder: nothing is there for anybody.
  const statusCode = error.statusCode === 403 ? 404 : (error.statusCode ?? 500);
  if (statusCode >= 400 && statusCode < 500) {
    return httpProblem(codeOf(statusCode, error), statusCode, language);
  }
  if (statusCode === 503) return httpProblem('unavailable', 503, language);
  return httpProblem('internal_error', 500, language, randomUUID());
}

function codeOf(status: number, error: FastifyError): HttpProblemCode {
  if (status === 404) return 'not_found';
  if (status === 413) return 'body_too_large';
  if (status === 415) return 'media_type_not_supported';
  const isUnreadable = error instanceof SyntaxError || error.code?.startsWith('FST_ERR_CTP_');
  return isUnreadable ? 'malformed_body' : 'bad_request';
}

function refusedProblem({ refusal, place }: Refused, language: Language): Problem {
  const { code, data } = refusal;
  if (code === 'invalid_input') {
    const { field = '', detail = '' } = data;
    return invalidProblem({ in: place, field, detail: inputDetail(detail, language) }, language);
  }
  if (code === 'not_found') return httpProblem(code, statusOfRefusal(code), language);
  return {
    type: typeOf(code),
    title: REFUSED_TITLE[language],
    status: statusOfRefusal(code),
    code,
    detail: refusalText(refusal, language),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  };
}

function invalidProblem(error: FieldError, language: Language): Problem {
  const { refusal } = invalid(error.field, error.detail);
  return {
    type: typeOf(refusal.code),
    title: INVALID_TITLE[language],
    status: statusOfRefusal(refusal.code),
    code: refusal.code,
    detail: error.field === '' ? wholeText(error, language) : refusalText(refusal, language),
    errors: [error],
  };
}

/** What is wrong is no field, but the part of the request as a whole. */
function wholeText({ in: place, detail }: FieldError, language: Language): string {
  return WHOLE_WORDS[language].replace('{part}', PART_WORDS[place][language]) + detail;
}

function typeOf(code: string): string {
  return `urn:mutua:problem:${code}`;
}
