// The custodian of a past that is lived, in the same process: it hears what the platform instructs, works it by the
// bank's own rules, and answers by the commands that the rails commit for any custodian.
import type { Instruction as InstructionOnWire } from '@mutua/contract/custodian/instructions.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { BatchAnswer, BatchItem } from '@mutua/core/wallet/custody-batch.ts';
import type { NewInstruction } from '@mutua/core/wallet/instruction.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { readResult } from '../rails/custodian/answers.ts';
import {
  type FreezeToSend,
  writeFreeze,
  writeInstruction,
} from '../rails/custodian/instruction-writing.ts';
import { CUSTODIAN, DISPATCH } from '../rails/rail-door.ts';
import type {
  LivedBank,
  LivedMandate,
  LivedOwner,
  LivedPayment,
} from '../sandbox/bank/lived-bank.ts';
import { type Asked, type LivedHouse, LivedRefused, type Person } from './lived-house.ts';

export const CNY = currency('CNY');
const ITEMS_MAX = 1_000;

type CashRole = 'lender' | 'borrower' | 'partner';

export class LivedCustodian {
  readonly #house: LivedHouse;
  readonly #bank: LivedBank;
  readonly #accounts = new Map<string, string>();
  readonly #bidMandates = new Map<Id, Id>();
  readonly #borrowers = new Map<Id, Id>();
  readonly #instructions: NewInstruction[] = [];
  readonly #freezes: FreezeToSend[] = [];
  readonly #declined = new Set<string>();
  #feeAccount: string | undefined;
  #untold = ZERO;

