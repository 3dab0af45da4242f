// One holder at a time, across processes. A holder that died without a word does not stand in the way.
//
// The lock is a file with the holder's identity. A dead holder's file is removed under a guard, so that of
// two who find it dead only one removes it, and neither removes the other's new one.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HEARTBEAT_MS = 10_000;
// A holder on another machine or in another container cannot be asked: it is dead when its file rests.
const SILENCE_MS = 60_000;
// Between making the file and writing it lies a moment in which it cannot be read.
const WRITING_MS = 5_000;

/** Takes the lock, or says who holds it. `note` is kept in the file for whoever asks. */
export function tryLock(file, note = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const identity = { ...ownIdentity(), since: new Date().toISOString(), token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (placeFile(file, { ...identity, ...note })) return { held: heldLock(file, identity) };
    const holder = readHolder(file);
    if (isAlive(file, holder)) return { holder: holder ?? identity };
    removeDead(file);
  }
  return { holder: readHolder(file) ?? identity };
}

/** Waits until the lock is free and takes it. `onWait` is called once with the holder, if there is one. */
export async function waitForLock(file, { note = {}, patienceMs = 900_000, onWait } = {}) {
  const until = Date.now() + patienceMs;
  let told = false;
  for (;;) {
    const { held, holder } = tryLock(file, note);
    if (held !== undefined) return held;
    if (!told) onWait?.(holder);
    told = true;
    if (Date.now() > until) {
      throw new Error(`Process ${holder.pid} has held ${file} for too long. End it and try again.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function heldLock(file, identity) {
  const heartbeat = setInterval(() => {
    // A heartbeat that cannot be written (disk full, folder gone) must not end the holder's work.
    fs.utimes(file, new Date(), new Date(), () => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    /** Names a process that works for the holder: as long as it runs, the lock holds, even without the holder. */
    employ(pid) {
      this.describe({ worker: { pid, began: beginningOf(pid) } });
    },
    /** Replaces the note that others read. */
    describe(note) {
      const next = `${file}.${identity.token}`;
      fs.writeFileSync(next, textOf({ ...identity, ...note }));
      fs.renameSync(next, file);
    },
    release() {
      clearInterval(heartbeat);
      if (readHolder(file)?.token === identity.token) fs.rmSync(file, { force: true });
    },
  };
}

function placeFile(file, content) {
  try {
    fs.writeFileSync(file, textOf(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function textOf(content) {
  return `${JSON.stringify(content)}\n`;
}

function readHolder(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isAlive(file, holder) {
  if (holder === undefined) return ageOf(file) < WRITING_MS;
  const own = ownIdentity();
  if (holder.host !== own.host) return ageOf(file) < SILENCE_MS;
  if (holder.boot !== own.boot) return false;
  return isRunning(holder) || (holder.worker !== undefined && isRunning(holder.worker));
}

function isRunning({ pid, began }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  // The number may have gone to another process since: then that one began at another moment.
  return began === beginningOf(pid);
}

function removeDead(file) {
  const guard = `${file}.guard`;
  try {
    fs.mkdirSync(guard);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (ageOf(guard) > WRITING_MS) fs.rmSync(guard, { recursive: true, force: true });
    return;
  }
  if (!isAlive(file, readHolder(file))) fs.rmSync(file, { force: true });
  fs.rmSync(guard, { recursive: true, force: true });
}

function ageOf(file) {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found === undefined ? Number.POSITIVE_INFINITY : Date.now() - found.mtimeMs;
}

function ownIdentity() {
  return {
    pid: process.pid,
    began: beginningOf(process.pid),
    boot: readText('/proc/sys/kernel/random/boot_id'),
    host: `${os.hostname()} ${readLink('/proc/self/ns/pid')}`.trim(),
  };
}

/**
 * The clock tick in which a process began, field 22 of `/proc/PID/stat`. Empty where there is no /proc,
 * and for a process that is dead but not yet buried by its parent (state Z).
 */
function beginningOf(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function readLink(file) {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}
