// Listings: prepared by one, published by another, kept back where money was advanced.

import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { listingOf, REVIEW } from '../../trial-house.ts';
import { type Family, isBlank, type Judge, leads, staffIs } from '../asked.ts';
import type { Town, TownLoan } from '../town.ts';
import { refusedForThings } from './collateral.ts';
import { refusedForWords } from './commitments.ts';
import { CNY } from './people.ts';
import { promiseOf } from './reserves.ts';
import { dayIn } from './time.ts';

const MS_A_DAY = 86_400_000;
const PROMISES = ['保本', 'risk-free'];

function forListing(
  town: Town,
  loanId: TownLoan['id'],
):
  | TownLoan
  | 'not_found'
  | 'listing_already_exists'
  | 'wrong_stage'
  | 'client_frozen'
  | 'step_skipped' {
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (loan.listing?.published === true) return 'listing_already_exists';
  if (loan.state !== 'approved') return 'wrong_stage';
  if (town.borrowerOf(loan).status === 'frozen') return 'client_frozen';
  return loan.termsAccepted ? loan : 'step_skipped';
}

const PREPARED: Judge<'PrepareListing'> = (town, { actor, command }) => {
  const makerId = staffIs(actor, 'loan_officer');
  if (makerId === undefined) return 'not_allowed';
  const loan = forListing(town, command.loanId);
  if (typeof loan === 'string') return loan;
  const { title, summary, collateralIds, opensAt, fundingDays, loanAmount, termMonths } = command;
  if (isBlank(title) || title.length > 60 || summary.length > 2000) return 'invalid_input';
  if (collateralIds.some(isBlank)) return 'invalid_input';
  if (opensAt <= town.now || opensAt > plusMs(town.now, 60 * MS_A_DAY)) return 'invalid_input';
  if (fundingDays < 1 || fundingDays > 7) return 'invalid_input';
  if (termMonths !== loan.months) return 'term_split';
  if (loanAmount !== loan.amount) return 'amount_split';
  if (PROMISES.some((word) => `${title} ${summary}`.includes(word))) return 'forbidden_words';
  return () => {
    loan.listing = {
      ...{ makerId, opensAt, closesAt: plusMs(opensAt, fundingDays * MS_A_DAY), collateralIds },
      ...{ summary, amount: loanAmount, months: termMonths, published: false },
    };
  };
};

const PUBLISHED: Judge<'ListLoan'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'loan_officer', 'compliance_officer');
  if (checkerId === undefined) return 'not_allowed';
  const loan = forListing(town, command.loanId);
  if (typeof loan === 'string') return loan;
  const { listing } = loan;
  if (listing === undefined) return 'step_skipped';
  if (listing.makerId === checkerId) return 'same_person';
  if (!leads(actor, 'loan_officer', 'compliance_officer')) return 'not_allowed';
  const { credit, assets, purpose, conclusion } = command.review;
  if ([credit, assets, purpose].some(isBlank) || conclusion !== 'fit') return 'review_missing';
  if (isBlank(listing.summary) && loan.product.packId === 'cn') return 'disclosure_incomplete';
  const unsafe = refusedForThings(town, loan, listing.collateralIds) ?? refusedForWords(town, loan);
  if (unsafe !== undefined) return unsafe;
  const advances = [...town.advances.values()].filter(
    ({ borrowerId }) => borrowerId === loan.borrowerId,
  );
  if (advances.some(({ explained }) => !explained)) return 'money_advanced';
  if ([...town.licences.values()].some((until) => until < town.today)) return 'licence_expired';
  const reserve = promiseOf(town, loan);
  if (typeof reserve === 'string') return reserve;
  if (listing.opensAt <= town.now) return 'invalid_input';
  return () => {
    listing.published = true;
    if (reserve !== undefined) loan.reserve = reserve;
    loan.state = 'listed';
    loan.nextWork = dayIn(listing.opensAt, 2);
  };
};

const ADVANCE: Judge<'RecordAdvance'> = (town, { commandId, actor, command }) => {
  const by = staffIs(actor, 'compliance_officer', 'finance_officer', 'internal_auditor');
  if (by === undefined) return 'not_allowed';
  if (!town.clients.has(command.borrowerId)) return 'not_found';
  if (isBlank(command.payer) || command.amount <= 0n) return 'invalid_input';
  if (command.receivedOn > town.today) return 'invalid_input';
  return () => {
    town.advances.set(commandId, { borrowerId: command.borrowerId, explained: false, by });
  };
};

