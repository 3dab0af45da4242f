// What the office does with applications in a past: facts are borne out, the rules assess, one person looks and another
// decides, and what is approved is prepared and published by two persons.
import { type MinorUnits, plus, times } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { addDays, addMonths, type Day } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { inSteps, verificationsOf } from './asked-loans.ts';
import type { LivedCustodian } from './lived-custodian.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import { type LivedTown, type Step, type TownLoan, workingDay } from './lived-town.ts';
import {
  COMMITMENT_MONTHS,
  LEAD_AMOUNT_MAX,
  LEAST_AMOUNT,
  listingOf,
  REASONS,
  REVIEW,
  thingFor,
} from './office-papers.ts';

const ASSESSMENT_RULE: Actor = { kind: 'rule', name: 'assessment' };
const RELEASE_RULE: Actor = { kind: 'rule', name: 'release' };
/** What is announced opens so much later. */
const OPENING_MS = 1_000;
const REFERRED_AWAY_PERMILLE = 220;
const SECOND_THOUGHTS_PERMILLE = 30;

export class OfficeSteps {
  readonly #house: LivedHouse;
  readonly #custodian: LivedCustodian;
  readonly #town: LivedTown;

  constructor(house: LivedHouse, custodian: LivedCustodian, town: LivedTown) {
    this.#house = house;
    this.#custodian = custodian;
    this.#town = town;
  }

  /** Facts are borne out, and the rules assess; decided is on the next working day. */
  verified(loan: TownLoan): readonly Asked[] {
    const { id: loanId, verified } = loan;
    const house = this.#house;
    const officer = house.officer('loan_officer');
    const wait = loan.decision === undefined ? this.#town.chance.between(1, 2) : 1;
    this.#plan(addDays(house.day, wait), { kind: 'decide', loan });
    return [
      ...verificationsOf(loanId, verified).map((command) => ({ actor: officer, command })),
      {
        ...{ actor: ASSESSMENT_RULE, command: { kind: 'AssessLoan', loanId } },
        // Such as a cost that is above the cap of the law.
        ifRefused: () => this.#town.plan(addDays(house.day, 1), { kind: 'reject', loan }),
      },
    ];
  }