  constructor(house: LivedHouse, bank: LivedBank) {
    this.#house = house;
    this.#bank = bank;
    house.lane.follow((commands) => this.#note(commands));
  }

  get bank(): LivedBank {
    return this.#bank;
  }

  /** The operator's own account, where its fees go. */
  async openFees(operator: { readonly name: string; readonly creditCode: string }): Promise<void> {
    const account = this.#bank.openAccount({
      ...{ clientId: 'fees', class: 'platform', name: operator.name, mobile: '00000' },
      ...{ identityNumber: operator.creditCode, currency: CNY },
    });
    this.#feeAccount = account;
    const command = { kind: 'RecordOwnAccount', purpose: 'fees', currency: CNY, account } as const;
    await this.#house.must(this.#told(command));
  }

  /** Money of the operator's own, out of which it pays what the house owes. */
  payInOwn(amount: MinorUnits): Asked {
    const account = this.#feeAccount ?? '';
    const bankReference = this.#bank.payInOwn(account, amount);
    const bankDay = this.#house.day;
    return this.#told({
      ...{ kind: 'RecordOwnFunds', bankReference, account, amount, currency: CNY, bankDay },
    });
  }

  /**
   * Money that comes by bank transfer.
   *
   * @returns what the platform is told of it. As long as that is not asked, the bank has more than the platform knows.
   */
  receive(from: LivedPayment): () => Asked {
    const { amount, payerName, payerAccount, remark } = from;
    const bankReference = this.#bank.receive(from);
    const bankDay = this.#house.day;
    this.#untold = plus(this.#untold, amount);
    return () => {
      this.#untold = minus(this.#untold, amount);
      return this.#told({
        ...{ kind: 'RecordIncomingTransfer', bankReference, currency: CNY, amount, bankDay },
        ...{ payerName, payerAccount, remark },
      });
    };
  }

  /** What lies at the bank and the platform has not heard of. */
  get untold(): MinorUnits {
    return this.#untold;
  }

  /** A withdrawal that was paid comes back; nothing where it was not. */
  bounce(withdrawalId: Id): readonly Asked[] {
    const bankReference = this.#bank.bounce(withdrawalId);
    if (bankReference === undefined) return [];
    const bankDay = this.#house.day;
    return [this.#told({ kind: 'RecordBounce', withdrawalId, bankReference, bankDay })];
  }

  /** On the bank's page its owner will say no. */
  decline(withdrawalId: Id): void {
    this.#declined.add(withdrawalId);
  }

  /** What the custodian tells when somebody has opened an account on its page. */
  open(
    clientId: Id,
    role: CashRole,
    owner: Omit<LivedOwner, 'clientId' | 'class' | 'currency'>,
  ): Asked {
    const account = this.#bank.openAccount({ ...owner, clientId, class: role, currency: CNY });
    this.#accounts.set(`${role} ${clientId}`, account);
    return this.#told({ kind: 'RecordCustodyAccount', clientId, role, account, currency: CNY });
  }

  /** Asked for on the platform, paid at the bank, credited. */
  topUp(client: Person, amount: MinorUnits, topUpId = this.#house.newId()): readonly Asked[] {
    const role = roleOf(client);
    const bankReference = this.#bank.topUp(topUpId, this.accountOf(client), amount);
    const bankDay = this.#house.day;
    return [
      {
        ...{ actor: client, commandId: topUpId },
        command: { kind: 'RequestTopUp', role, amount, currency: CNY },
      },
      this.#told({ kind: 'CreditTopUp', topUpId, amount, bankReference, bankDay }),
    ];
  }

  /** Asked for on the platform, and given on the bank's page. */
  mandate(
    client: Person,
    asked: Pick<LivedMandate, 'cap' | 'expiresDay'> & {
      readonly scope: 'bid' | 'repayment' | 'fees' | 'compensation';
      readonly loanId?: Id;
    },
  ): readonly Asked[] {
    const { scope, cap, expiresDay, loanId } = asked;
    const mandateId = this.#house.newId();
    // The bank knows the mandate of a guarantor as one to repay.
    const atBank = scope === 'compensation' ? 'repayment' : scope;
    this.#bank.grant({ ...asked, id: mandateId, account: this.accountOf(client), scope: atBank });
    if (scope === 'bid') this.#bidMandates.set(client.id, mandateId);
    const terms = {
      scope,
      cap,
      expiresDay,
      currency: CNY,
      ...(loanId !== undefined && { loanId }),
    };
    return [
      { actor: client, commandId: mandateId, command: { kind: 'RequestMandate', ...terms } },
      this.#told({ kind: 'RecordMandate', mandateId, outcome: 'granted' }),
    ];
  }

  /** What a client could spend now, by the bank. */
  availableOf(client: Person): MinorUnits {
    return this.#bank.availableOf(this.accountOf(client));
  }

  accountOf(client: Person): string {
    return this.#accountOf(roleOf(client), client.id);
  }

  /** Carries out and answers everything that was asked, until nothing is. */
  async work(): Promise<void> {
    while (this.#instructions.length + this.#freezes.length > 0) {
      const instructions = this.#instructions.splice(0, ITEMS_MAX);
      const freezes = this.#freezes.splice(0, ITEMS_MAX - instructions.length);
      await this.#workBatch(instructions, freezes);
    }
  }

  /** Its next day begins; the statement of the one before is there. */
  closeDaysBefore(day: Day): void {
    this.#bank.setDay(day);
  }

  async #workBatch(
    instructions: readonly NewInstruction[],
    freezes: readonly FreezeToSend[],
  ): Promise<void> {
    const house = this.#house;
    const batchId = house.newPlatformId();
    const items: BatchItem[] = [
      ...instructions.map(({ id }) => ({ id, kind: 'instruction' as const })),
      ...freezes.map(({ bidId }) => ({ id: bidId, kind: 'freeze' as const })),
    ];
    const sent = [...instructions.map((one) => this.#written(one)), ...freezes.map(writeFreeze)];
    const content = JSON.stringify({ batchId, instructions: sent });
    const answers = this.#bank.workBatch(batchId, sent, this.#declined).map(readResult);
    const refused = answers.find(
      ({ id, outcome }) => outcome !== 'confirmed' && !this.#declined.has(id),
    );
    if (refused !== undefined) {
      throw new LivedRefused(`The bank answers ${refused.outcome}: ${refused.reason ?? ''}`);
    }
    const ends = answers.slice(0, instructions.length);
    const frozen = answers.slice(instructions.length);
    await house.all([
      this.#dispatched({ kind: 'SendBatch', items, content }, batchId),
      this.#told({ kind: 'RecordAnswers', batchId, answers }),
      ...(frozen.length === 0
        ? []
        : [this.#told({ kind: 'RecordFreezes', results: bidsOf(frozen) })]),
      ...ends.map((answer) => this.#told(endOf(answer))),
      this.#dispatched({ kind: 'SettleBatch', batchId, told: 1 }),
    ]);
  }

  /** The owner of a withdrawal was asked at the bank before. */
  #written(instruction: NewInstruction): InstructionOnWire {
    const { id, currency: unit, loanId, order } = instruction;
    const written = writeInstruction(
      { id, currency: unit, order, ...(loanId !== undefined && { loanId }) },
      this.#feeAccount,
    );
    if (written.kind !== 'withdraw') return written;
    const { pageText: _, ...rest } = written;
    return { ...rest, authorisation: this.#house.newPlatformId() };
  }

  #note(commands: readonly LoggedCommand[]): void {
    for (const { events } of commands) {
      for (const event of events) {
        if (event.kind === 'LoanApplied') this.#borrowers.set(event.loanId, event.borrowerId);
        if (event.kind === 'InstructionMade') this.#instructions.push(event.instruction);
        if (event.kind === 'BidPlaced') {
          const { bidId, loanId, lenderId, amount } = event;
          const mandateId = this.#bidMandates.get(lenderId);
          if (mandateId === undefined) throw new Error('Who bids has a mandate at the bank.');
          const payee = this.#accountOf('borrower', this.#borrowers.get(loanId));
          const account = this.#accountOf('lender', lenderId);
          this.#freezes.push({ bidId, loanId, currency: CNY, amount, account, payee, mandateId });
        }
      }
    }
  }

  #accountOf(role: CashRole, id: Id | undefined): string {
    const account = this.#accounts.get(`${role} ${id ?? ''}`);
    if (account === undefined) throw new Error(`There is no account of ${role} ${id ?? ''}.`);
    return account;
  }

  #told(command: Asked['command']): Asked {
    return { actor: CUSTODIAN, command, commandId: this.#house.newPlatformId() };
  }

  #dispatched(command: Asked['command'], commandId = this.#house.newPlatformId()): Asked {
    return { actor: DISPATCH, command, commandId };
  }
}

function roleOf({ roles }: Person): CashRole {
  const role = roles[0];
  return role === 'lender' || role === 'partner' ? role : 'borrower';
}

function endOf({
  id: instructionId,
  outcome,
  bankReference = '',
  reason,
}: BatchAnswer): Asked['command'] {
  if (outcome === 'confirmed') {
    return { kind: 'RecordInstruction', instructionId, bankReference, outcome };
  }
  const why = reason === undefined ? {} : { reason };
  return { kind: 'RecordInstruction', instructionId, outcome: 'refused', ...why };
}

function bidsOf(answers: readonly BatchAnswer[]) {
  return answers.map(({ id: bidId, bankReference = '' }) => ({
    ...{ bidId, bankReference, outcome: 'confirmed' as const },
  }));
}
