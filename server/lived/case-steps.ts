// The cases of a past besides collection: complaints, suspicions, warnings, and borrowers who ask for help, each worked
// on by those whose it is, within its clock. Those of the last days are left half done for the present.
import type { Id } from '@mutua/core/kit/id.ts';
import type { StaffPosition } from '@mutua/core/people/actor.ts';
import { addDays } from '@mutua/core/time/day.ts';
import type { EvidenceKind } from '@mutua/core/work/case.ts';
import type { Arrivals } from './arrivals.ts';
import { HardshipSteps } from './hardship-steps.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';
import { type LivedTown, type TownLoan, workingDay } from './lived-town.ts';

/** So many complaints, and suspicions, in a thousand days. */
const COMPLAINTS_PERMILLE = 45;
const FRAUDS_PERMILLE = 9;
/** Of a thousand loans that fall behind. */
const WARNINGS_PERMILLE = 90;
/** So many days before the present there is one for certain. */
const COMPLAINED_AGO: readonly number[] = [8, 5, 1];
const SUSPECTED_AGO: readonly number[] = [6, 1];
/** On these somebody is held whose name stands on a list; the first of them was cleared. */
const HELD_AGO = [15, 1] as const;

const MATTERS = [
  '来电反映提现到账慢，希望说明原因。',
  '对提前结清金额的计算有疑问。',
  '认为催收电话频次过高。',
  '反映标的说明中费用表述不清。',
  '对自动扣款时间有异议。',
  '反映风险测评结果与本人情况不符。',
] as const;
const SUSPICIONS = [
  '同一收款卡近期出现在两份申请中。',
  '收入证明的开具单位查无登记。',
  '申请人所留联系电话与其他客户重合。',
] as const;
const SIGNS = [
  '借款人首期即逾期，联系方式变更。',
  '征信更新显示他处新增逾期。',
  '所在行业出现集中停工。',
] as const;
const RESULTS = ['not_upheld', 'upheld', 'not_upheld'] as const;

interface Worked {
  readonly after: number;
  readonly by: StaffPosition;
  readonly command: (caseId: Id) => Asked['command'];
}

