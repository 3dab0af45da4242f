// The contract of a loan that thirty have lent: each has its own part in it, and none can be changed unseen.
import { hashOfText } from '@mutua/core/loan/contract.ts';
import { minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { describe, expect, it } from 'vitest';
import { TrialLoan } from '../trial-loan.ts';

/** 20,000 to 49,000 in steps of a thousand: together 1,035,000. */
const PARTS = Array.from({ length: 30 }, (_, index) => 20_000n + 1_000n * BigInt(index));

interface Share {
  readonly bidId: string;
  readonly lenderId: string;
  readonly amount: string;
}

describe('the contract of thirty lenders', () => {
  const loan = new TrialLoan({ amount: sum(PARTS.map(minorUnits)) });
  loan.disburse(PARTS);
  const { document, hash } = loan.fact('contract', loan.loanId);
  const { lenders } = JSON.parse(document) as { lenders: readonly Share[] };

  it('has thirty parts, each of its own lender, which are the claims and make the loan', () => {
    expect(lenders).toHaveLength(30);
    expect(new Set(lenders.map(({ lenderId }) => lenderId)).size).toBe(30);
    expect(lenders.map(({ amount }) => BigInt(amount)).toSorted()).toEqual(PARTS.toSorted());
    expect(
      loan.claims
        .map(({ id, holderId, outstanding }) => [id, holderId, String(outstanding)])
        .sort(),
    ).toEqual(lenders.map(({ bidId, lenderId, amount }) => [bidId, lenderId, amount]).sort());
    expect(hashOfText(document)).toBe(hash);
  });

  it.each(PARTS.map((_, place) => place))('has another hash where part %i is another', (place) => {
    const share = lenders[place];
    const said = JSON.stringify(share?.amount);
    const begin = document.indexOf(share?.bidId ?? 'none');
    const shareText = document.slice(
      document.lastIndexOf('{', begin),
      document.indexOf('}', begin),
    );
    expect(shareText).toContain(said);
    const more = JSON.stringify(String(BigInt(share?.amount ?? '0') + 1n));
    const changes = [
      shareText.replace(said, more),
      shareText.replace(share?.lenderId ?? 'none', lenders[(place + 1) % 30]?.lenderId ?? ''),
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(shareText);
      expect(hashOfText(document.replace(shareText, changed))).not.toBe(hash);
    }
  });
});
