// A town of many loans: the platform behind its HTTP server, with a bank in process. Loans are made in bulk at the one
// door, side by side, each step by whoever takes it in life; what came of them is read over HTTP. Days end as the
// calendar ends them, and only the clock is the story's.
import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor, StaffPosition } from '@mutua/core/people/actor.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, type Day, dayOf, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { Clockwork } from '@mutua/server/calendar/clockwork.ts';
import { DayTurn } from '@mutua/server/calendar/day-turn.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type { LoggedCommand } from '@mutua/server/commit/log-store.ts';
import { newId, PASSWORD, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { hashPassword } from '@mutua/server/people/password.ts';
import {
  BANK,
  IDENTITY_SOURCE,
  identityNumber,
  organisationRegistration,
  personRegistration,
  VISITOR,
} from '../../trial-house.ts';
import { BankInProcess } from '../bank-in-process.ts';
import { allItems } from './all-items.ts';

export type Citizen = Extract<Actor, { readonly kind: 'person' }>;
type Purse = 'lender' | 'borrower' | 'partner';

const CNY = currency('CNY');
const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
const MS_A_DAY = 86_400_000;

export class TownHouse {
  readonly house: TrialHouse;
  readonly bank: BankInProcess;
  readonly office: Readonly<Record<'loanOfficer' | 'loanOfficerLead' | 'analyst', Citizen>> &
    Readonly<Record<'analystLead' | 'finance' | 'compliance', Citizen>> &
    Readonly<Record<'productOfficer' | 'productLead', Citizen>>;
  readonly #hash: string;
  #clients = 0;
  /** How much of the day has gone by. */
  #spentMs = 0;
  #hasOrders = false;

  private constructor(house: TrialHouse, office: TownHouse['office'], hash: string) {
    this.house = house;
    this.office = office;
    this.#hash = hash;
    this.bank = new BankInProcess({
      rows: (text) => this.rows(text),
      done: (command) => this.done(BANK, command),
    });
    house.lane.follow((commands) => {
      const isOrder = ({ kind }: { readonly kind: string }) => kind === 'InstructionMade';
      this.#hasOrders ||= commands.some(({ events }) => events.some(isOrder));
    });
  }

  static async open(): Promise<TownHouse> {
    const house = await TrialHouse.open();
    const colleague = (position: StaffPosition) => aColleague(house, position);
    const office = {
      loanOfficer: await colleague('loan_officer'),
      loanOfficerLead: await colleague('loan_officer_lead'),
      analyst: await colleague('risk_analyst'),
      analystLead: await colleague('risk_analyst_lead'),
      finance: await colleague('finance_officer'),
      compliance: await colleague('compliance_officer'),
      productOfficer: await colleague('product_officer'),
      productLead: await colleague('product_officer_lead'),
    };
    return new TownHouse(house, office, await hashPassword(PASSWORD, CHEAP));
  }

  colleague(position: StaffPosition): Promise<Citizen> {
    return aColleague(this.house, position);
  }

  async close(): Promise<void> {
    await this.house.close();
  }

  async rows(text: string, values: readonly unknown[] = []) {
    const { rows } = await this.house.pool.query<Record<string, unknown>>(text, [...values]);
    return rows;
  }

  /** A command that has to be accepted, through the door without HTTP. */
  async done(actor: Actor, command: AnyCommand): Promise<LoggedCommand> {
    const outcome = await this.house.lane.commit({ commandId: newId(), actor, command });
    if (outcome.ok) return outcome.command;
    throw new Error(`${command.kind}: ${JSON.stringify(outcome.refusal)}`);
  }

  /** What somebody reads over HTTP. */
  async read<Body>({ id }: { readonly id: Id }, url: string): Promise<Body> {
    let { status, body } = await this.house.get(id, url);
    // A session does not outlive the hours that a story leaves out.
    if (status === 401) {
      this.house.forgetSessions();
      ({ status, body } = await this.house.get(id, url));
    }
    if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
    return body as unknown as Body;
  }

  /** All items of a list over HTTP. */
  async list<Item>(who: { readonly id: Id }, url: string): Promise<readonly Item[]> {
    return allItems(url, (page) => this.read<{ items: Item[]; next?: string }>(who, page));
  }

  /** Proposed by one and released by another, in force from today on. */
  async release(terms: ProductTerms): Promise<void> {
    const effectiveFrom = await this.house.today();
    const dated = { ...terms, effectiveFrom, tariff: { ...terms.tariff, effectiveFrom } };
    const { productOfficer, productLead } = this.office;
    await this.done(productOfficer, {
      ...{ kind: 'ProposeProduct', terms: dated, clientMoney: 'own_accounts' },
    });
    const { code, version } = terms;
    await this.done(productLead, { kind: 'ApproveProduct', code, version });
  }

  borrowers(count: number): Promise<readonly Citizen[]> {
    return Promise.all(Array.from({ length: count }, () => this.#aPerson('borrower')));
  }

  /** Who take any risk, each with so much cash in minor units. */
  async lenders(count: number, cash: bigint): Promise<readonly Citizen[]> {
    const lenders = await Promise.all(
      Array.from({ length: count }, async () => {
        const lender = await this.#aPerson('lender');
        await this.answerBoldly(lender);
        return lender;
      }),
    );
    await Promise.all(lenders.map((lender) => this.topUp(lender, 'lender', cash)));
    return lenders;
  }

  async answerBoldly(lender: Citizen): Promise<void> {
    const { version, questions } = RISK_QUESTIONNAIRE_1;
    const boldest = questions.map(({ code, options }) => [
      code,
      options.toSorted((one, other) => other.points - one.points)[0]?.code ?? '',
    ]);
    const answers = Object.fromEntries(boldest);
    await this.done(lender, { kind: 'AnswerQuestionnaire', version, answers });
  }

  /** A partner whose standing two persons have set, with so much cash; in minor units. */
  async aGuarantor(line: bigint, cash: bigint): Promise<Citizen> {
    const { clientKind, name, number, mobile, region, ...own } = organisationRegistration();
    const { legalRepresentative, authorisedSignatory } = own;
    if (legalRepresentative === undefined || authorisedSignatory === undefined) {
      throw new Error('An organisation is represented.');
    }
    const { commandId: id } = await this.done(this.office.compliance, {
      ...{ kind: 'RegisterPartner', partnerKind: 'guarantee_company', clientKind, name, number },
      ...{ mobile, region, legalRepresentative, authorisedSignatory },
      credentials: this.#credentials('partner'),
    });
    const partner = await this.#admit(id, 'partner');
    await this.setStanding(partner, line);
    await this.topUp(partner, 'partner', cash);
    return partner;
  }

  async setStanding({ id: guarantorId }: Citizen, line: bigint): Promise<void> {
    const { analyst, analystLead } = this.office;
    await this.done(analyst, {
      ...{ kind: 'ProposeGuarantor', guarantorId, reason: '年报与代偿记录' },
      standing: {
        ...{ status: 'active', line: minorUnits(line), currency: CNY, riskControl: 'strong' },
        ...{ guarantorClass: 'A', leveragePpm: 4_000_000 },
      },
    });
    await this.done(analystLead, { kind: 'ApproveGuarantor', guarantorId });
  }

  /** Asked for here, paid at the bank, and credited. */
  async topUp(client: Citizen, role: Purse, cash: bigint): Promise<void> {
    if (cash === 0n) return;
    const amount = minorUnits(cash);
    const { commandId: topUpId } = await this.done(client, {
      ...{ kind: 'RequestTopUp', role, amount, currency: CNY },
    });
    this.bank.move(`${role}-${client.id}`, cash);
    await this.done(BANK, { kind: 'CreditTopUp', topUpId, amount, bankReference: `T${topUpId}` });
  }

  /** Everything that is there, out to the owner's own card. */
  async spendAll(client: Citizen, role: Purse): Promise<void> {
    const amount = await this.cashOf(client, role);
    if (amount === 0n) return;
    await this.done(client, {
      ...{ kind: 'RequestWithdrawal', role, amount: minorUnits(amount), currency: CNY },
    });
  }

  /** What can be spent, in minor units. */
  async cashOf({ id }: { readonly id: Id }, role: Purse): Promise<bigint> {
    const [account] = await this.rows(
      `select posted - pending_debit as cash from ledger.account where owner = $1 and kind = $2`,
      [id, `${role}_cash`],
    );
    return BigInt(String(account?.cash ?? 0n));
  }

  /** Time goes by within the day. */
  pass(milliseconds: number): void {
    this.house.later(milliseconds);
    this.#spentMs += milliseconds;
  }

  /** Begins with what is due in the morning, and ends with what the end of day does; then it is the next morning. */
  async endDay(): Promise<void> {
    const { house, bank } = this;
    const { lane, pool } = house;
    await new Clockwork({ lane, pool, clock: () => house.now }).turn();
    await bank.answerAll();
    const outcome = await runEndOfDay({
      lane,
      read: ({ text, values }) => this.rows(text, values),
      reconcile: () => bank.answerAll(),
      onRefused: ({ command }, refused) => {
        throw new Error(`${command.kind}: ${JSON.stringify(refused)}`);
      },
    });
    if (!outcome.ok) throw new Error(`The day stays open: ${JSON.stringify(outcome.refusal)}`);
    this.#later(1);
  }

  async goTo(day: Day): Promise<void> {
    while ((await this.house.today()) < day) await this.endDay();
  }

  /** As after a long sleep: the clock is far ahead, finance says through which day days end, and they end by themselves. */
  async catchUp(day: Day): Promise<void> {
    const { house } = this;
    const ahead = daysBetween(await house.today(), day);
    if (ahead <= 0) return;
    this.#later(ahead);
    await house.post(this.office.finance.id, '/api/office/days/end-through', {
      day: formatDay(addDays(day, -1)),
    });
    const turn = new DayTurn({
      lane: house.lane,
      read: ({ text, values }) => this.rows(text, values),
      clock: () => house.now,
      reconcile: () => this.#answerOrders(),
    });
    while (await turn.turn());
    if ((await house.today()) !== day) throw new Error(`It is not ${formatDay(day)} yet.`);
  }

  /** So many days later, at ten in the morning. */
  #later(days: number): void {
    this.house.later(days * MS_A_DAY - this.#spentMs);
    this.house.forgetSessions();
    this.#spentMs = 0;
  }

  /** Looks at the orders only where there are new ones. */
  async #answerOrders(): Promise<void> {
    if (!this.#hasOrders) return;
    this.#hasOrders = false;
    await this.bank.answerAll();
  }

  /** Every law of the books, and account by account what the bank has of each: empty when all agree. */
  async violations(): Promise<readonly string[]> {
    const totals = async () => [
      {
        currency: CNY,
        booked: minorUnits([...this.bank.accounts.values()].reduce((all, one) => all + one, 0n)),
      },
    ];
    const checked = await checkLaws(this.house.pool, { laws: everyLaw(totals) });
    const broken = checked.flatMap(({ law, violations }) =>
      violations.map((violation) => `${law.name}: ${violation}`),
    );
    const ours = await this.rows(
      `select replace(kind, '_cash', '') || '-' || owner as account, posted from ledger.account
       where kind in ('lender_cash', 'borrower_cash', 'partner_cash')`,
    );
    const differing = ours.filter(
      ({ account, posted }) =>
        BigInt(String(posted)) !== (this.bank.accounts.get(String(account)) ?? 0n),
    );
    const alarms = this.house.alarms.map((alarm) => `alarm: ${String(alarm)}`);
    return [...broken, ...differing.map(({ account }) => `${account} differs`), ...alarms];
  }

  async #aPerson(role: 'lender' | 'borrower'): Promise<Citizen> {
    const number = identityNumber(`19${70 + (this.#clients % 20)}0307`);
    const registration: RegisterClient = personRegistration({
      ...{ roles: [role], number, credentials: this.#credentials(role) },
    });
    const { commandId: id } = await this.done(VISITOR, registration);
    return this.#admit(id, role);
  }

  async #admit(clientId: Id, role: Purse): Promise<Citizen> {
    const answer = { kind: 'verified', reference: 'R1' } as const;
    await this.done(IDENTITY_SOURCE, {
      ...{ kind: 'VerifyIdentity', clientId, answer, screening: 'clear' },
    });
    const account = `${role}-${clientId}`;
    await this.done(BANK, {
      ...{ kind: 'RecordCustodyAccount', clientId, role, account, currency: CNY },
    });
    return { kind: 'person', id: clientId, roles: [role], positions: [] };
  }

  #credentials(role: Purse) {
    this.#clients += 1;
    return { signInName: `town-${role}-${this.#clients}`, passwordHash: this.#hash };
  }
}

async function aColleague(house: TrialHouse, position: StaffPosition): Promise<Citizen> {
  const id = await house.staff(position);
  return { kind: 'person', id, roles: ['staff'], positions: [position] };
}

/** A day as the text of a column or of the wire has it. */
export function dayIn(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return dayOf(year, month, day);
}
