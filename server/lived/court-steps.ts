// How a loan in default goes to court in a past: another person than whoever collects decides it, the stages of the
// court follow with their papers, and what the court asks for is paid out of the operator's own money.
import { fraction } from '@mutua/core/money/fraction.ts';
import { greatest, type MinorUnits, minus, scale, sum } from '@mutua/core/money/minor-units.ts';
import { addDays, civilOf } from '@mutua/core/time/day.ts';
import type { CourtStage } from '@mutua/core/work/case.ts';
import { yuanAmount } from './asked-loans.ts';
import { CNY } from './lived-custodian.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import { type LivedTown, type TownCase, type TownLoan, workingDay } from './lived-town.ts';

interface Court {
  readonly payeeName: string;
  readonly payeeAccount: string;
}

/** Each stage, and so many days after the one before it. */
const STAGES: readonly (readonly [CourtStage, number])[] = [
  ['filed', 8],
  ['accepted', 12],
  ['heard', 26],
  ['judged', 25],
  ['enforced', 28],
];
const COURTS: readonly [Court, ...Court[]] = [
  { payeeName: '滨河市第一人民法院', payeeAccount: '3100990000000000017' },
  { payeeName: '云岭区人民法院', payeeAccount: '3100990000000000025' },
];
const FEE_LEAST = yuanAmount(50);
const FEE_LESS = yuanAmount(200);

export class CourtSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  /** How many stages each loan has come through. */
  readonly #reached = new Map<TownLoan, number>();

  constructor(house: LivedHouse, town: LivedTown) {
    this.#house = house;
    this.#town = town;
  }

  decided(loan: TownLoan, { caseId, owner }: TownCase): readonly Asked[] {
    const lead = this.#house.officer('collector_lead');
    const actor = owner?.id === lead.id ? this.#house.officer('risk_analyst') : lead;
    this.#plan(loan, 0);
    const number = this.#numberOf(loan);
    return [
      {
        actor,
        command: {
          ...{ kind: 'DecideLegalAction', caseId, reason: '多次联系未果，逾期已构成违约' },
          evidence: [
            { kind: 'loan_contract', reference: `合同 ${number}` },
            { kind: 'debt_statement', reference: `欠款清单 ${number}` },
          ],
        },
        // It is there already, or it is paid.
        ifRefused: () => undefined,
      },
    ];
  }

  /** The next stage, and with the first one what the court asks for. */
  reached(loan: TownLoan): readonly Asked[] {
    const { collection } = loan;
    const place = this.#reached.get(loan) ?? 0;
    const stage = STAGES[place];
    if (collection?.owner === undefined || collection.stage !== 'legal' || stage === undefined) {
      return [];
    }
    const { caseId, owner } = collection;
    const [courtStage] = stage;
    this.#reached.set(loan, place + 1);
    this.#plan(loan, place + 1);
    const { year } = civilOf(this.#house.day);
    const reference = `（${year}）民初 ${this.#numberOf(loan)} 号`;
    const ifRefused = () => undefined;
    return [
      {
        actor: owner,
        command: {
          ...{ kind: 'RecordCourtStage', caseId, courtStage, reference },
          evidence: [{ kind: 'court_document', reference }],
        },
        ifRefused,
      },
      ...(courtStage === 'filed' ? this.#cost(loan, { ...collection, owner }, reference) : []),
    ];
  }

  /** Written down by whoever collects; finance releases it on one of the next days. */
  #cost(
    loan: TownLoan,
    { caseId, owner }: Required<TownCase>,
    reference: string,
  ): readonly Asked[] {
    const house = this.#house;
    const costId = house.newId();
    const { chance } = this.#town;
    const ifRefused = () => undefined;
    this.#town.will(workingDay(addDays(house.day, chance.between(2, 4))), () => [
      {
        actor: house.officer('finance_officer'),
        command: { kind: 'ReleaseCollectionCost', costId },
        ifRefused,
      },
    ]);
    return [
      {
        ...{ actor: owner, commandId: costId, ifRefused },
        command: {
          ...{ kind: 'RecordCollectionCost', caseId, currency: CNY, purpose: '案件受理费' },
          ...{ amount: feeOf(loan), reference, ...chance.among(...COURTS) },
        },
      },
    ];
  }

  #plan(loan: TownLoan, place: number): void {
    const stage = STAGES[place];
    if (stage === undefined) return;
    const day = workingDay(addDays(this.#house.day, stage[1]));
    this.#town.plan(day, { kind: 'court_stage', loan });
  }

  #numberOf({ id }: TownLoan): string {
    return String(Number.parseInt(id.replaceAll('-', '').slice(-6), 16) % 90_000);
  }
}

/** Of what is claimed, from ten to a hundred thousand yuan, two and a half per cent less two hundred yuan. */
function feeOf({ instalments, brought }: TownLoan): MinorUnits {
  const claimed = sum(instalments.slice(brought).map(({ total }) => total));
  const share = scale(claimed, fraction(25n, 1_000n), 'half_up');
  return greatest(minus(share, FEE_LESS), FEE_LEAST);
}
