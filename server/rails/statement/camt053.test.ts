import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import { isAlike, itHoldsTogether } from '@mutua/core/kit/laws-together.test.ts';
import { invalid, ok, refuse } from '@mutua/core/kit/result.ts';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { anyStatement, PAGE } from './any-statement.test.ts';
import { readCamt053 } from './camt053-read.ts';
import { writeCamt053 } from './camt053-write.ts';

const DOCUMENT = writeCamt053(PAGE);

/** Any statement, and a place of its message where a few characters are lost and others stand instead. */
const anyDamage = fc.record({
  statement: anyStatement,
  at: fc.nat(),
  length: fc.nat(12),
  instead: fc.oneof(fc.string(), fc.constantFrom('0', '1', '<Ntry>', '</Stmt>', '&x;', '-')),
});

describe('a message of any statement', () => {
  itHoldsTogether({
    drawn: anyDamage,
    make: (drawn) => ({ ...drawn, document: writeCamt053(drawn.statement) }),
    laws: [
      {
        name: 'is read as it was written, whichever it is',
        holds: ({ statement, document }) => {
          const read = readCamt053(document);
          if (!isAlike(read, ok(statement))) expect(read).toEqual(ok(statement));
        },
      },
      {
        name: 'that was damaged is refused, or still means a statement of the right form that adds up',
        holds: ({ document, at, length, instead }) => {
          const from = at % document.length;
          const damaged = document.slice(0, from) + instead + document.slice(from + length);
          const read = readCamt053(damaged);
          if (read.ok) return Check(CustodianStatement, read.value);
          return /^(invalid_input|currencies_mixed|number_too_large)$/.test(read.refusal.code);
        },
      },
    ],
  });
});

describe('a statement as camt.053', () => {
  it('looks as this page does', () => {
    const page = path.join(import.meta.dirname, 'fixtures', 'camt053-page.xml');
    const lines = DOCUMENT.replace(
      /<(GrpHdr|Stmt|Bal|TxsSummry|Ntry|SplmtryData|Account|Control)\b/g,
      '\n<$1',
    );
    expect(lines).toBe(readFileSync(page, 'utf8'));
  });

  it('shows an internal movement as a debit and a credit that leave the balance as it is', () => {
    const entries = DOCUMENT.split('<Ntry>').slice(1);
    expect(entries).toHaveLength(4);
    expect(entries[2]).toContain(
      '<NtryRef>E3/D</NtryRef><Amt Ccy="CNY">30.00</Amt><CdtDbtInd>DBIT<',
    );
    expect(entries[2]).toContain('<Fmly><Cd>ICDT</Cd><SubFmlyCd>BOOK</SubFmlyCd></Fmly>');
    expect(entries[3]).toContain(
      '<NtryRef>E3/C</NtryRef><Amt Ccy="CNY">30.00</Amt><CdtDbtInd>CRDT<',
    );
    expect(entries[3]).toContain('<Fmly><Cd>RCDT</Cd><SubFmlyCd>BOOK</SubFmlyCd></Fmly>');
  });

  it('has as many decimals as its currency', () => {
    const inYen = { ...PAGE, currency: 'JPY' };
    const inDinar = { ...PAGE, currency: 'KWD' };
    expect(writeCamt053(inYen)).toContain('<Amt Ccy="JPY">13000</Amt>');
    expect(writeCamt053(inDinar)).toContain('<Amt Ccy="KWD">13.000</Amt>');
  });
});

describe('a message of another make', () => {
  const same = (document: string) => expect(readCamt053(document)).toEqual(ok(PAGE));

  it('may spell its namespace with a prefix', () => {
    const prefixed = DOCUMENT.replaceAll(/<(\/?)(\w+)/g, (whole, end: string, name: string) =>
      /^(CustodyBalances|Account|Control)$/.test(name) ? whole : `<${end}c:${name}`,
    ).replace('xmlns="urn:iso', 'xmlns:c="urn:iso');
    same(prefixed);
  });

  it('may hold white space, comments and elements that a statement does not need', () => {
    same(DOCUMENT.replaceAll('><', '>\n  <'));
    same(DOCUMENT.replace('<Stmt>', '<Stmt><!-- a comment -->'));
    same(
      DOCUMENT.replace('<Ccy>CNY</Ccy></Acct>', '<Ccy>CNY</Ccy><Nm>Custody &amp; more</Nm></Acct>'),
    );
    same(
      DOCUMENT.replace(
        '<TxsSummry>',
        '<Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal><TxsSummry>',
      ),
    );
  });

  it('may write fewer decimals', () => {
    same(DOCUMENT.replace('<Sum>80.00</Sum>', '<Sum>80</Sum>').replaceAll('>20.00<', '>20.0<'));
  });
});

