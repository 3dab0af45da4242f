import fs from 'node:fs';
import path from 'node:path';
import { RULES } from '@mutua/core/rules.ts';
import { expect, it } from 'vitest';
import { rootFolder } from '../root-folder.ts';

/** What only an institution, the calendar, the installation or a rule of the house may ask for. */
const NOT_ASKED_BY_PEOPLE = [
  ...['OpenFirstDay', 'InstallPlatform', 'ExpireApproval', 'OpenFunding', 'CloseFunding'],
  ...['LapseUnsigned', 'ExpireBid', 'WorkLoan', 'RemindBorrower', 'RecordFreezes', 'RecordMandate'],
  ...['RecordInstruction', 'RecordBounce', 'CreditTopUp', 'RecordTopUpPage', 'EndTopUp'],
  ...[
    'ReverseTopUp',
    'BookReversal',
    'RecordRepaymentReversal',
    'SendBatch',
    'RecordSilence',
    'SplitBatch',
  ],
  ...['RecordAnswers', 'SettleBatch', 'RecordIncomingTransfer', 'RecordReceiptEnd'],
  ...['RecordMovement', 'JudgeMovement', 'RecordBreaks', 'RaiseAlarm', 'RecordOwnAccount'],
  'RecordOwnFunds',
  ...['RecordSettlement', 'WorkCase', 'ReleaseSafeguards', 'ClaimCompensation'],
  ...['SpendReserve', 'AccrueReserve'],
];

it('there is a route for every command that a person may ask for, and for no other', () => {
  const server = path.join(rootFolder(), 'server');
  const files = fs.readdirSync(server, { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((file) => file.endsWith('-route.ts') && !file.startsWith('rails'))
    .map((file) => fs.readFileSync(path.join(server, file), 'utf8'))
    .join('\n');
  const kinds = Object.keys(RULES);
  const routed = kinds.filter((kind) => text.includes(`'${kind}'`));
  const ofInstitutions = ['VerifyIdentity', 'RecordCustodyAccount'];
  expect(routed.filter((kind) => NOT_ASKED_BY_PEOPLE.includes(kind))).toEqual([]);
  const unrouted = kinds.filter((kind) => !routed.includes(kind));
  expect(unrouted.filter((kind) => !NOT_ASKED_BY_PEOPLE.includes(kind))).toEqual([]);
  // Institutions say so, and a person only has them asked.
  expect(ofInstitutions.every((kind) => routed.includes(kind))).toBe(true);
});
