// Where a demo may be: on a database of its own and on an address that only this machine reaches, since everybody may
// read the passwords of its persons.

export interface DemoPlace {
  /** On which the platform listens. */
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** Whether the bank is the sandbox that the platform starts itself. */
  readonly isSandboxBank: boolean;
  /** Whether the environment says that this is no trial. */
  readonly isProduction?: boolean | undefined;
}

/** Why there can be no demo; nothing where there can be one. */
export function demoAllowed({
  host,
  databaseUrl,
  isSandboxBank,
  isProduction,
}: DemoPlace): string | undefined {
  const because = 'A demo has persons whose passwords everybody may read';
  if (isProduction === true) {
    return `${because}, so there is none in production: leave NODE_ENV out.`;
  }
  if (databaseUrl !== undefined && databaseUrl !== '') {
    return `${because}, so it runs on the embedded database alone: leave DATABASE_URL out.`;
  }
  if (!isLoopback(host)) {
    return `${because}, so it listens on this machine alone: --host 127.0.0.1 instead of ${host}.`;
  }
  if (!isSandboxBank) {
    return `${because}, so it deals with the sandbox bank alone: no other custodian may be connected.`;
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}
