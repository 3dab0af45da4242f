// What befalls money in a past beside loans: transfers that nobody can be found for, one of which the bank tells of a
// day late, a withdrawal that comes back, and one that its owner declines. Finance explains what differs.

import type { Id } from '@mutua/core/kit/id.ts';
import { least, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import type { Arrivals } from './arrivals.ts';
import { inSteps, yuanAmount } from './asked-loans.ts';
import { CNY, type LivedCustodian } from './lived-custodian.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';
import { type LivedTown, workingDay } from './lived-town.ts';

const OWN_FUNDS = yuanAmount(200_000);
const EXPLANATION = '银行日终后补记的来账，次日通知平台，已核对银行流水';
const UNTOLD_REMARK = '充值';

/** Days before the present. */
const AGO = {
  lateTransfers: [9, 1],
  sentBack: 12,
  declined: 6,
  paid: 8,
  bounced: 5,
  paidAgain: 3,
} as const;

export class MoneySteps {
  readonly #house: LivedHouse;
  readonly #custodian: LivedCustodian;
  readonly #town: LivedTown;
  readonly #arrivals: Arrivals;
  readonly #breaks: Id[] = [];
  #bouncing: Id | undefined;
  #untold: (() => Asked) | undefined;

  constructor(
    house: LivedHouse,
    parts: {
      readonly custodian: LivedCustodian;
      readonly town: LivedTown;
      readonly arrivals: Arrivals;
    },
  ) {
    this.#house = house;
    this.#custodian = parts.custodian;
    this.#town = parts.town;
    this.#arrivals = parts.arrivals;
    house.lane.follow((commands) => {
      for (const { events } of commands) {
        for (const event of events)
          if (event.kind === 'BreakFound') this.#breaks.push(event.breakId);
      }
    });
  }

  /** In the afternoon. */
  today(): readonly Asked[] {
    const ago = this.#town.today - this.#house.day;
    switch (ago) {
      case AGO.sentBack:
        return this.#sendsBack();
      case AGO.paid:
        return this.#withdraws('lender-two', 2_000, (id) => {
          this.#bouncing = id;
        });
      case AGO.declined:
        return this.#withdraws('lender-institution', 20_000, (id) => this.#custodian.decline(id));
      case AGO.bounced:
        return this.#bouncing === undefined ? [] : this.#custodian.bounce(this.#bouncing);
      case AGO.paidAgain:
        return this.#withdraws('lender-two', 2_000, () => undefined);
      case AGO.lateTransfers[0]:
      case AGO.lateTransfers[1]:
        return this.#receivesLate();
      default:
        return [];
    }
  }

  /** The operator brings money of its own. */
  ownFunds(): Asked {
    return this.#custodian.payInOwn(OWN_FUNDS);
  }

  /** Finance says what the differences are that were found at a day's end; another one mends them days later. */
  explained(): readonly Asked[] {
    const house = this.#house;
    const found = this.#breaks.splice(0);
    this.#town.will(workingDay(addDays(house.day, 2)), () =>
      found.map((breakId) => ({
        actor: house.officer('finance_officer_lead'),
        command: { kind: 'MendBreak', breakId, note: '已收到银行通知，来账已入账' },
        ifRefused: () => undefined,
      })),
    );
    return found.map((breakId) => ({
      actor: house.officer('finance_officer'),
      command: { kind: 'ExplainBreak', breakId, explanation: EXPLANATION },
    }));
  }

  /** The bank books it today and tells of it tomorrow, which is not lived any more after the last day. */
  tellLate(): readonly Asked[] {
    const told = this.#untold;
    this.#untold = undefined;
    return told === undefined ? [] : [told()];
  }

  /** The first things of the present: what the bank told of in the night, and somebody wants money out. */
  thisMorning(): readonly Asked[] {
    return [...this.tellLate(), ...this.#withdraws('lender-institution', 30_000, () => undefined)];
  }

  #receivesLate(): readonly Asked[] {
    const { chance } = this.#town;
    this.#untold = this.#custodian.receive({
      ...{ payerName: '周砚秋', payerAccount: '6217009900000012345', remark: UNTOLD_REMARK },
      amount: yuanAmount(chance.between(30, 90) * 100),
    });
    return [];
  }

  /** Somebody wrote a code that is nobody's; finance proposes to send the money back. */
  #sendsBack(): readonly Asked[] {
    const house = this.#house;
    const tell = this.#custodian.receive({
      ...{ payerName: '林疏影', payerAccount: '6222029900000067890' },
      ...{ amount: yuanAmount(5_000), remark: `充值 ${topUpCodeOf(900_001)}` },
    });
    const told = tell();
    const receiptId = told.commandId;
    this.#town.will(workingDay(addDays(house.day, 9)), () =>
      receiptId === undefined
        ? []
        : [
            {
              actor: house.officer('finance_officer'),
              command: { kind: 'SendBackReceipt', receiptId, note: '备注号码查无此人，原路退回' },
              ifRefused: () => undefined,
            },
          ],
    );
    return [told];
  }

  #withdraws(key: string, yuan: number, note: (id: Id) => void): readonly Asked[] {
    const lender: Person = this.#arrivals.demoPerson(key);
    const amount = least(yuanAmount(yuan), inSteps(this.#custodian.availableOf(lender)));
    if (amount === ZERO) return [];
    const id = this.#house.newId();
    note(id);
    const command = { kind: 'RequestWithdrawal', role: 'lender', amount, currency: CNY } as const;
    // What was bid this morning is not frozen yet.
    return [{ actor: lender, commandId: id, command, ifRefused: () => undefined }];
  }
}