const EXPLAINED: Judge<'ExplainAdvance'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'compliance_officer');
  if (checkerId === undefined) return 'not_allowed';
  const advance = town.advances.get(command.advanceId);
  if (advance === undefined) return 'not_found';
  if (advance.explained) return 'wrong_stage';
  if (advance.by === checkerId) return 'same_person';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    advance.explained = true;
  };
};

const LICENCE: Judge<'RecordLicence'> = (town, { actor, command }) => {
  if (staffIs(actor, 'compliance_officer') === undefined) return 'not_allowed';
  if (isBlank(command.name)) return 'invalid_input';
  return () => {
    town.licences.set(command.name, command.validUntil);
  };
};

export const LISTING: Family = {
  judges: {
    PrepareListing: PREPARED,
    ListLoan: PUBLISHED,
    RecordAdvance: ADVANCE,
    ExplainAdvance: EXPLAINED,
    RecordLicence: LICENCE,
  },
  moves: [
    { name: 'a listing is prepared', weight: 30, propose: preparing },
    {
      name: 'a listing is published',
      weight: 60,
      propose: (town) => {
        const ready = town
          .loansIn('approved')
          .filter(
            (one) => one.listing !== undefined && (isReady(town, one) || town.chance.isIn(4)),
          );
        const loan = town.chance.of(ready);
        if (loan === undefined) return undefined;
        const actor = town.officer(
          town.chance.among('loan_officer_lead', 'compliance_officer_lead'),
        );
        return { actor, command: { kind: 'ListLoan', loanId: loan.id, review: REVIEW } };
      },
    },
    { name: 'an advance is found or explained', weight: 3, propose: advances },
    { name: 'a licence runs out, or is renewed', weight: 3, propose: licences },
  ],
};

function preparing(town: Town) {
  const loan = town.chance.of(
    town
      .loansIn('approved')
      .filter(
        (one) =>
          one.termsAccepted &&
          (one.listing === undefined || one.listing.opensAt <= town.now || lacksThings(one)) &&
          (one.security === 'unsecured' || thingsOf(town, one).length > 0 || town.chance.isIn(5)),
      ),
  );
  if (loan === undefined) return undefined;
  const command = listingOf(loan.id, town.now, {
    ...{ loanAmount: minorUnits(loan.amount), termMonths: loan.months },
    opensAt: plusMs(town.now, town.chance.between(3, 30) * 3_600_000),
    fundingDays: town.chance.between(3, 7),
    ...(loan.product.packId === 'cn' && town.chance.isIn(6) && { summary: '' }),
    collateralIds: town.chance.isIn(6) ? [loan.id] : thingsOf(town, loan),
  });
  return { actor: town.officer('loan_officer'), command };
}

/** Whoever and whatever has to stand behind it does, and it opens in a while. */
function isReady(town: Town, loan: TownLoan): boolean {
  const { opensAt = town.now, collateralIds = [] } = loan.listing ?? {};
  const unsafe = refusedForThings(town, loan, collateralIds) ?? refusedForWords(town, loan);
  const isCovered = typeof promiseOf(town, loan) !== 'string';
  return unsafe === undefined && isCovered && opensAt > town.now;
}

/** It was prepared before what stands behind it was there. */
function lacksThings({ listing, security }: TownLoan): boolean {
  return security !== 'unsecured' && listing?.collateralIds.length === 0;
}

function thingsOf(town: Town, loan: TownLoan): string[] {
  return [...town.things.values()]
    .filter(
      ({ loanId, commitmentId, state }) =>
        loanId === loan.id && commitmentId === undefined && state === 'registered',
    )
    .map(({ id }) => id);
}

function advances(town: Town) {
  const open = [...town.advances].find(([, { explained }]) => !explained);
  if (open !== undefined) {
    const [advanceId] = open;
    const actor = town.officer('compliance_officer');
    return { actor, command: { kind: 'ExplainAdvance', advanceId, reason: '工资' } } as const;
  }
  const borrower = town.chance.of(town.clientsAs('borrower', 'active'));
  if (borrower === undefined || town.chance.isIn(85)) return undefined;
  const command = {
    kind: 'RecordAdvance',
    ...{ borrowerId: borrower.id, payer: '关联账户', currency: CNY },
    ...{ amount: minorUnits(5_000n), receivedOn: town.today },
  } as const;
  return { actor: town.officer('finance_officer'), command };
}

function licences(town: Town) {
  const [name] = [...town.licences].find(([, until]) => until < town.today) ?? [];
  if (name === undefined && !town.chance.isIn(7)) return undefined;
  const validUntil = addDays(town.today, name === undefined ? 1 : 4_000);
  const command = { kind: 'RecordLicence', name: name ?? 'EDI', validUntil } as const;
  return { actor: town.officer('compliance_officer'), command };
}