export class CaseSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  readonly #arrivals: Arrivals;
  readonly #hardship: HardshipSteps;

  constructor(house: LivedHouse, town: LivedTown, arrivals: Arrivals) {
    this.#house = house;
    this.#town = town;
    this.#arrivals = arrivals;
    this.#hardship = new HardshipSteps(house, town);
  }

  /** What a day brings by itself. */
  today(): readonly Asked[] {
    const { chance } = this.#town;
    const ago = this.#town.today - this.#house.day;
    return [
      ...(COMPLAINED_AGO.includes(ago) || chance.isIn(COMPLAINTS_PERMILLE)
        ? this.#complaint()
        : []),
      ...(SUSPECTED_AGO.includes(ago) || chance.isIn(FRAUDS_PERMILLE) ? this.#suspicion() : []),
      ...this.#hardship.today(),
      ...(HELD_AGO.some((one) => one === ago) ? this.#held(ago === HELD_AGO[0]) : []),
    ];
  }

  /** A loan has fallen behind: some are looked at, and some of their borrowers ask for help. */
  behind(loan: TownLoan): void {
    this.#hardship.behind(loan);
    if (!this.#town.chance.isIn(WARNINGS_PERMILLE)) return;
    this.#town.will(workingDay(addDays(this.#house.day, 1)), () => this.#warning(loan));
  }

  #held(isCleared: boolean): readonly Asked[] {
    const house = this.#house;
    const { id: clientId, asked } = this.#arrivals.held();
    const reason = '出生日期与名单不符，系同名';
    if (isCleared) {
      this.#town.will(workingDay(addDays(house.day, 1)), () => [
        {
          actor: house.officer('compliance_officer'),
          command: { kind: 'ClearClient', clientId, reason },
          ifRefused: () => undefined,
        },
      ]);
    }
    return asked;
  }

  #complaint(): readonly Asked[] {
    const { chance, borrowers, lenders } = this.#town;
    const lender = lenders[chance.below(lenders.length)]?.person;
    const client = chance.isIn(500)
      ? lender
      : (borrowers[chance.below(borrowers.length)] ?? lender);
    if (client === undefined) return [];
    const agent: StaffPosition = 'service_agent';
    const matter = chance.among(...MATTERS);
    const result = chance.among(...RESULTS);
    return this.#opened(
      { caseKind: 'complaint', client, fields: { matter }, by: agent, reason: '客户来电' },
      [
        { after: 0, by: agent, command: (caseId) => ({ kind: 'TakeCase', caseId }) },
        { after: 1, by: agent, command: stepOf('classify', '归类为服务类投诉') },
        { after: 3, by: agent, command: stepOf('handle', '已核对记录并与客户沟通') },
        { after: 6, by: agent, command: stepOf('answer_client', '已书面答复', 'complaint_answer') },
        { after: 6, by: agent, command: submissionOf(result, '客户已收到答复') },
      ],
    );
  }

  #suspicion(): readonly Asked[] {
    const { chance, borrowers } = this.#town;
    const client = borrowers[chance.below(borrowers.length)];
    if (client === undefined) return [];
    const suspicion = chance.among(...SUSPICIONS);
    const analyst: StaffPosition = 'risk_analyst';
    return this.#opened(
      {
        ...{ caseKind: 'fraud', client, fields: { suspicion }, by: 'loan_officer' },
        reason: '初审时发现',
      },
      [
        { after: 1, by: analyst, command: (caseId) => ({ kind: 'TakeCase', caseId }) },
        { after: 1, by: analyst, command: stepOf('gather_facts', '已调取申请资料与银行流水') },
        { after: 2, by: analyst, command: stepOf('conclude', '可以合理解释', 'fraud_finding') },
        { after: 2, by: analyst, command: submissionOf('unfounded', '核查未发现虚假资料') },
        {
          ...{ after: 5, by: 'compliance_officer' },
          command: (caseId) => ({ kind: 'CloseCase', caseId, reason: '同意核查结论' }),
        },
      ],
    );
  }

  #warning(loan: TownLoan): readonly Asked[] {
    if (loan.state !== 'running') return [];
    const { chance } = this.#town;
    const by: StaffPosition = 'risk_analyst';
    const result = chance.among('watched', 'watched', 'acted_on', 'unfounded');
    return this.#opened(
      {
        ...{ caseKind: 'warning', loan, fields: { sign: chance.among(...SIGNS) }, by },
        reason: '贷后监测',
      },
      [
        { after: 1, by, command: (caseId) => ({ kind: 'TakeCase', caseId }) },
        { after: 1, by, command: stepOf('respond', '已联系借款人并复核还款能力') },
        { after: 1, by, command: submissionOf(result, '已登记跟踪') },
      ],
    );
  }

  /** Opened now, and worked on so many working days later; what is refused is left as it is. */
  #opened(
    given: {
      readonly caseKind: 'complaint' | 'fraud' | 'warning';
      readonly client?: Person;
      readonly loan?: TownLoan;
      readonly fields: Readonly<Record<string, string>>;
      readonly by: StaffPosition;
      readonly reason: string;
    },
    steps: readonly Worked[],
  ): readonly Asked[] {
    const { caseKind, client, loan, fields, by, reason } = given;
    const house = this.#house;
    const caseId = house.newId();
    const subject =
      loan === undefined
        ? ({ kind: 'client', id: client?.id ?? caseId } as const)
        : ({ kind: 'loan', id: loan.id } as const);
    const ifRefused = () => undefined;
    const ask = ({ by: position, command }: Worked): Asked => ({
      ...{ actor: house.officer(position), command: command(caseId), ifRefused },
    });
    for (const step of steps.filter(({ after }) => after > 0)) {
      this.#town.will(workingDay(addDays(house.day, step.after)), () => [ask(step)]);
    }
    return [
      {
        ...{ actor: house.officer(by), commandId: caseId, ifRefused },
        command: { kind: 'OpenCase', caseKind, subject, fields, reason },
      },
      ...steps.filter(({ after }) => after === 0).map(ask),
    ];
  }
}

function stepOf(step: string, reason: string, paper?: EvidenceKind): Worked['command'] {
  return (caseId) => ({
    ...{ kind: 'FinishCaseStep', caseId, step, reason },
    evidence: paper === undefined ? [] : [{ kind: paper, reference: `档案 ${caseId.slice(-6)}` }],
  });
}

function submissionOf(result: string, reason: string): Worked['command'] {
  return (caseId) => ({ kind: 'SubmitCase', caseId, result, reason });
}
