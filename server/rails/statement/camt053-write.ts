// The custodian's statement written as ISO 20022 camt.053.001.08 (BankToCustomerStatementV08).
//
// The account of the message is the custody as a whole. Three things need a word:
//
// Movements between two accounts inside the custody leave its balance as it is. The standard knows such an
// entry as an internal book transfer (bank transaction code PMNT/ICDT/BOOK out of an account, PMNT/RCDT/BOOK
// into one), and an entry is always a credit or a debit. So each is written as a debit entry `X/D` and a credit
// entry `X/C` of one amount, one after the other. A reader that knows only the standard then sees every batch
// with its count and sum, and the balances still follow from the entries; a batch kept in proprietary data
// would be invisible to it.
//
// Frozen amounts and the balances of the accounts inside have no place in the message. They stand in its
// SupplementaryData, "additional information that cannot be captured in the structured elements" (message
// definition report, SplmtryData): Envlp holds one element of another namespace, PlcAndNm says with an XPath
// what it adds to.
//
// References of the standard have at most 35 characters (Max35Text), a UUID has 36: it is written without its
// strokes.
import type { CustodianStatement, StatementEntry } from '@mutua/contract/custodian-statement.ts';
import { type Currency, currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { formatMoney, money } from '@mutua/core/money/money.ts';
import {
  CAMT053_NAMESPACE,
  HALVES,
  type Indicator,
  type Posting,
  SUPPLEMENT_NAMESPACE,
  totalsOf,
} from './camt053-form.ts';

/** Where the supplementary data belongs, as an XPath. */
const SUPPLEMENT_PLACE = '/Document/BkToCstmrStmt/Stmt';

/** Writes the message. What does not add up in the statement is written as it is. */
export function writeCamt053(statement: CustodianStatement): string {
  const { statementId, custodyAccount, createdAt } = statement;
  const unit = currency(statement.currency);
  const postings = statement.entries.flatMap(postingsOf);
  const message = node(
    'BkToCstmrStmt',
    node('GrpHdr', leaf('MsgId', statementId), leaf('CreDtTm', createdAt)),
    node(
      'Stmt',
      leaf('Id', statementId),
      leaf('CreDtTm', createdAt),
      node('Acct', node('Id', node('Othr', leaf('Id', custodyAccount))), leaf('Ccy', unit)),
      balanceNode('OPBD', amountOf(statement.openingBooked), statement),
      balanceNode('CLBD', amountOf(statement.closingBooked), statement),
      node(
        'TxsSummry',
        node('TtlCdtNtries', ...totalLeaves(postings, 'CRDT', unit)),
        node('TtlDbtNtries', ...totalLeaves(postings, 'DBIT', unit)),
      ),
      ...postings.map((posting) => postingNode(posting, unit)),
    ),
    supplementNode(statement, unit),
  );
  const document = `<Document xmlns="${CAMT053_NAMESPACE}">${message}</Document>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

function postingsOf(entry: StatementEntry): readonly Posting[] {
  const { direction, entryReference, count, sum, ...rest } = entry;
  const isInternal = direction === 'internal';
  const posting = { entryReference, isInternal, amount: amountOf(sum), count, rest };
  if (isInternal) {
    return [
      { ...posting, indicator: 'DBIT' },
      { ...posting, indicator: 'CRDT' },
    ];
  }
  return [{ ...posting, indicator: direction === 'credit' ? 'CRDT' : 'DBIT' }];
}

function balanceNode(
  type: 'OPBD' | 'CLBD',
  amount: MinorUnits,
  { currency: code, day }: CustodianStatement,
): string {
  return node(
    'Bal',
    node('Tp', node('CdOrPrtry', leaf('Cd', type))),
    amountLeaf('Amt', amount, currency(code)),
    leaf('CdtDbtInd', 'CRDT'),
    node('Dt', leaf('Dt', day)),
  );
}

function totalLeaves(postings: readonly Posting[], indicator: Indicator, unit: Currency) {
  const { count, total } = totalsOf(postings, indicator);
  return [leaf('NbOfNtries', String(count)), leaf('Sum', major(total, unit))];
}

function postingNode(posting: Posting, unit: Currency): string {
  const { entryReference, indicator, isInternal, amount, count, rest } = posting;
  const { batchId, instructionId, bankReference, bookingDay, valueDay } = rest;
  return node(
    'Ntry',
    leaf('NtryRef', isInternal ? `${entryReference}${HALVES[indicator]}` : entryReference),
    amountLeaf('Amt', amount, unit),
    leaf('CdtDbtInd', indicator),
    node('Sts', leaf('Cd', 'BOOK')),
    node('BookgDt', leaf('Dt', bookingDay)),
    node('ValDt', leaf('Dt', valueDay)),
    leaf('AcctSvcrRef', bankReference),
    transactionCodeNode(posting),
    node(
      'NtryDtls',
      node(
        'Btch',
        batchId === undefined ? '' : leaf('PmtInfId', withoutStrokes(batchId)),
        leaf('NbOfTxs', String(count)),
        amountLeaf('TtlAmt', amount, unit),
        leaf('CdtDbtInd', indicator),
      ),
      instructionId === undefined
        ? ''
        : node('TxDtls', node('Refs', leaf('InstrId', withoutStrokes(instructionId)))),
    ),
  );
}

/** A credit transfer, received or issued, inside the custody or domestic; and the kind in our own words. */
function transactionCodeNode({ indicator, isInternal, rest }: Posting): string {
  return node(
    'BkTxCd',
    node(
      'Domn',
      leaf('Cd', 'PMNT'),
      node(
        'Fmly',
        leaf('Cd', indicator === 'CRDT' ? 'RCDT' : 'ICDT'),
        leaf('SubFmlyCd', isInternal ? 'BOOK' : 'DMCT'),
      ),
    ),
    node('Prtry', leaf('Cd', rest.kind)),
  );
}

function supplementNode({ accounts, controls }: CustodianStatement, unit: Currency): string {
  const balances = ({ booked, frozen }: { readonly booked: string; readonly frozen: string }) =>
    `booked="${major(amountOf(booked), unit)}" frozen="${major(amountOf(frozen), unit)}"`;
  const lines = accounts.map(
    (account) => `<Account number="${escaped(account.account)}" ${balances(account)}/>`,
  );
  const control = `<Control accounts="${controls.accounts}" ${balances(controls)}/>`;
  const supplement = `<CustodyBalances xmlns="${SUPPLEMENT_NAMESPACE}">${lines.join('')}${control}</CustodyBalances>`;
  return node('SplmtryData', leaf('PlcAndNm', SUPPLEMENT_PLACE), node('Envlp', supplement));
}

function node(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}

function leaf(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function amountLeaf(name: string, amount: MinorUnits, unit: Currency): string {
  return `<${name} Ccy="${unit}">${major(amount, unit)}</${name}>`;
}

function major(amount: MinorUnits, unit: Currency): string {
  return formatMoney(money(amount, unit));
}

function withoutStrokes(uuid: string): string {
  return uuid.replaceAll('-', '');
}

/** An amount whose form the schema has checked. */
function amountOf(text: string): MinorUnits {
  return minorUnits(BigInt(text));
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
