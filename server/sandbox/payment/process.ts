// The payment-provider sandbox as a process. Its configuration stands in a JSON file, whose path is the one
// argument; when it listens it writes one line of JSON with its address and public key to standard output.
import { readFileSync } from 'node:fs';
import { providerNameOnWire } from '@mutua/contract/custodian/provider-settlements.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import Type from 'typebox';
import { Parse } from 'typebox/value';
import { runPaymentProvider } from './main.ts';

const ProcessConfiguration = Type.Object(
  {
    host: Type.String(),
    port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    publicUrl: Type.Optional(Type.String()),
    folder: Type.String(),
    day: Type.String(),
    platformPublicKey: Type.String(),
    callbackUrl: Type.String(),
    sandboxKey: Type.String({ minLength: 16 }),
    name: Type.Optional(providerNameOnWire),
    bankUrl: Type.Optional(Type.String()),
    settlement: Type.Optional(Type.Enum(['instant', 'next_working_day'])),
  },
  { additionalProperties: false },
);

const { callbackUrl, publicUrl, bankUrl, name, settlement, ...configuration } = Parse(
  ProcessConfiguration,
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')),
);
const running = await runPaymentProvider({
  ...configuration,
  ...(publicUrl !== undefined && { publicUrl }),
  ...(name !== undefined && { name }),
  ...(settlement !== undefined && { settlement }),
  bankUrl: () => bankUrl,
  callbackUrl: () => callbackUrl,
  clock: () => instantOfMs(Date.now()),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, running.close);
const { url, publicKey } = running;
process.stdout.write(`${JSON.stringify({ url, publicKey, name: running.name })}\n`);
