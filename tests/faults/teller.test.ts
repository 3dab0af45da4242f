// The counter against a platform that answers whatever the test wants.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoPersonOnWire } from '@mutua/contract/installation/demo.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Teller } from './teller.ts';

const PERSON: DemoPersonOnWire = {
  ...{ key: 'lender-one', name: 'L', signInName: 'l', password: 'p', roles: ['lender'] },
  ...{ positions: [], personId: 'p', isOrganisation: false, isReady: true },
};
const DONE = {
  ...{ acceptedAt: '2026-11-23T02:00:00.000Z', businessDate: '2026-11-23', isRepeat: false },
  result: { state: 'requested' },
};
const AGAIN = { ...DONE, isRepeat: true };

type Reply = (answer: ServerResponse) => void;

let server: Server;
let teller: Teller;
let replies: Reply[] = [];
let violations: string[] = [];

const says =
  (status: number, content: object): Reply =>
  (answer) =>
    void answer
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(content));
const cut: Reply = (answer) => answer.destroy();
const refuses = (code: string) => says(422, { code });

beforeAll(async () => {
  server = createServer((request, answer) => {
    request.resume();
    if (request.url === '/api/sign-in') return says(200, { token: 't' })(answer);
    return (replies.shift() ?? cut)(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  const { port } = server.address() as AddressInfo;
  violations = [];
  teller = new Teller({
    url: () => `http://127.0.0.1:${port}`,
    onViolation: (sentence) => violations.push(sentence),
  });
});

async function sent(...answers: readonly Reply[]) {
  replies = [...answers];
  return teller.send(PERSON, '/api/top-ups', { role: 'lender' });
}

describe('a command', () => {
  it('is acknowledged, refused, or nobody knows', async () => {
    expect(await sent(says(200, DONE))).toMatchObject({ state: 'acknowledged', accepted: DONE });
    expect(await sent(refuses('not_open_yet'))).toMatchObject({ state: 'refused' });
    for (const reply of [cut, says(503, { code: 'unavailable' }), says(500, { code: 'bug' })]) {
      expect(await sent(reply)).toMatchObject({ state: 'unknown' });
    }
    expect(teller.takeSent()).toHaveLength(5);
    expect(teller.takeSent()).toEqual([]);
    expect(violations).toEqual([]);
  });

  it('in flight when its answer never comes is counted, and one that is answered is not', async () => {
    await teller.signIn(PERSON);
    const sending = [sent(cut), teller.send(PERSON, '/api/top-ups')];
    replies = [cut, says(200, DONE)];
    await new Promise((resolve) => setImmediate(resolve));
    const underWay = teller.underWay();
    await Promise.all(sending);
    expect(underWay.cut()).toBe(1);
    expect(teller.underWay().cut()).toBe(0);
  });
});

describe('a repetition', () => {
  it('gets the same answer', async () => {
    const command = await sent(says(200, DONE));
    replies = [says(200, AGAIN), cut];
    await teller.repeat(command);
    await teller.repeat(command);
    expect(command.state).toBe('acknowledged');
    expect(violations).toEqual([]);
  });

  it.each([
    ['another answer', says(200, { ...AGAIN, result: { state: 'other' } }), /and now/],
    ['the answer of another moment', says(200, { ...AGAIN, acceptedAt: 'later' }), /and now/],
    ['done once more', says(200, DONE), /and now/],
    ['a refusal', refuses('wrong_stage'), /is refused when it is repeated: wrong_stage/],
  ] as const)('of what was done may not be %s', async (_, reply, words) => {
    const command = await sent(says(200, DONE));
    replies = [reply];
    await teller.repeat(command);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(words);
  });

  it('of what nobody knows tells what came of it, by the log', async () => {
    const [there, notThere] = [await sent(cut), await sent(cut)];
    there.isLogged = true;
    notThere.isLogged = false;
    replies = [says(200, AGAIN), refuses('not_open_yet')];
    await teller.repeat(there);
    await teller.repeat(notThere);
    expect([there.state, notThere.state]).toEqual(['acknowledged', 'refused']);
    expect(violations).toEqual([]);
  });

  it.each([
    ['is in the log may not be done once more', true, says(200, DONE), /done once more/],
    ['is in the log may not be refused', true, refuses('wrong_stage'), /is refused/],
    ['is not in the log was not done before', false, says(200, AGAIN), /was done before/],
  ] as const)('of what %s', async (_, isLogged, reply, words) => {
    const command = await sent(cut);
    command.isLogged = isLogged;
    replies = [reply];
    await teller.repeat(command);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(words);
  });
});

it('what is impossible may not be accepted, nor another command under an id', async () => {
  replies = [says(200, DONE)];
  await teller.sendInVain(PERSON, '/api/withdrawals');
  const command = await sent(says(200, DONE));
  replies = [says(200, AGAIN)];
  await teller.misuse(command, { role: 'borrower' });
  expect(violations).toHaveLength(2);
});
