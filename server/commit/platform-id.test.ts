import { CommandIdOnWire, IdOnWire } from '@mutua/contract/http/command.ts';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { newPlatformId } from './platform-id.ts';

describe('an id that the platform makes', () => {
  it('names a thing on the wire, and is no id that a person may give to a command', () => {
    const id = newPlatformId();
    expect(Check(IdOnWire(''), id)).toBe(true);
    expect(Check(CommandIdOnWire, id)).toBe(false);
  });

  it('comes after those of an earlier moment, and is nobody else’s', () => {
    const ids = Array.from({ length: 1_000 }, () => newPlatformId(1_780_000_000_000));
    expect(new Set(ids).size).toBe(ids.length);
    expect(newPlatformId(1_780_000_000_001) > String(ids.toSorted().at(-1))).toBe(true);
  });
});
