// How PostgreSQL is set for this machine. The rest are its own defaults; above all, fsync stays on.
import os from 'node:os';

const MEGABYTE = 2 ** 20;

/** The memory that this process may count with: the container's limit where there is one. */
export function machineMemoryBytes(): number {
  const limit = process.constrainedMemory();
  const total = os.totalmem();
  return limit > 0 && limit < total ? limit : total;
}

interface SettingsWishes {
  readonly memoryBytes?: number;
  /** Each instead of ours of that name. */
  readonly others?: Readonly<Record<string, string>>;
}

/** The settings as arguments of `postgres`. */
export function settingsFor(
  socketFolder: string,
  { memoryBytes = machineMemoryBytes(), others = {} }: SettingsWishes = {},
): string[] {
  const share = (part: number, least: number, most: number) =>
    `${Math.floor(Math.min(Math.max(memoryBytes / part / MEGABYTE, least), most))}MB`;
  const settings = {
    // No network: only who may enter the folder finds the socket, and then needs a password.
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0600',
    shared_buffers: share(8, 32, 8_192),
    effective_cache_size: share(2, 128, 262_144),
    maintenance_work_mem: share(32, 32, 1_024),
    work_mem: share(1_024, 4, 64),
    max_wal_size: '2GB',
    // Short statements on indexed rows gain nothing from compiling.
    jit: 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Detail and statement of an error can hold what people entered: they stay out of the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...others,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
