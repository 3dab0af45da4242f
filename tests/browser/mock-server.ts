// A server that knows the API's description and nothing else: it serves the built pages and answers
// every described path with the examples of its schema.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Starts it on a free port; with `silent` every described path answers 503. */
export async function startMockServer(
  description: Description,
  webFolder: string,
  { silent = false }: { silent?: boolean } = {},
): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://mock').pathname;
    const operation = description.paths[path]?.[(request.method ?? 'GET').toLowerCase()];
    if (operation !== undefined) {
      const schema = operation.responses['200']?.content?.['application/json']?.schema;
      response.writeHead(silent ? 503 : 200, { 'content-type': 'application/json' });
      response.end(silent || schema === undefined ? '{}' : JSON.stringify(exampleOf(schema)));
      return;
    }
    // Every address of a page gets the pages, as on the real server.
    const file = join(webFolder, normalize(extname(path) === '' ? '/index.html' : path));
    const text = await readFile(file).catch(() => undefined);
    const mediaType = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': mediaType });
    response.end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** The first example of a schema, or a value of its kind. */
function exampleOf(schema: Schema): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, exampleOf(part)]),
    );
  }
  if (schema.format === 'date-time') return '2026-11-21T10:42:00.000Z';
  if (schema.format === 'uuid') return '01234567-89ab-4def-8123-456789abcdef';
  return schema.type === 'array' ? [] : schema.type === 'string' ? 'text' : 0;
}
