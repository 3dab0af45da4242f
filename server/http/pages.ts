// The pages: the files that the build made of `web/`, and their first page for every address of theirs.
import { existsSync } from 'node:fs';
import path from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendNotFound } from './problems.ts';

const INDEX = 'index.html';

/** The one route of the files; its maker lets nothing be declared with it. */
export const PAGES_PATH = '/*';

/** Serves the folder; without one (the API alone) every unknown address is not found. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const hasPages = existsSync(path.join(folder, INDEX));
  if (hasPages) {
    await app.register(staticFiles, {
      root: folder,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, file) => {
        reply.header('cache-control', cachingOf(path.relative(folder, file)));
      },
    });
  }
  app.setNotFoundHandler((request, reply) =>
    hasPages && isPage(request) ? sendIndex(reply) : sendNotFound(reply),
  );
}

function sendIndex(reply: FastifyReply): FastifyReply {
  return reply.status(200).sendFile(INDEX);
}

/** An address that a person opened in a browser, not a file and not the API. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const [address = ''] = url.split('?');
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers.accept ?? '').includes('text/html') &&
    !/^\/(api|health)(\/|$)/.test(address) &&
    path.posix.extname(address) === ''
  );
}

/** The build gives each file under `assets/` a name that changes with its content. */
function cachingOf(file: string): string {
  return file.startsWith(`assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
