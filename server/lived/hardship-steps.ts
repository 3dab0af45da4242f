// Borrowers of a past who ask for help: their facts are gathered, two persons decide, and to some a new plan is given,
// by which they repay from then on.
import { addDays } from '@mutua/core/time/day.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import { type LivedTown, type TownLoan, workingDay } from './lived-town.ts';

/** Of a thousand loans that fall behind. */
const ASKS_PERMILLE = 70;
/** So many days before the present somebody asks for certain. */
const ASKED_AGO: readonly number[] = [7, 4, 1];
const PLAN_PERMILLE = 550;
/** By which a new plan is longer. */
const LONGER_INSTALMENTS = 6;

const CIRCUMSTANCES = [
  '本人住院，收入中断约两个月。',
  '公司欠薪，已申请劳动仲裁。',
  '店铺因道路施工停业，客流减少。',
  '家人生病，近期支出增加。',
] as const;

export class HardshipSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  readonly #asked = new Set<TownLoan>();

  constructor(house: LivedHouse, town: LivedTown) {
    this.#house = house;
    this.#town = town;
  }

  behind(loan: TownLoan): void {
    const { chance } = this.#town;
    if (!isPlain(loan) || !chance.isIn(ASKS_PERMILLE)) return;
    const day = addDays(this.#house.day, chance.between(4, 12));
    this.#town.will(day, () => this.#asks(loan, 'maybe_anew'));
  }

  today(): readonly Asked[] {
    if (!ASKED_AGO.includes(this.#town.today - this.#house.day)) return [];
    const { loans, borrowers } = this.#town;
    const late = [...loans.values()].find(
      (loan) =>
        isBehind(loan) &&
        loan.collection?.stage !== 'final' &&
        loan.command.productCode !== 'guaranteed_loan' &&
        borrowers.includes(loan.borrower) &&
        !this.#asked.has(loan),
    );
    return late === undefined ? [] : this.#asks(late, 'as_it_is');
  }

  /** @param plan whether a new one may come of it. */
  #asks(loan: TownLoan, plan: 'maybe_anew' | 'as_it_is'): readonly Asked[] {
    if (!isBehind(loan) || this.#asked.has(loan)) return [];
    this.#asked.add(loan);
    const house = this.#house;
    const { chance } = this.#town;
    const caseId = house.newId();
    const relief = chance.among('reschedule', 'reschedule', 'payment_holiday', 'other');
    const isGiven = plan === 'maybe_anew' && relief === 'reschedule' && chance.isIn(PLAN_PERMILLE);
    this.#work(loan, caseId, isGiven);
    return [
      {
        ...{ actor: loan.borrower, commandId: caseId, ifRefused },
        command: {
          ...{ kind: 'RequestHardship', loanId: loan.id, relief },
          circumstances: chance.among(...CIRCUMSTANCES),
        },
      },
    ];
  }

  #work(loan: TownLoan, caseId: TownLoan['id'], isGiven: boolean): void {
    const house = this.#house;
    const agent = house.officer('service_agent');
    const result = isGiven ? 'reschedule' : 'refused';
    const paper = { kind: 'hardship_proof', reference: `档案 ${caseId.slice(-6)}` } as const;
    const after = (days: number, ...asked: readonly Omit<Asked, 'ifRefused'>[]) =>
      this.#town.will(workingDay(addDays(house.day, days)), () =>
        asked.map((one) => ({ ...one, ifRefused })),
      );
    const step = { kind: 'FinishCaseStep', caseId } as const;
    after(1, { actor: agent, command: { kind: 'TakeCase', caseId } });
    after(2, {
      actor: agent,
      command: { ...step, step: 'gather_facts', evidence: [paper], reason: '证明材料已收齐' },
    });
    after(
      3,
      {
        actor: agent,
        command: { ...step, step: 'propose_relief', evidence: [], reason: '按还款能力拟定方案' },
      },
      {
        actor: agent,
        command: {
          ...{ kind: 'SubmitCase', caseId, result },
          reason: isGiven ? '收入可恢复，建议展期' : '证明不足以说明收入中断',
        },
      },
    );
    after(5, {
      actor: house.officer('risk_analyst_lead'),
      command: { kind: 'CloseCase', caseId, reason: isGiven ? '同意展期方案' : '同意核查意见' },
    });
    if (isGiven) this.#town.will(workingDay(addDays(house.day, 5)), () => this.#planned(loan));
  }

  /** Prepared by one, agreed to by the borrower, released by another. */
  #planned({ id: loanId, borrower, instalments, brought }: TownLoan): readonly Asked[] {
    const house = this.#house;
    const reason = '困难申请获准，按新计划还款';
    const plan = {
      how: 'reschedule',
      instalmentCount: instalments.length - brought + LONGER_INSTALMENTS,
    } as const;
    return [
      {
        ...{ actor: house.officer('risk_analyst'), ifRefused },
        command: { kind: 'ProposeReschedule', loanId, reason, plan },
      },
      { actor: borrower, command: { kind: 'AcceptReschedule', loanId }, ifRefused },
      {
        ...{ actor: house.officer('committee_member'), ifRefused },
        command: { kind: 'RescheduleLoan', loanId, reason },
      },
    ];
  }
}

/** The borrower said so too late, or somebody else has decided meanwhile. */
const ifRefused = () => undefined;

/** Nobody but the borrower pays, and its life is not settled beforehand. */
function isPlain({ command, fate }: TownLoan): boolean {
  return command.productCode !== 'guaranteed_loan' && fate === undefined;
}

function isBehind({ state, collection }: TownLoan): boolean {
  return state === 'running' && collection !== undefined && collection.stage !== 'legal';
}
