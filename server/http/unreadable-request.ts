// What cannot even be read as a request of HTTP, or does not come in time, gets a problem document too. No language
// can have been asked for, so it is in English.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@mutua/contract/http/problem.ts';
import { httpProblem } from './problems.ts';

/** Answers what is wrong with it, and ends the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerText(problemOf(error.code)));
  socket.destroy(error);
}

function problemOf(fault: string | undefined): Problem {
  if (fault === 'ERR_HTTP_REQUEST_TIMEOUT') return httpProblem('request_too_slow', 408, 'en');
  if (fault === 'HPE_HEADER_OVERFLOW') return httpProblem('head_too_large', 431, 'en');
  return httpProblem('bad_request', 400, 'en');
}

function answerText(problem: Problem): string {
  const { status } = problem;
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...['Content-Language: en', 'Cache-Control: no-store', 'Connection: close'],
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
