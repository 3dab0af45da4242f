// Loans of a town in bulk: each step from the application to the payout is taken for all of them side by side, by
// whoever takes it in life.
import type { Id } from '@mutua/core/kit/id.ts';
import { RISK_NOTICE } from '@mutua/core/loan/list/listing.ts';
import type { RepaymentMethod } from '@mutua/core/loan/schedule/terms.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Safeguard } from '@mutua/core/product/product.ts';
import { addMonths } from '@mutua/core/time/day.ts';
import {
  ASSESSMENT_RULE,
  application,
  BANK,
  CALENDAR,
  listingOf,
  REVIEW,
  verifications,
} from '../../trial-house.ts';
import type { Citizen, TownHouse } from './town-house.ts';

export interface LoanWanted {
  readonly borrower: Citizen;
  readonly productCode: string;
  /** In minor units; the bids come to it. */
  readonly bids: readonly { readonly lender: Citizen; readonly amount: bigint }[];
  readonly termMonths: number;
  readonly repaymentMethod?: Exclude<RepaymentMethod, 'custom'>;
  readonly safeguard?: Safeguard;
  /** Who stand behind it, in their places. */
  readonly guarantors?: readonly Citizen[];
}

const CNY = currency('CNY');
const MS_AN_HOUR = 3_600_000;
const MANDATE_CAP = minorUnits(1_000_000_000n);

/** From the application to the payout, all on one day; in the order in which they are wanted. */
export async function issue(
  town: TownHouse,
  wanted: readonly LoanWanted[],
): Promise<readonly Id[]> {
  const made = await Promise.all(wanted.map((one) => anApprovedLoan(town, one)));
  await list(town, made);
  await Promise.all(
    made.flatMap(({ loanId, wanted: { bids } }) =>
      bids.map(({ lender, amount }) =>
        town.done(lender, {
          ...{ kind: 'PlaceBid', loanId, amount: minorUnits(amount), confirmedRisk: true },
          acknowledgedNotice: RISK_NOTICE,
        }),
      ),
    ),
  );
  await town.bank.answerAll();
  await Promise.all(made.map(({ loanId, wanted: one }) => sign(town, loanId, one)));
  await town.bank.answerAll();
  return made.map(({ loanId }) => loanId);
}

async function anApprovedLoan(town: TownHouse, wanted: LoanWanted) {
  const { borrower, productCode, bids, termMonths, guarantors = [] } = wanted;
  const { repaymentMethod = 'equal_instalments', safeguard = 'none' } = wanted;
  const { loanOfficer, analyst, analystLead } = town.office;
  const loanAmount = minorUnits(bids.reduce((all, { amount }) => all + amount, 0n));
  const applied = application({ productCode, loanAmount, termMonths, repaymentMethod });
  const { commandId: loanId } = await town.done(borrower, applied);
  for (const command of verifications(loanId, applied.facts)) {
    await town.done(loanOfficer, command);
  }
  await town.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
  const { events } = await town.done(analystLead, {
    ...{ kind: 'ApproveLoan', loanId, safeguard, reason: '符合准入条件' },
  });
  const approved = events.find(({ kind }) => kind === 'LoanApproved');
  if (approved?.kind !== 'LoanApproved') throw new Error('An approval says its price.');
  const { allInRatePpm } = approved.price;
  await town.done(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm });
  for (const [index, guarantor] of guarantors.entries()) {
    const { commandId: commitmentId } = await town.done(analyst, {
      ...{ kind: 'AskCommitment', loanId, guarantorId: guarantor.id, place: index + 1 },
    });
    await town.done(guarantor, { kind: 'SignCommitment', commitmentId });
    await authorise(town, guarantor, loanId, 'compensation');
  }
  return { loanId, wanted, loanAmount };
}

async function list(
  town: TownHouse,
  made: readonly { loanId: Id; wanted: LoanWanted; loanAmount: ReturnType<typeof minorUnits> }[],
): Promise<void> {
  const { loanOfficer, loanOfficerLead } = town.office;
  await Promise.all(
    made.map(async ({ loanId, loanAmount, wanted: { termMonths } }) => {
      await town.done(loanOfficer, listingOf(loanId, town.house.now, { loanAmount, termMonths }));
      await town.done(loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
    }),
  );
  town.pass(MS_AN_HOUR + 1_000);
  await Promise.all(made.map(({ loanId }) => town.done(CALENDAR, { kind: 'OpenFunding', loanId })));
}

async function sign(town: TownHouse, loanId: Id, { borrower }: LoanWanted): Promise<void> {
  await authorise(town, borrower, loanId, 'repayment');
  await authorise(town, borrower, loanId, 'fees');
  await town.done(borrower, { kind: 'SignContract', loanId });
}

async function authorise(
  town: TownHouse,
  owner: Citizen,
  loanId: Id,
  scope: 'repayment' | 'fees' | 'compensation',
): Promise<void> {
  const expiresDay = addMonths(await town.house.today(), 72);
  const { commandId: mandateId } = await town.done(owner, {
    ...{ kind: 'RequestMandate', scope, currency: CNY, loanId, cap: MANDATE_CAP, expiresDay },
  });
  await town.done(BANK, { kind: 'RecordMandate', mandateId, outcome: 'granted' });
}
