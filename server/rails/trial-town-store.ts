// For tests of the rails: people and loans as they stand after what other rooms do, and what a test looks at.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { withClient } from '../database/pool.ts';

export const MOBILE = '13800000000';

/** The first column of the first row. */
export const LOOKS = {
  custodyAccounts: 'select custody_accounts from people.client where id = $1',
  topUpState: 'select state from wallet.top_up where id = $1',
  topUpPage: 'select page_url from wallet.top_up where id = $1',
  bidState: `select state || ' ' || freeze_state from loan.bid where id = $1`,
  bidPage: 'select page_url from loan.bid where id = $1',
  cash: `select posted || ' ' || pending_debit from ledger.account where owner = $1 and kind = $2`,
  businessDate: 'select day from calendar.business_day',
} as const;

/** Writes what the application itself may not write. */
export class TrialTown {
  readonly #owner: pg.ClientConfig;

  constructor(owner: pg.ClientConfig) {
    this.#owner = owner;
  }

  async run(text: string, values: readonly unknown[]): Promise<void> {
    await withClient(this.#owner, (owner) => owner.query(text, [...values]));
  }

  /** Somebody verified in one role, without an account at the custodian. */
  async addClient(id: Id, clientNumber: number, role: ClientRole, name: string): Promise<void> {
    await this.run(
      `insert into people.client
        (id, client_number, kind, roles, status, is_related_party, custody_accounts,
          custody_currencies, version)
        values ($1, $2, 'natural_person', $3, 'verified', false, '{}', $4, 1)`,
      [id, clientNumber, JSON.stringify([role]), JSON.stringify({ [role]: 'CNY' })],
    );
    await this.run(
      `insert into people.identity
        (person_id, name, mobile, number, number_digest, verified_at, version)
        values ($1, $2, $3, $4, encode(sha256(convert_to($4, 'UTF8')), 'hex'), now(), 1)`,
      [id, name, MOBILE, `11010119900307${String(clientNumber).padStart(4, '0')}`],
    );
    if (role === 'lender') {
      await this.run(
        `insert into people.lender values ($1, 5, 100000000000, '2030-01-01', false, 0, 1)`,
        [id],
      );
    }
    if (role === 'borrower') {
      await this.run('insert into people.borrower (id, owed, version) values ($1, 0, 1)', [id]);
    }
  }

  /** A loan in funding. */
  async addLoan(id: Id, borrowerId: Id, amount: bigint, now: Instant): Promise<void> {
    const funding = {
      ...{ minimumBid: '#10000', bidStep: '#10000', riskNotice: 'v1', minimumTolerance: 1 },
      ...{ opensAt: now - 1000, closesAt: now + 3_600_000 },
    };
    await this.run(
      `insert into loan.loan
        (id, borrower_id, state, transitions, product_code, product_version, currency, loan_amount,
          term_months, repayment_method, purpose, fees, funding, accepted, frozen, version)
        values ($1, $2, 'funding', 1, 'p', 1, 'CNY', $3,
          12, 'equal_instalments', 'consumption', '[]', $4, 0, 0, 1)`,
      [id, borrowerId, amount, JSON.stringify(funding)],
    );
  }

  async setCustodyAccount(id: Id, role: ClientRole, account: string): Promise<void> {
    await this.run(
      'update people.client set custody_accounts = $2, version = version + 1 where id = $1',
      [id, JSON.stringify({ [role]: account })],
    );
  }
}
