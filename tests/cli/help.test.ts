import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { CALCULATIONS } from '../../server/cli/calc.ts';
import { jsonLines, mutua } from './command.ts';

const COMMANDS = [
  '',
  'calc',
  ...CALCULATIONS.map(({ name }) => `calc ${name}`),
  'bench',
  'check',
  'replay',
  'start',
];

describe('help', () => {
  it.each(COMMANDS)('of mutua %s says what it does, with an example', async (command) => {
    const words = command.split(' ').filter((word) => word !== '');
    const { status, stdout, stderr } = await mutua([...words, '--help']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(new RegExp(`^Usage: ${['mutua', ...words].join(' ')}`));
    expect(stdout).toMatch(/\nExample:\n {2}.*mutua /);
    expect(stdout).toContain('--json');
    expect(stdout).toContain('Exit status:');
  });

  it('lists every subcommand', async () => {
    const { stdout } = await mutua(['--help']);
    for (const name of ['calc', 'bench', 'check', 'replay', 'start'])
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    const { stdout: calc } = await mutua(['calc', '--help']);
    for (const name of ['schedule', 'returns', 'day-count', 'apr', 'life']) {
      expect(calc).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it.each(CALCULATIONS.map(({ name, example }) => ({ name, example })))(
    'of calc $name has an example that works as it stands',
    async ({ name, example }) => {
      const { stdout: help } = await mutua(['calc', name, '--help']);
      expect(help).toContain(`echo '${example}' | mutua calc ${name}`);
      expect(example).not.toContain("'");
      const { status, stdout } = await mutua(['calc', name], example);
      expect(status).toBe(0);
      const [answer] = jsonLines(stdout);
      expect(answer).not.toHaveProperty('refusal');
      expect(answer).not.toHaveProperty('ignored');
    },
  );

  it('says the version', async () => {
    expect(await mutua(['--version'])).toEqual({
      status: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });
});

describe('arguments that cannot be used', () => {
  it.each([
    { args: [], said: 'Usage: mutua' },
    { args: ['calc'], said: 'Usage: mutua calc' },
    { args: ['nothing'], said: "unknown command 'nothing'" },
    { args: ['calc', 'nothing'], said: "unknown command 'nothing'" },
    { args: ['calc', 'day-count', 'more'], said: 'too many arguments' },
    { args: ['calc', 'day-count', '--fast'], said: "unknown option '--fast'" },
    { args: ['bench', 'nothing'], said: 'There is no benchmark "nothing"' },
    { args: ['start', '--port'], said: 'argument missing' },
  ])('$args end with status 2 and a word on stderr', async ({ args, said }) => {
    const { status, stdout, stderr } = await mutua(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(said);
  });

  it.each([
    [['--json'], 'unusable_arguments', 'A subcommand is missing; see --help.'],
    [['calc', '--json', 'nothing'], 'unusable_arguments', "unknown command 'nothing'"],
    [['calc', 'apr', '--fast', '--json'], 'unusable_arguments', "unknown option '--fast'"],
    [['bench', 'nothing', '--json'], 'unusable_input', 'There is no benchmark "nothing"'],
  ])('%j are one JSON object on stderr', async (args, code, detail) => {
    const { status, stdout, stderr } = await mutua(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toEqual({
      error: { code, detail: expect.stringContaining(detail) as string },
    });
  });
});
