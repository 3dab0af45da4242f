import { invalid, ok } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { GUESSED_PASSWORDS } from './guessed-passwords.ts';
import {
  hashOfNobody,
  hashPassword,
  isOutdated,
  readPassword,
  SCRYPT_COST,
  verifyPassword,
} from './password.ts';

const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };

describe('a password that somebody chooses', () => {
  it.each([
    'correct horse',
    '十个字的密码也是可以用',
    `${'x'.repeat(197)}abc`,
    '🐎🔋📎🐎🔋📎🐎🔋📎🐎',
  ])('may be %s', (password) => {
    expect(readPassword(password, 'lin.wei')).toEqual(ok(password));
  });

  it.each([
    ['short-123', 'It must have at least 10 characters.'],
    // Nine signs, though eighteen units of a text.
    ['🐎🔋📎🐎🔋📎🐎🔋📎', 'It must have at least 10 characters.'],
    ['xyz'.repeat(67), 'It must have at most 200 characters.'],
    ['Qwertyuiop', 'It is among the passwords that are guessed first.'],
    ['１２３４５６７８９０', 'It is among the passwords that are guessed first.'],
    ['aaaaaaaaaaaa', 'It is among the passwords that are guessed first.'],
    ['abababababab', 'It is among the passwords that are guessed first.'],
    ['Lin.Wei.1990', 'It must not be the sign-in name.'],
  ])('may not be %s', (password, detail) => {
    expect(readPassword(password, 'lin.wei.1990')).toEqual(invalid('password', detail));
  });

  it('is refused under the name that the field has for its sender', () => {
    expect(readPassword('short', 'lin.wei', 'newPassword')).toMatchObject({
      refusal: { data: { field: 'newPassword' } },
    });
  });

  it('is looked for in a list that has it in small letters, and long enough to be needed', () => {
    for (const common of GUESSED_PASSWORDS) {
      expect(common).toBe(common.toLowerCase());
      expect(common.length, common).toBeGreaterThanOrEqual(10);
    }
  });
});

describe('a password that is kept', () => {
  it('is known again, and no other is taken for it', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$/);
    expect(hash).not.toContain('correct');
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('correct horsf', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('is the same in two ways of typing it', async () => {
    const hash = await hashPassword('caf\u00e9 au lait', CHEAP);
    expect(await verifyPassword('cafe\u0301 au lait', hash)).toBe(true);
  });

  it('has another hash each time', async () => {
    const [one, other] = [await hashPassword('x', CHEAP), await hashPassword('x', CHEAP)];
    expect(one).not.toBe(other);
  });

  it('is to be hashed anew when it was hashed at another cost', async () => {
    const hash = await hashPassword('x', CHEAP);
    expect(isOutdated(hash, CHEAP)).toBe(false);
    expect(isOutdated(hash)).toBe(true);
    expect(isOutdated(hashOfNobody(SCRYPT_COST))).toBe(false);
  });

  it.each([
    '',
    'correct horse',
    hashOfNobody().replace('ln=15', 'ln=30'),
    hashOfNobody().replace('r=8', 'r=999'),
    hashOfNobody().slice(0, -1),
  ])('is none of ours, and a bug, when it reads %s', async (hash) => {
    await expect(verifyPassword('x', hash)).rejects.toThrow('A password is kept as one of');
  });
});

describe('the hash of nobody', () => {
  it('costs what any other does, and no password fits it', async () => {
    expect(hashOfNobody().split('$').slice(0, 3)).toEqual(['', 'scrypt', 'ln=15,r=8,p=1']);
    expect(hashOfNobody()).toHaveLength((await hashPassword('x')).length);
    expect(await verifyPassword('', hashOfNobody(CHEAP))).toBe(false);
  });
});
