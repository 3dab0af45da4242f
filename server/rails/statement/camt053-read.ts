// The custodian's statement read from ISO 20022 camt.053.001.08; how it is written says camt053-write.ts.
//
// Elements that a statement does not need are passed over; those that it needs stand there once, in the
// standard's namespace, in the statement's one currency.
import type {
  CustodianStatement,
  StatementAccount,
  StatementEntry,
} from '@mutua/contract/custodian-statement.ts';
import { invalid, type Result, refuse } from '@mutua/core/kit/result.ts';
import { type Currency, currency, readCurrency } from '@mutua/core/money/currency.ts';
import { formatMinorUnits, type MinorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { formatMoney, money, parseMoney } from '@mutua/core/money/money.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import {
  CAMT053_NAMESPACE,
  HALVES,
  type Indicator,
  type Posting,
  SUPPLEMENT_NAMESPACE,
  totalsOf,
} from './camt053-form.ts';
import { checkStatement } from './statement-laws.ts';
import { startXmlFields, type XmlFields, type XmlPlace } from './xml-fields.ts';
import { readXml } from './xml-tree.ts';

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9.-]{0,34}$/;
const ENTRY_REFERENCE = /^([A-Za-z0-9][A-Za-z0-9.-]{0,32})(\/[CD])?$/;
const CUSTODY_ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9.-]{0,33}$/;
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9/_.-]{0,99}$/;
const KIND = /^[a-z][a-z0-9_]{0,34}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const COUNT = /^[1-9]\d{0,14}$/;
const ACCOUNT_COUNT = /^(0|[1-9]\d{0,14})$/;
const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;
const CURRENCY = /^[A-Z]{3}$/;
const INDICATOR = /^(CRDT|DBIT)$/;

const DECIMAL = /^\d{1,18}(\.\d{1,5})?$/;

/** Of an amount, before and behind the point (ActiveOrHistoricCurrencyAndAmount). */
const DIGITS_MAX = 18;

/** What is being read, and in which currency. */
interface Message {
  readonly fields: XmlFields;
  readonly unit: Currency;
}

/**
 * Reads the message of one custody and one day.
 *
 * @returns the statement if the message is well formed, complete and adds up; else `invalid_input` naming the
 * element, such as `Stmt.Ntry[3].Amt`, or the field of the statement that the others contradict.
 */
export function readCamt053(document: string): Result<CustodianStatement> {
  const root = readXml(document, 'Document');
  if (!root.ok) return root;
  if (root.value.name !== 'Document' || root.value.namespace !== CAMT053_NAMESPACE) {
    return invalid('Document', 'It is not a camt.053.001.08 message.');
  }
  const fields = startXmlFields();
  const message = fields.one({ element: root.value, path: '' }, 'BkToCstmrStmt');
  const { element } = message;
  const statement = readStatement({ element, path: '' }, fields);
  return fields.refused() ?? checkStatement(statement);
}

function readStatement(message: XmlPlace, fields: XmlFields): CustodianStatement {
  const stmt = fields.one(message, 'Stmt');
  const account = fields.one(stmt, 'Acct');
  const code = fields.one(account, 'Ccy');
  const unit = fields.take(readCurrency(code.element.text, code.path), currency('CNY'));
  const within = { fields, unit };
  const opening = readBalance(stmt, 'OPBD', within);
  const closing = readBalance(stmt, 'CLBD', within);
  if (opening.day !== closing.day) {
    fields.note(invalid('Stmt.Bal', 'Opening and closing balance must be of one day.'));
  }
  const postings = fields.many(stmt, 'Ntry').map((place) => readPosting(place, within));
  const entries = entriesOf(postings, fields);
  checkSummary(fields.one(stmt, 'TxsSummry'), postings, within);
  return {
    statementId: fields.text(fields.one(stmt, 'Id'), REFERENCE),
    custodyAccount: fields.text(fields.one(account, 'Id', 'Othr', 'Id'), CUSTODY_ACCOUNT),
    day: closing.day,
    currency: unit,
    createdAt: fields.text(fields.one(stmt, 'CreDtTm'), INSTANT),
    openingBooked: opening.amount,
    closingBooked: closing.amount,
    entries,
    ...readSupplement(message, within),
  };
}

