// Connections on which nothing is asked are closed when the server stops. Node's own way leaves out those
// that never asked anything, such as browsers open in advance, and those that become idle only then.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const SWEEP_MS = 100;

export function closeIdleConnectionsAtEnd(app: FastifyInstance): void {
  /** How many answers each connection waits for. */
  const open = new Map<Socket, number>();
  const count = (socket: Socket, change: number) => {
    const before = open.get(socket);
    if (before !== undefined) open.set(socket, before + change);
  };
  app.server.on('connection', (socket: Socket) => {
    open.set(socket, 0);
    socket.once('close', () => open.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  app.addHook('preClose', async () => {
    if (!app.server.listening) return;
    const sweep = setInterval(() => {
      for (const [socket, waiting] of open) if (waiting === 0) socket.destroy();
    }, SWEEP_MS);
    app.server.once('close', () => clearInterval(sweep));
  });
}
