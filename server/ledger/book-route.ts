// The book as the office looks through it: kinds of account, the accounts of a kind, and single lines.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { AccountInBook, AccountKindInBook, TransferInBook } from '@mutua/contract/ledger/book.ts';
import { ACCOUNT_KINDS, type AccountKind } from '@mutua/core/ledger/chart.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readAccountKinds, readAccountsOfKind } from './account-list-read.ts';
import { readTransfer, readTransfers } from './transfer-read.ts';

/** Those who keep the books and those who look into them; none of them moves client money. */
const BOOKKEEPERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['finance_officer', 'compliance_officer', 'internal_auditor'],
};

const KIND_PATH = Type.Object({
  kind: Type.Enum([...ACCOUNT_KINDS], { examples: ['lender_cash'] }),
});
const TRANSFER_PATH = Type.Object({
  transferId: Type.String({
    pattern: '^[1-9][0-9]{0,17}$',
    description: 'The number of the line in the book.',
    examples: ['1'],
  }),
});

export function registerBookReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    url: '/api/office/account-kinds',
    access: BOOKKEEPERS,
    operationId: 'listAccountKinds',
    tag: 'ledger',
    summary: 'The kinds of account with what stands on them',
    answer: Type.Object({ items: Type.Array(AccountKindInBook) }),
    read: async () => ({ items: [...(await readAccountKinds(pool))] }),
  });
  registerList(app, {
    url: '/api/office/account-kinds/:kind/accounts',
    path: KIND_PATH,
    access: BOOKKEEPERS,
    operationId: 'listAccountsOfKind',
    tag: 'ledger',
    summary: 'The accounts of a kind, in the order of their numbers',
    query: Type.Object(
      {
        ...PAGE_FIELDS,
        owner: Type.Optional(
          Type.String({ pattern: '^[0-9a-z_-]{1,64}$', description: 'For whom or what it is.' }),
        ),
        only: Type.Optional(
          Type.Enum(['not_empty'], { description: 'Only those on which something stands.' }),
        ),
      },
      { additionalProperties: false },
    ),
    item: AccountInBook,
    key: [KEY_PARTS.number],
    read: async ({ page, path, query: { owner, only } }) => {
      const asked = { kind: path.kind as AccountKind, isNotEmpty: only === 'not_empty' };
      const accounts = await readAccountsOfKind(pool, { ...asked, ...present({ owner }) }, page);
      return pageOf(accounts, page, {
        key: ({ accountId }) => [accountId],
        item: (one) => one,
      });
    },
  });
  registerList(app, {
    url: '/api/office/transfers',
    access: BOOKKEEPERS,
    operationId: 'listTransfers',
    tag: 'ledger',
    summary: 'The lines of the book, the newest first',
    item: TransferInBook,
    key: [KEY_PARTS.number],
    read: async ({ page, language }) =>
      pageOf(await readTransfers(pool, { language }, page), page, {
        key: ({ transferId }) => [transferId],
        item: (one) => one,
      }),
  });
  registerRead(app, {
    url: '/api/office/transfers/:transferId',
    path: TRANSFER_PATH,
    access: BOOKKEEPERS,
    operationId: 'getTransfer',
    tag: 'ledger',
    summary: 'One line of the book, with the command that brought it about',
    answer: TransferInBook,
    read: ({ path, language }) => readTransfer(pool, BigInt(path.transferId ?? '0'), language),
  });
}