function readBalance(stmt: XmlPlace, type: 'OPBD' | 'CLBD', { fields, unit }: Message) {
  const balances = fields.many(stmt, 'Bal').filter((place) => {
    const code = fields.optional(fields.one(place, 'Tp', 'CdOrPrtry'), 'Cd');
    return code?.element.text === type;
  });
  const [place, ...others] = balances;
  if (place === undefined || others.length > 0) {
    fields.note(invalid('Stmt.Bal', `${type} must stand there once.`));
  }
  if (place === undefined) return { amount: '0', day: '' };
  const indicator = fields.one(place, 'CdtDbtInd');
  if (indicator.element.text !== 'CRDT') {
    fields.note(invalid(indicator.path, 'It must not be negative.'));
  }
  return {
    amount: formatMinorUnits(readAmount(fields.one(place, 'Amt'), { fields, unit })),
    day: readDate(fields.one(place, 'Dt'), fields),
  };
}

function readPosting(place: XmlPlace, message: Message): Posting {
  const { fields } = message;
  const amount = readAmount(fields.one(place, 'Amt'), message);
  const indicator = readIndicator(fields.one(place, 'CdtDbtInd'), fields);
  fields.text(fields.one(place, 'Sts', 'Cd'), /^BOOK$/);
  const code = fields.one(place, 'BkTxCd');
  const isInternal = fields.one(code, 'Domn', 'Fmly', 'SubFmlyCd').element.text === 'BOOK';
  const details = fields.one(place, 'NtryDtls');
  const batch = fields.one(details, 'Btch');
  const total = fields.one(batch, 'TtlAmt');
  if (readAmount(total, message) !== amount) {
    fields.note(invalid(total.path, 'It must be the amount of the entry.'));
  }
  const batchId = fields.optional(batch, 'PmtInfId');
  const single = fields.optional(details, 'TxDtls');
  return {
    entryReference: readEntryReference(fields.one(place, 'NtryRef'), isInternal, indicator, fields),
    indicator,
    isInternal,
    amount,
    count: readCount(fields.text(fields.one(batch, 'NbOfTxs'), COUNT)),
    rest: {
      ...(batchId && { batchId: readUuid(batchId, fields) }),
      ...(single && { instructionId: readUuid(fields.one(single, 'Refs', 'InstrId'), fields) }),
      bankReference: fields.text(fields.one(place, 'AcctSvcrRef'), REFERENCE),
      kind: fields.text(fields.one(code, 'Prtry', 'Cd'), KIND),
      bookingDay: readDate(fields.one(place, 'BookgDt'), fields),
      valueDay: readDate(fields.one(place, 'ValDt'), fields),
    },
  };
}

/** The reference of the entry; a half of an internal one says in its last letter which half it is. */
function readEntryReference(
  place: XmlPlace,
  isInternal: boolean,
  indicator: Indicator,
  fields: XmlFields,
): string {
  const [, reference = '', half = ''] = ENTRY_REFERENCE.exec(place.element.text) ?? [];
  if (reference === '' || half !== (isInternal ? HALVES[indicator] : '')) {
    fields.note(invalid(place.path, 'It does not have the right form.'));
  }
  return reference;
}

/** Puts the halves of internal entries together: the debit comes first, the credit next, and they agree. */
function entriesOf(postings: readonly Posting[], fields: XmlFields): StatementEntry[] {
  const entries: StatementEntry[] = [];
  for (const [index, posting] of postings.entries()) {
    const { isInternal, indicator } = posting;
    const other = postings[indicator === 'DBIT' ? index + 1 : index - 1];
    if (isInternal && !(other && areHalves(posting, other))) {
      const path = `Stmt.Ntry[${index + 1}]`;
      fields.note(invalid(path, 'The other half of this internal entry is missing or differs.'));
    }
    if (!isInternal || indicator === 'DBIT') entries.push(entryOf(posting));
  }
  return entries;
}

