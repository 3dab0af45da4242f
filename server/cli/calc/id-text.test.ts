import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idText } from './id-text.ts';

describe('the id as it was written', () => {
  it.each([
    ['{"id":9007199254740993}', '9007199254740993'],
    ['{"id":1.0,"a":2}', '1.0'],
    [' { "a" : { "id" : 1 } , "id" : -0 } ', '-0'],
    ['{"a":[{"id":1},"}"],"b":"\\",\\"id\\":2","id":3}', '3'],
    ['{"id":1,"id":2e3}', '2e3'],
    ['{"\\u0069d":7}', '7'],
    ['{"id":"a, b}"}', '"a, b}"'],
    ['{\r\n"id"\t:\n1\r\n}', '1'],
  ])('in %s', (line, text) => {
    expect(idText(line)).toBe(text);
  });

  it('is not there', () => {
    expect(idText('{}')).toBeUndefined();
    expect(idText('{"a":{"id":1},"b":[{"id":2}]}')).toBeUndefined();
  });

  it('is what the parser sees, in any object and however it is set', () => {
    const blank = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.double(),
        blank,
        (fields, id, blanks) => {
          const finite = Number.isFinite(id) ? id : 0;
          const line = JSON.stringify({ ...fields, id: finite, z: fields }, null, blanks);
          expect(Number(idText(line))).toBe(JSON.parse(line).id);
        },
      ),
    );
  });
});
