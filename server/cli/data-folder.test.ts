import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rootFolder } from '../root-folder.ts';
import { dataFolder, namedDataFolder } from './data-folder.ts';

const DEFAULT = path.join(rootFolder(), '.mutua');

describe('the data folder', () => {
  it('is the one that was typed, before that of the environment', () => {
    expect(dataFolder('/srv/typed', { MUTUA_DATA: '/srv/said' })).toBe('/srv/typed');
    expect(dataFolder(undefined, { MUTUA_DATA: '/srv/said' })).toBe('/srv/said');
  });

  it('is beside the program where none is named', () => {
    expect(dataFolder(undefined, {})).toBe(DEFAULT);
    expect(namedDataFolder(undefined, {})).toBeUndefined();
  });

  it('is the default one where MUTUA_DATA is empty, and not the present folder', () => {
    expect(dataFolder(undefined, { MUTUA_DATA: '' })).toBe(DEFAULT);
    expect(dataFolder('', { MUTUA_DATA: '' })).toBe(DEFAULT);
    expect(namedDataFolder(undefined, { MUTUA_DATA: '' })).toBeUndefined();
  });

  it('is told from the present folder where its name is relative', () => {
    expect(dataFolder('here', {})).toBe(path.resolve('here'));
  });
});