function areHalves(left: Posting, right: Posting): boolean {
  const same = (part: keyof Posting) => left[part] === right[part];
  const parts = ['batchId', 'instructionId', 'bankReference', 'kind', 'bookingDay'] as const;
  return (
    !same('indicator') &&
    same('isInternal') &&
    same('entryReference') &&
    same('amount') &&
    same('count') &&
    [...parts, 'valueDay' as const].every((part) => left.rest[part] === right.rest[part])
  );
}

function entryOf({ entryReference, indicator, isInternal, amount, count, rest }: Posting) {
  const direction = isInternal ? 'internal' : indicator === 'CRDT' ? 'credit' : 'debit';
  const entry: StatementEntry = {
    entryReference,
    direction,
    count,
    sum: formatMinorUnits(amount),
    ...rest,
  };
  return entry;
}

function checkSummary(summary: XmlPlace, postings: readonly Posting[], message: Message): void {
  const { fields, unit } = message;
  for (const [name, indicator] of [
    ['TtlCdtNtries', 'CRDT'],
    ['TtlDbtNtries', 'DBIT'],
  ] as const) {
    const { count, total } = totalsOf(postings, indicator);
    const number = fields.one(summary, name, 'NbOfNtries');
    if (number.element.text !== String(count)) {
      fields.note(invalid(number.path, `It must be ${count}.`));
    }
    const sum = fields.one(summary, name, 'Sum');
    if (readDecimal(sum.element.text, sum.path, message) !== total) {
      fields.note(invalid(sum.path, `It must be ${formatMoney(money(total, unit))}.`));
    }
  }
}

function readSupplement(message: XmlPlace, within: Message) {
  const { fields } = within;
  const envelope = fields.one(message, 'SplmtryData', 'Envlp');
  const [content] = envelope.element.children;
  const path = `${envelope.path}.CustodyBalances`;
  if (content?.name !== 'CustodyBalances' || content.namespace !== SUPPLEMENT_NAMESPACE) {
    fields.note(invalid(path, 'It is missing.'));
  }
  const place = { element: content ?? envelope.element, path };
  const control = fields.one(place, 'Control');
  const accounts = fields.many(place, 'Account').map((line): StatementAccount => {
    const account = fields.attribute(line, 'number', ACCOUNT);
    return { account, ...readBalances(line, within) };
  });
  const count = readCount(fields.attribute(control, 'accounts', ACCOUNT_COUNT));
  return { accounts, controls: { accounts: count, ...readBalances(control, within) } };
}

function readBalances(line: XmlPlace, message: Message) {
  const balance = (name: string) => {
    const text = message.fields.attribute(line, name, DECIMAL);
    return formatMinorUnits(readDecimal(text, `${line.path}.${name}`, message));
  };
  return { booked: balance('booked'), frozen: balance('frozen') };
}

function readAmount(place: XmlPlace, message: Message): MinorUnits {
  const { fields, unit } = message;
  if (fields.attribute(place, 'Ccy', CURRENCY) !== unit) fields.note(refuse('currencies_mixed'));
  return readDecimal(place.element.text, place.path, message);
}

/** Major units with the currency's decimals or fewer, and not negative. */
function readDecimal(text: string, path: string, { fields, unit }: Message): MinorUnits {
  if (!DECIMAL.test(text)) {
    fields.note(invalid(path, 'It does not have the right form.'));
    return ZERO;
  }
  const { minorUnits } = fields.take(parseMoney(text, unit, path), money(ZERO, unit));
  const isTooLong = formatMinorUnits(minorUnits).length > DIGITS_MAX;
  if (isTooLong) fields.note(refuse('number_too_large', { field: path }));
  return minorUnits;
}

function readIndicator(place: XmlPlace, fields: XmlFields): Indicator {
  return fields.text(place, INDICATOR) === 'DBIT' ? 'DBIT' : 'CRDT';
}

function readDate(place: XmlPlace, fields: XmlFields): string {
  const date = fields.one(place, 'Dt');
  fields.take(parseDay(date.element.text, date.path), undefined);
  return date.element.text;
}

function readUuid(place: XmlPlace, fields: XmlFields): string {
  return fields.text(place, UUID).replace(UUID, '$1-$2-$3-$4-$5');
}

/** At most 15 digits, so exact. */
function readCount(text: string): number {
  return Number(text);
}
