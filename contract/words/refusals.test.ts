import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { refusalText } from './refusals.ts';

describe('the words of a refusal', () => {
  it('are filled with its data, in the language asked for', () => {
    const { refusal } = invalid('inputs.principal', 'It must be greater than 0.');
    expect(refusalText(refusal, 'en')).toBe(
      'Please check "inputs.principal": It must be greater than 0.',
    );
    expect(refusalText(refusal, 'zh-CN')).toBe('“inputs.principal”填写有误：须大于 0。');
  });

  it('take data literally, whatever signs it has in it', () => {
    const { refusal } = refuse('unknown_function', { name: '$& {name} $1' });
    expect(refusalText(refusal, 'en')).toBe('Unknown function: $& {name} $1');
  });

  it('do not leave a gap where the data is missing', () => {
    const { refusal } = refuse('several_solutions');
    expect(() => refusalText(refusal, 'en')).toThrow(
      'The refusal several_solutions carries its "values".',
    );
  });
});
