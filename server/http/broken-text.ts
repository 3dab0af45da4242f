// What no text of a person holds and no database keeps: it is refused before anything else looks at it.
import type { FastifyRequest } from 'fastify';

/** A control character but tab and line breaks, or half of a character of two halves. */
const BROKEN = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

const PATH_LENGTH_MAX = 200;

interface Part {
  readonly value: unknown;
  /** As the schemas' own errors write it: `/consents/0/version`. */
  readonly path: string;
}

/** An invalid request, as the schemas would have found it. */
class BrokenText extends Error {
  override readonly name = 'BrokenText';
  readonly statusCode = 400;
  readonly validation: readonly object[];
  readonly validationContext: string;

  constructor(instancePath: string, validationContext: string) {
    super('A text is broken.');
    this.validation = [{ keyword: 'text', instancePath, params: {} }];
    this.validationContext = validationContext;
  }
}

/** Looks through everything that the sender wrote, however deep; messages of the rails are read by their own readers. */
export function refuseBrokenText(request: FastifyRequest): void {
  if (request.routeOptions.config.access === 'signed_request') return;
  const { body, query, params } = request;
  for (const [place, value] of Object.entries({ params, querystring: query, body })) {
    const path = brokenPlace(value);
    if (path !== undefined) throw new BrokenText(shortened(path), place);
  }
}

/** Of what stands deeper than anything of ours, the field at the top is named. */
function shortened(path: string): string {
  return path.length <= PATH_LENGTH_MAX ? path : (/^\/[^/]{0,100}/.exec(path)?.[0] ?? '');
}

function brokenPlace(root: unknown): string | undefined {
  const waiting: Part[] = [{ value: root, path: '' }];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { value, path } = part;
    if (typeof value === 'string' && BROKEN.test(value)) return path;
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    for (const [name, inside] of Object.entries(value)) {
      if (BROKEN.test(name)) return path;
      waiting.push({
        value: inside,
        path: `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`,
      });
    }
  }
  return undefined;
}
