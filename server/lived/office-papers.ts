// What the office writes in a past and in the days after it: its reasons, its review, the texts of a listing, and the
// papers of what stands for a debt.
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import type { PrepareListing } from '@mutua/core/loan/list/prepare-listing.ts';
import { divideBy, type MinorUnits, times } from '@mutua/core/money/minor-units.ts';
import type { CollateralDetails } from '@mutua/core/safeguard/collateral.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { yuanAmount } from './asked-loans.ts';
import type { Chance } from './chance.ts';
import { CNY } from './lived-custodian.ts';
import { titleOf } from './lived-names.ts';

export const LEAST_AMOUNT = yuanAmount(10_000);
/** Beyond it, or beyond grade C, the committee decides. */
export const LEAD_AMOUNT_MAX = yuanAmount(100_000);
export const COMMITMENT_MONTHS = 60;
const FUNDING_DAYS = 7;

export const REASONS = {
  approve: '收入与负债核实一致，符合准入条件',
  reject: '还款能力不足以覆盖新增借款',
  byRule: '未达到准入规则的要求',
  reviewApprove: '经电话核实，收入稳定，建议通过',
  reviewReject: '负债较高且近期有逾期，建议拒绝',
} as const;

export const REVIEW = {
  credit: '征信与收入证明已核对，负债比例在规则范围内。',
  assets: '资产与住房情况与申请一致。',
  purpose: '用途材料真实，与申请一致。',
  conclusion: 'fit',
} as const;

const SUMMARIES: Readonly<Partial<Record<Purpose, readonly [string, ...string[]]>>> = {
  consumption: [
    '用于家庭近期的集中支出，每月以工资收入还款。',
    '用于更换家电和日常开支，还款来源为固定工资。',
  ],
  education: [
    '用于本学年学费与教材，家庭以工资收入按期还款。',
    '用于职业培训，培训期间在职，收入不变。',
  ],
  medical: ['用于家人治疗的自付部分，医保报销后仍由工资收入还款。'],
  renovation: [
    '用于自住房翻新，已与施工方签订合同，分月还款。',
    '用于厨卫改造，预算与报价单一致，以家庭收入还款。',
  ],
  working_capital: [
    '用于进货与支付货款，经营收入按月回款。',
    '旺季备货，销售回款覆盖各期应还金额。',
  ],
  trade: ['用于已签订单的原料采购，交货后以货款还款。', '用于扩大常销品进货，账期三十天。'],
};

interface Offer {
  readonly loanId: PrepareListing['loanId'];
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly purpose: Purpose;
  readonly collateralId: string | undefined;
  readonly opensAt: PrepareListing['opensAt'];
}

/** The listing of a loan in words drawn for its purpose. */
export function listingOf(offer: Offer, chance: Chance): PrepareListing {
  const { collateralId, purpose, ...terms } = offer;
  const title = titleOf(purpose, chance);
  const summary = chance.among(
    ...(SUMMARIES[purpose] ?? ['借款用于申请所述用途，以经常性收入按期还款。']),
  );
  return {
    ...{ kind: 'PrepareListing', ...terms, title, summary, fundingDays: FUNDING_DAYS },
    collateralIds: collateralId === undefined ? [] : [collateralId],
  };
}

interface Thing {
  readonly kind: CollateralDetails['kind'];
  readonly description: string;
  readonly register: string;
  /** Of a hundred of its value, the loan is so many. */
  readonly ofHundred: readonly [number, number];
}

const THINGS: readonly [Thing, ...Thing[]] = [
  { kind: 'real_estate', description: '住宅一套', register: '不动产登记中心', ofHundred: [35, 62] },
  {
    kind: 'real_estate',
    description: '临街商铺一间',
    register: '不动产登记中心',
    ofHundred: [40, 60],
  },
  { kind: 'vehicle', description: '家用轿车一辆', register: '车辆管理所', ofHundred: [48, 66] },
];

/** What a borrower brings for the debt, of which the loan is so much; and where that is registered. */
export function thingFor(
  loanAmount: MinorUnits,
  valuedOn: Day,
  chance: Chance,
): { readonly details: CollateralDetails; readonly register: string } {
  const { kind, description, register, ofHundred } = chance.among(...THINGS);
  const ltvPercent = BigInt(chance.between(...ofHundred));
  return {
    register,
    details: {
      ...{ kind, description, owner: 'borrower', currency: CNY, rank: 1 },
      ...{ priorDebts: yuanAmount(0), value: divideBy(times(loanAmount, 100n), ltvPercent, 'up') },
      ...{ valuer: '中诚资产评估有限公司', valuedOn },
    },
  };
}
