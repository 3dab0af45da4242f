// What the platform says of itself.
import Type, { type Static } from 'typebox';

export const Health = Type.Object({
  status: Type.Literal('ok'),
  database: Type.Literal('reachable'),
});
export type Health = Static<typeof Health>;

export const PlatformOnWire = Type.Object({
  name: Type.String({ examples: ['Mutua'] }),
  version: Type.String({ description: 'Of the program.', examples: ['0.1.0'] }),
  installationId: Type.String({
    format: 'uuid',
    description: 'Which installation this is; made with its database, and never changed.',
  }),
  createdAt: Type.String({ format: 'date-time', description: 'When its database was made.' }),
  isDemo: Type.Boolean({
    description: 'Whether it has persons to try it out with: GET /api/demo/persons.',
  }),
});
export type PlatformOnWire = Static<typeof PlatformOnWire>;
