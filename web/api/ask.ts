// Asks the platform's API, and takes its answer or its problem document.
import type { Problem } from '@mutua/contract/http/problem.ts';
import i18next from 'i18next';

/** What came back: a value, or why there is none. */
export type Answered<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Nothing answered, or something that is no answer of the platform. */
  | { readonly kind: 'failed'; readonly problem?: Problem };

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** Never throws, but for a request that was called off. */
export async function ask<Value>({
  method = 'GET',
  url,
  body,
  signal,
}: Question): Promise<Answered<Value>> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': i18next.language === 'en' ? 'en' : 'zh-CN',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    return { kind: 'failed' };
  }
  return answered(answer);
}

async function answered<Value>(answer: Response): Promise<Answered<Value>> {
  if (answer.status === 204) return { kind: 'value', value: {} as Value };
  const said: unknown = await answer.json().catch(() => undefined);
  if (said === undefined) return { kind: 'failed' };
  if (answer.ok) return { kind: 'value', value: said as Value };
  const problem = said as Problem;
  return answer.status >= 500 ? { kind: 'failed', problem } : { kind: 'refused', problem };
}

/**
 * An address of the API with its parts and questions filled in.
 *
 * `addressOf('/api/claims/:claimId', { path: { claimId: 'a' }, query: { limit: 5 } })` is `/api/claims/a?limit=5`.
 */
export function addressOf(
  url: string,
  { path = {}, query = {} }: { readonly path?: PathParts; readonly query?: QueryParts } = {},
): string {
  const filled = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') asked.set(name, String(value));
  }
  const text = asked.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

export type PathParts = Readonly<Record<string, string>>;
export type QueryParts = Readonly<Record<string, string | number | boolean | undefined>>;