describe('a message that cannot be read', () => {
  it.each<[string, string]>([
    ['empty', ''],
    ['a text', 'closing balance 130.00'],
    ['cut off', DOCUMENT.slice(0, -40)],
    ['closed in the wrong order', DOCUMENT.replace('</Amt><CdtDbtInd>', '</CdtDbtInd><Amt>')],
    ['two documents', DOCUMENT + DOCUMENT.replace(/^.*\n/, '')],
    ['nested without end', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
    ['a name that means something to JavaScript', '<__proto__><x/></__proto__>'],
  ])('is refused when it is %s', (_, document) => {
    expect(readCamt053(document)).toEqual(invalid('Document', 'It is not well-formed XML.'));
  });

  it.each<[string, string]>([
    ['fetches an entity', '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ['makes entities grow', '<!DOCTYPE a [<!ENTITY b "0000"><!ENTITY c "&b;&b;&b;&b;">]>'],
    ['names a document type', '<!doctype Document>'],
  ])('is refused when it %s', (_, declaration) => {
    const document = DOCUMENT.replace('<Document', `${declaration}<Document`);
    expect(readCamt053(document)).toEqual(
      invalid('Document', 'It must not declare a document type.'),
    );
  });

  it('is refused when it is too long, before anything else is looked at', () => {
    const document = `${DOCUMENT}${' '.repeat(32_000_000)}`;
    expect(readCamt053(document)).toEqual(invalid('Document', 'It is longer than 32 MB.'));
  });

  it('is refused in another namespace, such as that of another version', () => {
    const detail = 'It is not a camt.053.001.08 message.';
    for (const namespace of ['urn:iso:std:iso:20022:tech:xsd:camt.053.001.02', '']) {
      const document = DOCUMENT.replace(/xmlns="urn:iso[^"]*"/, `xmlns="${namespace}"`);
      expect(readCamt053(document)).toEqual(invalid('Document', detail));
    }
    expect(readCamt053(DOCUMENT.replace('<Stmt>', '<Stmt xmlns="urn:x">'))).toEqual(
      invalid('Stmt', 'It is missing.'),
    );
  });
});

describe('a message that says something else than a statement', () => {
  const MISSING = 'It is missing.';
  const FORM = 'It does not have the right form.';
  const HALF = 'The other half of this internal entry is missing or differs.';
  const BEFORE_INTERNAL = /<Ntry><NtryRef>E3\/D.*?<\/Ntry>/;

  it.each<[string, string | RegExp, string, string, string]>([
    ['no statement', /<Stmt>.*<\/Stmt>/, '', 'Stmt', MISSING],
    ['two statements', /(<Stmt>.*<\/Stmt>)/, '$1$1', 'Stmt', 'It must stand there only once.'],
    [
      'an unknown currency',
      '<Ccy>CNY',
      '<Ccy>XYZ',
      'Stmt.Acct.Ccy',
      'It must be an active currency code of ISO 4217, such as CNY.',
    ],
    ['no opening balance', 'OPBD', 'PRCD', 'Stmt.Bal', 'OPBD must stand there once.'],
    ['two closing balances', 'OPBD', 'CLBD', 'Stmt.Bal', 'OPBD must stand there once.'],
    [
      'balances of two days',
      '<Dt>2026-11-23',
      '<Dt>2026-11-22',
      'Stmt.Bal',
      'Opening and closing balance must be of one day.',
    ],
    ['a balance below zero', 'CRDT', 'DBIT', 'Stmt.Bal[1].CdtDbtInd', 'It must not be negative.'],
    [
      'a day that is not in the calendar',
      /2026-11-23</g,
      '2026-11-31<',
      'Stmt.Bal[1].Dt.Dt',
      'There is no day 2026-11-31.',
    ],
    [
      'an entry that is not booked',
      '<Cd>BOOK</Cd></Sts>',
      '<Cd>PDNG</Cd></Sts>',
      'Stmt.Ntry[1].Sts.Cd',
      FORM,
    ],
    [
      'an amount below zero',
      '<Amt Ccy="CNY">50.00',
      '<Amt Ccy="CNY">-50.00',
      'Stmt.Ntry[1].Amt',
      FORM,
    ],
    [
      'an amount in words of science',
      '<Amt Ccy="CNY">50.00',
      '<Amt Ccy="CNY">5e1',
      'Stmt.Ntry[1].Amt',
      FORM,
    ],
    [
      'a thousandth of a yuan',
      '<Amt Ccy="CNY">50.00',
      '<Amt Ccy="CNY">50.001',
      'Stmt.Ntry[1].Amt',
      'It must have at most 2 decimals.',
    ],
    [
      'an amount without currency',
      '<Amt Ccy="CNY">50.00',
      '<Amt>50.00',
      'Stmt.Ntry[1].Amt.Ccy',
      MISSING,
    ],
    [
      'a batch that differs from its entry',
      '<TtlAmt Ccy="CNY">50.00',
      '<TtlAmt Ccy="CNY">50.01',
      'Stmt.Ntry[1].NtryDtls.Btch.TtlAmt',
      'It must be the amount of the entry.',
    ],
    [
      'no movements in an entry',
      '<NbOfTxs>2<',
      '<NbOfTxs>0<',
      'Stmt.Ntry[2].NtryDtls.Btch.NbOfTxs',
      FORM,
    ],
    [
      'a strange direction',
      '<CdtDbtInd>DBIT</CdtDbtInd><Sts>',
      '<CdtDbtInd>BOTH</CdtDbtInd><Sts>',
      'Stmt.Ntry[2].CdtDbtInd',
      FORM,
    ],
    ['half an internal entry', BEFORE_INTERNAL, '', 'Stmt.Ntry[3]', HALF],
    ['halves of two days', /(E3\/C.*<ValDt><Dt>)2026-11-23/, '$12026-11-24', 'Stmt.Ntry[3]', HALF],
    ['halves of one direction', /E3\/D(.*?)DBIT/, 'E3/C$1CRDT', 'Stmt.Ntry[3]', HALF],
    ['a half that names the other', 'E3/D', 'E3/C', 'Stmt.Ntry[3].NtryRef', FORM],
    ['a half where there is none', '>E1<', '>E1/C<', 'Stmt.Ntry[1].NtryRef', FORM],
    [
      'a batch that is no UUID',
      /<PmtInfId>0193/,
      '<PmtInfId>x193',
      'Stmt.Ntry[3].NtryDtls.Btch.PmtInfId',
      FORM,
    ],
    [
      'a credit more than counted',
      '<TtlCdtNtries><NbOfNtries>2',
      '<TtlCdtNtries><NbOfNtries>1',
      'Stmt.TxsSummry.TtlCdtNtries.NbOfNtries',
      'It must be 2.',
    ],
    [
      'debits that come to something else',
      '<Sum>50.00',
      '<Sum>50.01',
      'Stmt.TxsSummry.TtlDbtNtries.Sum',
      'It must be 50.00.',
    ],
    [
      'no accounts',
      /<CustodyBalances.*<\/CustodyBalances>/,
      '',
      'SplmtryData.Envlp.CustodyBalances',
      MISSING,
    ],
    [
      'accounts of another make',
      'urn:mutua:custody-balances:1',
      'urn:x',
      'SplmtryData.Envlp.CustodyBalances',
      MISSING,
    ],
    [
      'an account without number',
      '<Account number="A2"',
      '<Account',
      'SplmtryData.Envlp.CustodyBalances.Account[2].number',
      MISSING,
    ],
    [
      'an entity in a name',
      'number="A2"',
      'number="&#65;2"',
      'SplmtryData.Envlp.CustodyBalances.Account[2].number',
      FORM,
    ],
    [
      'a moment without zone',
      '<CreDtTm>2026-11-23T16:00:00.000Z</CreDtTm><Acct>',
      '<CreDtTm>2026-11-23T16:00:00</CreDtTm><Acct>',
      'Stmt.CreDtTm',
      FORM,
    ],
    [
      'a closing balance one fen too high',
      '>130.00</Amt>',
      '>130.01</Amt>',
      'closingBooked',
      'It must be 13000.',
    ],
  ])('is refused when it has %s', (_, what, instead, field, detail) => {
    const document = DOCUMENT.replace(what, instead);
    expect(document).not.toBe(DOCUMENT);
    expect(readCamt053(document)).toEqual(invalid(field, detail));
  });

  it.each([
    ['amounts', '>30.00</Amt>', '>30.01</Amt>'],
    ['counts', '<NbOfTxs>3<', '<NbOfTxs>4<'],
    ['names', '>E3/C<', '>E4/C<'],
    ['references of the bank', '>B3<', '>B4<'],
    ['kinds', '>disbursement<', '>distribution<'],
    ['batches', '<PmtInfId>0193', '<PmtInfId>0194'],
    ['days', '<BookgDt><Dt>2026-11-23', '<BookgDt><Dt>2026-11-24'],
  ])('is refused when the halves of an internal entry differ in their %s', (_, what, instead) => {
    const half = DOCUMENT.lastIndexOf('<Ntry>');
    const other = DOCUMENT.slice(half)
      .replace(what, instead)
      .replace(
        '<TtlAmt Ccy="CNY">30.00',
        `<TtlAmt Ccy="CNY">${/30.01/.test(instead) ? '30.01' : '30.00'}`,
      );
    const read = readCamt053(DOCUMENT.slice(0, half) + other);
    expect(read).toEqual(invalid('Stmt.Ntry[3]', HALF));
  });

  it('is refused when it mixes currencies or is too large to be exact', () => {
    const mixed = DOCUMENT.replace('<Amt Ccy="CNY">50.00', '<Amt Ccy="USD">50.00');
    expect(readCamt053(mixed)).toEqual(refuse('currencies_mixed'));
    const large = DOCUMENT.replace('<Amt Ccy="CNY">50.00', '<Amt Ccy="CNY">123456789012345678.00');
    expect(readCamt053(large)).toEqual(refuse('number_too_large', { field: 'Stmt.Ntry[1].Amt' }));
  });
});
