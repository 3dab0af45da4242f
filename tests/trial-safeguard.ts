// Guarantors in trial: partners with an account at the bank and a standing, and loans that ask for them.
import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { PartnerKind } from '@mutua/core/people/client.ts';
import type { ProductTerms, Safeguard } from '@mutua/core/product/product.ts';
import type { CollateralDetails } from '@mutua/core/safeguard/collateral.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import {
  ASSESSMENT_RULE,
  aClient,
  aPerson,
  application,
  BANK,
  IDENTITY_SOURCE,
  organisationRegistration,
  personRegistration,
  STAFF,
  verifyAll,
} from './trial-house.ts';
import { newTrialId, type TrialWorld } from './trial-world.ts';

const CNY = currency('CNY');
const yuan = (amount: bigint) => minorUnits(amount * 100n);

export function standingOf(
  line: bigint,
  changes: Partial<GuarantorStanding> = {},
): GuarantorStanding {
  return {
    ...{ status: 'active', line: yuan(line), currency: CNY, riskControl: 'strong' },
    ...{ guarantorClass: 'A', leveragePpm: 4_000_000 },
    ...changes,
  };
}

/** A partner that is verified and has its account at the bank. */
export function aPartner(
  trial: TrialWorld,
  partnerKind: PartnerKind = 'guarantee_company',
): Actor & { readonly id: Id } {
  const { roles: _, consents: __, ...details } = organisationRegistration();
  const clientId = trial.done(STAFF.compliance, {
    ...details,
    ...{ kind: 'RegisterPartner', partnerKind },
  });
  const answer = { kind: 'verified', reference: 'R1' } as const;
  trial.done(IDENTITY_SOURCE, { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' });
  trial.done(BANK, {
    ...{ kind: 'RecordCustodyAccount', clientId, role: 'partner', account: `partner-${clientId}` },
    currency: CNY,
  });
  return aPerson(clientId, 'partner');
}

/** A partner with a standing that two persons have set; the line in yuan. */
export function aGuarantor(
  trial: TrialWorld,
  line: bigint,
  partnerKind: PartnerKind = 'guarantee_company',
): Actor & { readonly id: Id } {
  const partner = aPartner(trial, partnerKind);
  setStanding(trial, partner.id, standingOf(line));
  return partner;
}

export function setStanding(trial: TrialWorld, guarantorId: Id, standing: GuarantorStanding): void {
  const reason = '年报与代偿记录良好';
  trial.done(STAFF.analyst, { kind: 'ProposeGuarantor', guarantorId, standing, reason });
  trial.done(STAFF.analystLead, { kind: 'ApproveGuarantor', guarantorId });
}

/** The product is there as two persons released it. */
export function releaseInTrial(trial: TrialWorld, terms: ProductTerms): void {
  trial.given('productVersion', {
    ...{ code: terms.code, number: terms.version, terms, makerId: newTrialId() },
    ...{ checkerId: newTrialId(), approvedOn: terms.effectiveFrom },
  });
}

/** 50,000 yuan for a year under a product, approved with a safeguard and accepted; its borrower is another each time. */
export function aLoanUnder(
  trial: TrialWorld,
  product: ProductTerms,
  safeguard: Safeguard,
  changes: Parameters<typeof application>[0] = {},
): { readonly loanId: Id; readonly borrower: Actor } {
  releaseInTrial(trial, product);
  const borrower = aClient(trial, personRegistration());
  const asked = application({ productCode: product.code, ...changes });
  const loanId = trial.done(borrower, asked);
  verifyAll(trial, loanId, asked.facts);
  trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
  const reason = '符合准入条件';
  trial.done(STAFF.analystLead, { kind: 'ApproveLoan', loanId, safeguard, reason });
  const { allInRatePpm = 0 } = trial.fact('loan', loanId);
  trial.done(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm });
  return { loanId, borrower };
}

/** Asked for by the office, and signed by the guarantor. */
export function aCommitment(
  trial: TrialWorld,
  loanId: Id,
  guarantor: Actor & { readonly id: Id },
  place = 1,
): Id {
  const asked = { kind: 'AskCommitment', loanId, guarantorId: guarantor.id, place } as const;
  const commitmentId = trial.done(STAFF.analyst, asked);
  trial.done(guarantor, { kind: 'SignCommitment', commitmentId });
  return commitmentId;
}

/** A flat worth so many yuan, on which as much is owed already. */
export function aFlat(value: bigint, debts = 0n): CollateralDetails {
  return {
    ...{ kind: 'real_estate', description: '89平方米住宅', owner: 'borrower', currency: CNY },
    ...{ rank: debts === 0n ? 1 : 2, priorDebts: yuan(debts), value: yuan(value) },
    ...{ valuer: '恒信评估', valuedOn: dayOf(2026, 2, 1) },
  };
}
