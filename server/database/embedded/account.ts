// The operating system's account under which PostgreSQL runs. It refuses to run as root, so root gives it
// to `nobody`; everybody else runs it as themselves. No account is ever created.
import { type SpawnOptions, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartRefused } from '../../start-refused.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  /** False when we are root and PostgreSQL is somebody else. */
  readonly isOwn: boolean;
}

export function postgresAccount(): Account {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? -1, name: `user ${uid}`, isOwn: true };
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  if (nobody === undefined) {
    throw new StartRefused(
      'PostgreSQL does not run as root, and this machine has no user "nobody" to run it. Start Mutua as an ordinary user.',
      2,
    );
  }
  return { uid: Number(nobody[2]), gid: Number(nobody[3]), name: 'user nobody', isOwn: false };
}

/** How a process is started under the account; its folder is one that everybody may enter. */
export function spawnAs(account: Account): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  // Of our environment only what PostgreSQL needs; secrets in it are none of its business.
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  return account.isOwn ? { cwd: '/', env } : { cwd: '/', env, uid: account.uid, gid: account.gid };
}

/** Whether the account may enter the folder and write there, found by doing so. */
export function canUseFolder(account: Account, folder: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w .', folder], {
    ...spawnAs(account),
    stdio: 'ignore',
  });
  return tried.status === 0;
}