  decided(loan: TownLoan): readonly Asked[] {
    const { decision, limit = LEAST_AMOUNT, grade = 'G' } = loan;
    const { chance } = this.#town;
    const { id: loanId } = loan;
    // What the rules reject is rejected by them.
    if (loan.state === 'over' || decision === undefined) return [];
    if (limit < LEAST_AMOUNT || grade > 'E') {
      return [this.#rejected(loan, REASONS.byRule)];
    }
    const review = (opinion: 'approve' | 'reject'): Asked => ({
      actor: this.#house.officer('risk_analyst'),
      command: {
        ...{ kind: 'ReviewLoan', loanId, opinion },
        reason: opinion === 'approve' ? REASONS.reviewApprove : REASONS.reviewReject,
      },
    });
    const { waitsBefore } = loan;
    const isFixed = loan.fate !== undefined || waitsBefore !== undefined;
    const isReferred = decision === 'refer';
    if (waitsBefore === 'deciding') return isReferred ? [review('approve')] : [];
    if (!isFixed && chance.isIn(isReferred ? REFERRED_AWAY_PERMILLE : SECOND_THOUGHTS_PERMILLE)) {
      return [...(isReferred ? [review('reject')] : []), this.#rejected(loan, REASONS.reject)];
    }
    const amount = inSteps(loan.amount < limit ? loan.amount : limit);
    return [...(isReferred ? [review('approve')] : []), this.#approved(loan, amount)];
  }

  /** The borrower accepts; guarantor and collateral stand; the listing is prepared and published. */
  listed(loan: TownLoan): readonly Asked[] {
    const { id: loanId, borrower, allInRatePpm = 0, waitsBefore } = loan;
    const accepted: Asked = {
      actor: borrower,
      command: { kind: 'AcceptTerms', loanId, allInRatePpm },
    };
    if (waitsBefore === 'accepting') return [];
    const covered = [accepted, ...this.#guaranteed(loan), ...this.#secured(loan)];
    if (waitsBefore === 'committing') return covered.slice(0, 2);
    if (waitsBefore === 'listing') return covered;
    const officer = this.#house.officer('loan_officer');
    const lead = this.#house.officer('loan_officer_lead');
    const prepared: Asked = { actor: officer, command: this.#listing(loan) };
    if (waitsBefore === 'publishing') return [...covered, prepared];
    const published: Asked = { actor: lead, command: { kind: 'ListLoan', loanId, review: REVIEW } };
    return [...covered, prepared, published];
  }

  /** Mandates for what is to be repaid, and the signature. */
  signed(loan: TownLoan): readonly Asked[] {
    const { id: loanId, borrower, amount, command } = loan;
    const expiresDay = addMonths(this.#house.day, command.termMonths + COMMITMENT_MONTHS);
    const terms = { loanId, expiresDay };
    return [
      ...this.#custodian.mandate(borrower, {
        scope: 'repayment',
        cap: times(amount, 3n),
        ...terms,
      }),
      ...this.#custodian.mandate(borrower, { scope: 'fees', cap: amount, ...terms }),
      { actor: borrower, command: { kind: 'SignContract', loanId } },
    ];
  }

  /** A loan has ended: whoever and whatever stood behind it is free. */
  released({ id: loanId, command, listedOn }: TownLoan): readonly Asked[] {
    if (listedOn === undefined || command.productCode === 'small_credit_loan') return [];
    return [{ actor: RELEASE_RULE, command: { kind: 'ReleaseSafeguards', loanId } }];
  }

  #rejected({ id: loanId }: TownLoan, reason: string): Asked {
    const actor = this.#house.officer('risk_analyst_lead');
    return { actor, command: { kind: 'RejectLoan', loanId, reason } };
  }

  #approved(loan: TownLoan, loanAmount: MinorUnits): Asked {
    const { id: loanId, grade = 'G', command } = loan;
    const isForLead = grade <= 'C' && loanAmount <= LEAD_AMOUNT_MAX;
    const actor = this.#house.officer(isForLead ? 'risk_analyst_lead' : 'committee_member');
    const safeguard = command.productCode === 'guaranteed_loan' ? 'guarantee' : 'none';
    return {
      actor,
      command: { kind: 'ApproveLoan', loanId, loanAmount, safeguard, reason: REASONS.approve },
      // Such as a price that is out of bounds on that day.
      ifRefused: () => this.#town.plan(addDays(this.#house.day, 1), { kind: 'reject', loan }),
    };
  }

  /** What could not be approved after all. */
  rejected(loan: TownLoan): readonly Asked[] {
    return [this.#rejected(loan, REASONS.reject)];
  }

  #guaranteed(loan: TownLoan): readonly Asked[] {
    const { id: loanId, amount, command } = loan;
    if (command.productCode !== 'guaranteed_loan') return [];
    const { guarantors, chance } = this.#town;
    const drawn = guarantors[Math.min(chance.below(3), guarantors.length - 1)];
    const guarantor = loan.guarantor ?? drawn;
    if (guarantor === undefined) throw new Error('Somebody guarantees.');
    const house = this.#house;
    const commitmentId = house.newId();
    const expiresDay = addMonths(house.day, command.termMonths + COMMITMENT_MONTHS);
    return [
      {
        ...{ actor: house.officer('risk_analyst'), commandId: commitmentId },
        command: { kind: 'AskCommitment', loanId, guarantorId: guarantor.id, place: 1 },
      },
      { actor: guarantor, command: { kind: 'SignCommitment', commitmentId } },
      ...this.#custodian.mandate(guarantor, {
        ...{ scope: 'compensation', loanId, expiresDay, cap: plus(amount, amount) },
      }),
    ];
  }

  #secured(loan: TownLoan): readonly Asked[] {
    const { id: loanId, amount, command } = loan;
    if (command.security === 'unsecured') return [];
    const house = this.#house;
    const collateralId = house.newId();
    loan.collateralId = collateralId;
    const number = this.#town.nextNumber();
    const { register, details } = thingFor(amount, house.day, this.#town.chance);
    return [
      {
        ...{ actor: house.officer('loan_officer'), commandId: collateralId },
        command: { kind: 'RecordCollateral', loanId, details },
      },
      {
        actor: house.officer('risk_analyst'),
        command: {
          ...{ kind: 'RegisterCollateral', collateralId, register, registeredOn: house.day },
          registrationNumber: `DY-${10_000 + number}`,
        },
      },
    ];
  }

  #listing({ id: loanId, amount: loanAmount, command, collateralId }: TownLoan): Asked['command'] {
    const { termMonths, purpose } = command;
    const opensAt = plusMs(this.#house.now, OPENING_MS);
    return listingOf(
      { loanId, loanAmount, termMonths, purpose, collateralId, opensAt },
      this.#town.chance,
    );
  }

  /** Office days only; what is to wait for the office in the present is not planned. */
  #plan(day: Day, step: Step): void {
    if (step.kind === 'decide' && step.loan.waitsBefore === 'reviewing') return;
    this.#town.plan(workingDay(day), step);
  }
}
