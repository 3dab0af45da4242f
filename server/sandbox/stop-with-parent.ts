// A sandbox that the platform started ends with it: its standard input is a pipe to the platform, which the system
// closes however the platform ends, so that no orphan holds its books or its port.
const LAST_MS = 10_000;

process.stdin.on('error', stop);
process.stdin.on('close', stop);
process.stdin.resume();
// Listening for that end alone keeps no process alive.
process.stdin.unref();

function stop(): void {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), LAST_MS).unref();
}
