// Who may ask for what of guarantors, collateral, compensation and reserves: what is asked, who may, and what they are told.
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand, CommandKind } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { newTrialId } from '../trial-world.ts';

type FieldsOf<Asked> = Asked extends AnyCommand ? Omit<Asked, 'kind'> : never;
type Asked<Kind extends CommandKind> = Extract<AnyCommand, { readonly kind: Kind }>;

/** What is asked, who may ask it (a post stands for its lead too), and what they are told: there is no such thing. */
type Row<Kind extends CommandKind> = readonly [
  fields: FieldsOf<Asked<Kind>>,
  whoMay: string,
  told: string,
];

export type Rows = { readonly [Kind in CommandKind]?: Row<Kind> };

const CNY = currency('CNY');
const day = dayOf(2026, 3, 2);
const amount = minorUnits(100_000n);
const money = { amount, currency: CNY };
const reason = 'Because.';
const id = newTrialId;
const thing = {
  ...({
    kind: 'vehicle',
    description: 'A van',
    owner: 'borrower',
    currency: CNY,
    rank: 1,
  } as const),
  ...{ priorDebts: ZERO, value: amount, valuer: 'V', valuedOn: day },
};
const guarantorId = id();
const commitmentId = id();
const collateralId = id();

export const SAFEGUARD_ROWS: Rows = {
  ProposeGuarantor: [
    {
      ...{ guarantorId, reason },
      standing: {
        ...{ status: 'active', line: amount, currency: CNY, riskControl: 'strong' },
        ...{ guarantorClass: 'A', leveragePpm: 1 },
      },
    },
    ...(['risk_analyst', 'not_found'] as const),
  ],
  ApproveGuarantor: [{ guarantorId }, 'risk_analyst compliance_officer', 'not_found'],
  SuspendGuarantor: [{ guarantorId, reason }, 'risk_analyst compliance_officer', 'not_found'],
  AskCommitment: [
    { loanId: id(), guarantorId, place: 1 },
    ...(['risk_analyst loan_officer', 'not_found'] as const),
  ],
  SignCommitment: [{ commitmentId }, 'partner', 'not_found'],
  DeclineCommitment: [{ commitmentId, reason }, 'partner', 'not_found'],
  RecordCollateral: [{ loanId: id(), details: thing }, 'loan_officer risk_analyst', 'not_found'],
  RecordPledge: [
    { commitmentId, details: thing, releaseCondition: 'loan_closed' },
    ...(['partner', 'not_found'] as const),
  ],
  RegisterCollateral: [
    { collateralId, register: 'R', registrationNumber: 'N-1', registeredOn: day },
    ...(['loan_officer risk_analyst', 'not_found'] as const),
  ],
  ValueCollateral: [
    { collateralId, currency: CNY, value: amount, valuer: 'V', valuedOn: day },
    ...(['loan_officer risk_analyst', 'not_found'] as const),
  ],
  ReleaseCollateral: [{ collateralId, reason }, 'loan_officer risk_analyst', 'not_found'],
  DisposeCollateral: [
    { collateralId, proceeds: amount, currency: CNY, reason },
    ...(['risk_analyst finance_officer', 'not_found'] as const),
  ],
  ReleaseSafeguards: [{ loanId: id() }, 'rule calendar', 'not_found'],
  PayGuaranteeDeposit: [money, 'partner', 'not_found'],
  TakeGuaranteeDeposit: [money, 'partner', 'not_found'],
  ClaimCompensation: [{ loanId: id() }, 'calendar', 'not_found'],
  PayCompensation: [{ commitmentId }, 'partner', 'not_found'],
  ProposeReserve: [
    {
      reason,
      terms: {
        ...{ code: 'a_reserve', names: { 'zh-CN': '准备金', en: 'Reserve' }, currency: CNY },
        ...{ trusteeId: id(), contributorId: id(), accrualPpm: 1, ceilingPpm: 1 },
        ...{ cover: 'principal', shortRule: 'pro_rata' },
      },
    },
    // By the law of China there is none.
    ...(['risk_analyst', 'forbidden_by_rule'] as const),
  ],
  ProposeReserveEnd: [{ schemeId: id(), reason }, 'risk_analyst', 'not_found'],
  ApproveReserve: [{ schemeId: id() }, 'risk_analyst compliance_officer', 'not_found'],
  AccrueReserve: [{ schemeId: id(), day }, 'calendar', 'not_found'],
  SpendReserve: [{ schemeId: id(), day }, 'calendar', 'not_found'],
  AskReserve: [{ schemeId: id(), loanId: id() }, 'finance_officer', 'not_found'],
};
