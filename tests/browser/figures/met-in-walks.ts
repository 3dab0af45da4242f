// Figures that no page of the tried book shows, because what they tell of does not last, or is not allowed where it stands:
// each is read from a page and recomputed in the test that brings it about, which fails where it does not meet it.

export const MET_IN_WALKS = {
  'tests/browser/walks/finance.db.test.ts': [
    ...(['officeClose.custodian', 'officeClose.difference', 'officeClose.groupBreaks'] as const),
    ...(['officeClose.openBreaks', 'officeClose.compared', 'officeClose.booked'] as const),
    ...([
      'officeClose.asked',
      'officeClose.atBank',
      'officeClose.provider',
      'office.breaks',
    ] as const),
  ],
  'tests/browser/walks/borrower.db.test.ts': ['borrow.mandateCap'],
  'tests/api/disclosure.db.test.ts': ['corrections.before', 'corrections.after'],
  'tests/stories/reserve.db.test.ts': [
    ...(['officeSafeguard.reserveBalance', 'officeSafeguard.reserveContributed'] as const),
    ...(['officeSafeguard.reserveSpent', 'disclosed.reserveRatio'] as const),
    'disclosed.reserveCoverage',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Those that a walk has to meet and did not. */
export function notMet(walk: keyof typeof MET_IN_WALKS, met: Iterable<string>): readonly string[] {
  const seen = new Set(met);
  return MET_IN_WALKS[walk].filter((id) => !seen.has(id));
}
