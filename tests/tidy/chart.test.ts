// The chart of accounts and the transfer codes stand in four places: the code, the tables' own checks, the words on
// statements, and the glossary. They say the same.
import { TRANSFER_WORDS } from '@mutua/contract/words/transfer-words.ts';
import { type AccountKind, CASH_KINDS, CHART } from '@mutua/core/ledger/chart.ts';
import { TRANSFER_CODES, type TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
import { describe, expect, it } from 'vitest';
import { repositoryFiles } from './tree.ts';

/** How the glossary speaks of several kinds at once. */
const SEVERAL: Readonly<Record<string, readonly AccountKind[]>> = {
  'a cash account': CASH_KINDS,
  "a holder's cash": ['lender_cash', 'partner_cash'],
  "the seller's cash": ['lender_cash'],
  "its contributor's cash": ['borrower_cash', 'partner_cash'],
  "the component's account": ['loan_principal', 'loan_interest', 'loan_penalty', 'loan_fee'],
};

interface Texts {
  readonly glossary: string;
  readonly sql: string;
}

const files = repositoryFiles();
const REAL: Texts = {
  glossary: files.find(({ path }) => path === 'docs/GLOSSARY.md')?.text ?? '',
  sql: files
    .filter(({ path }) => path.startsWith('server/database/migrations/'))
    .map(({ text }) => text)
    .join('\n'),
};

describe('the chart of accounts and the transfer codes', () => {
  it('are the same in the code, the tables, the words and the glossary', () => {
    expect(faultsOf(REAL)).toEqual([]);
  });

  it.each<[string, Partial<Texts>]>([
    ['a kind that the tables do not know', { sql: REAL.sql.replace('      unmatched28,\n', '') }],
    ['a kind with another number', { sql: REAL.sql.replace('loan_owed50', 'loan_owed51') }],
    [
      'a kind on another side',
      {
        glossary: REAL.glossary.replace(
          '| `loan_owed` | 债务对方 | debt |',
          '| `loan_owed` | 债务对方 | money |',
        ),
      },
    ],
    [
      'a kind that may be negative',
      {
        glossary: REAL.glossary.replace('mirror of the rail | yes |', 'mirror of the rail | no |'),
      },
    ],
    [
      'a kind of the glossary alone',
      {
        glossary: REAL.glossary.replace(
          '| `custody` | 存管银行存款',
          '| `pool` | 资金池 | money | credit | x | x | no | x |\n| `custody` | 存管银行存款',
        ),
      },
    ],
    ['a movement that the tables do not allow', { sql: REAL.sql.replace('      2412520,\n', '') }],
    [
      'a movement that only the tables allow',
      { sql: REAL.sql.replace('2102321,', '2102321,2102320,') },
    ],
    [
      'a code with other accounts',
      {
        glossary: REAL.glossary.replace(
          '| `loan_funding` → `borrower_cash` |',
          '| `loan_funding` → `partner_cash` |',
        ),
      },
    ],
    [
      'a code with another number',
      { glossary: REAL.glossary.replace('| 210 | `disbursement`', '| 219 | `disbursement`') },
    ],
    [
      'a code that may be pending in the glossary alone',
      { glossary: REAL.glossary.replace('`disbursement` |', '`disbursement` P |') },
    ],
    [
      'a code that may be pending in the tables alone',
      {
        sql: REAL.sql.replace('code in (110, 200, 220,', 'code in (110, 200, 210, 220,'),
      },
    ],
    [
      'other words on a statement',
      { glossary: REAL.glossary.replace('| 放款 | Disbursement |', '| 放款 | Payout |') },
    ],
  ])('are seen to differ by %s', (_, planted) => {
    const texts = { ...REAL, ...planted };
    expect(texts).not.toEqual(REAL);
    expect(faultsOf(texts)).not.toEqual([]);
  });
});

function faultsOf({ glossary, sql }: Texts): string[] {
  return [...kindFaults(glossary, sql), ...codeFaults(glossary, sql)];
}

function kindFaults(glossary: string, sql: string): string[] {
  const section = between(glossary, '## 6 Chart of accounts', '## 7 Transfer codes');
  const told = rowsOf(section).map((cells) => {
    const [name = '', , side, normal, , , negative = ''] = cells;
    return `${nameIn(name)} ${side} ${normal} ${negative.startsWith('yes')}`;
  });
  const coded = Object.entries(CHART).map(
    ([kind, { side, normal, mayBeNegative }]) => `${kind} ${side} ${normal} ${mayBeNegative}`,
  );
  const numbers = [
    ...between(sql, 'constraint number_fits_kind', '::text[]').matchAll(/([a-z_]+)(\d{2})\b/g),
  ].map(([, kind, number]) => `${kind} ${number}`);
  return [
    ...differences('chart in the glossary', told, coded),
    ...differences(
      'chart in the tables',
      numbers,
      Object.entries(CHART).map(([kind, row]) => `${kind} ${row.number}`),
    ),
  ];
}

function codeFaults(glossary: string, sql: string): string[] {
  const section = between(glossary, '## 7 Transfer codes', '## 8 Refusals');
  const rows = rowsOf(section);
  const told = rows.flatMap(([number = '', name = '', accounts = '']) =>
    movementsIn(accounts).map(
      (pair) => `${number} ${nameIn(name)}${/ P$/.test(name) ? ' P' : ''} ${pair}`,
    ),
  );
  const codes = Object.entries(TRANSFER_CODES);
  const coded = codes.flatMap(([name, row]) =>
    pairsOf(row).map(
      ([debit, credit]) =>
        `${row.number} ${name}${row.mayBePending ? ' P' : ''} ${debit} → ${credit}`,
    ),
  );
  const allowed = between(sql, 'constraint code_fits_accounts', ');\n\ncreate index');
  const triples = [...allowed.matchAll(/\b(\d{7})\b/g)].map((match) => match[1] ?? '');
  const codedTriples = codes.flatMap(([, row]) =>
    pairsOf(row).map(
      ([debit, credit]) => `${row.number}${CHART[debit].number}${CHART[credit].number}`,
    ),
  );
  const pending =
    /may_be_pending check \(kind = 'posted' or code in \(([\d, ]+)\)\)/.exec(sql)?.[1] ?? '';
  const codedPending = codes
    .filter(([, row]) => row.mayBePending)
    .map(([, row]) => String(row.number));
  const words = rows.map(
    ([, name = '', , chinese = '', english = '']) => `${nameIn(name)} ${chinese} ${english}`,
  );
  const codedWords = codes.map(([name]) => {
    const { 'zh-CN': chinese, en } = TRANSFER_WORDS[name as TransferCode];
    return `${name} ${chinese.join('；')} ${en.join('; ')}`;
  });
  return [
    ...differences('codes in the glossary', told, coded),
    ...differences('codes in the tables', triples, codedTriples),
    ...differences('pending codes in the tables', pending.split(', '), codedPending),
    ...differences('words in the glossary', words, codedWords),
  ];
}

function pairsOf({ pairs }: (typeof TRANSFER_CODES)[TransferCode]): [AccountKind, AccountKind][] {
  return pairs.flatMap(({ debit, credit }) =>
    debit.flatMap((from) => credit.map((to): [AccountKind, AccountKind] => [from, to])),
  );
}

/** Every debit kind with every credit kind of a cell such as "`a` or `b` → a cash account". */
function movementsIn(cell: string): string[] {
  const [from = [], to = []] = cell.split(/[→↔]/).map(kindsIn);
  const ways = from.flatMap((debit) => to.map((credit) => `${debit} → ${credit}`));
  const back = cell.includes('↔')
    ? to.flatMap((debit) => from.map((credit) => `${debit} → ${credit}`))
    : [];
  return [...ways, ...back];
}

function kindsIn(side: string): string[] {
  const several = Object.entries(SEVERAL).flatMap(([words, kinds]) =>
    side.includes(words) ? kinds : [],
  );
  return [...[...side.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ''), ...several];
}

function differences(what: string, told: readonly string[], coded: readonly string[]): string[] {
  const [left, right] = [new Set(told), new Set(coded)];
  return [
    ...told.filter((one) => !right.has(one)).map((one) => `${what}: only there: ${one}`),
    ...coded.filter((one) => !left.has(one)).map((one) => `${what}: not there: ${one}`),
  ];
}

/** The cells of every row of the section's tables. */
function rowsOf(section: string): string[][] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('`'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function nameIn(cell: string): string {
  return /`(\w+)`/.exec(cell)?.[1] ?? '';
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  return text.slice(from, text.indexOf(end, from));
}
