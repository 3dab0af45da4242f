import { describe, expect, it } from 'vitest';
import { requireSpace } from './data-folder.ts';
import { settingsFor } from './settings.ts';

const GIGABYTE = 2 ** 30;

function settingsOf(memoryBytes: number): Record<string, string> {
  const pairs = settingsFor('/socket', { memoryBytes }).filter((part) => part !== '-c');
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}

describe('the memory of the database', () => {
  it.each([
    [0.25 * GIGABYTE, '32MB', '4MB'],
    [8 * GIGABYTE, '1024MB', '8MB'],
    [256 * GIGABYTE, '8192MB', '64MB'],
  ])('of a machine with %d bytes is a part of it', (memory, sharedBuffers, workMemory) => {
    expect(settingsOf(memory)).toMatchObject({
      shared_buffers: sharedBuffers,
      work_mem: workMemory,
    });
  });

  it('is that of this machine or its container when none is named', () => {
    const own = settingsFor('/socket').find((pair) => pair.startsWith('shared_buffers='));
    expect(own).toMatch(/^shared_buffers=(3[2-9]|[4-9]\d|\d{3,4})MB$/);
  });
});

describe('the free space that the database needs', () => {
  it('is asked for in words', () => {
    expect(() => requireSpace('/data', 300 * 2 ** 20, 299 * 2 ** 20)).toThrow(
      'The data folder /data has 299 MB of free space left, and the database needs 300 MB.',
    );
  });

  it('may be just enough', () => {
    expect(() => requireSpace('/data', 300 * 2 ** 20, 300 * 2 ** 20)).not.toThrow();
  });
});
