// The segments of clients by which activity and satisfaction are told: lenders and borrowers, each told apart into
// persons and organisations. A client who is both belongs to both.

export const CLIENT_SEGMENTS = [
  'lender_person',
  'lender_organisation',
  'borrower_person',
  'borrower_organisation',
] as const;

export type ClientSegment = (typeof CLIENT_SEGMENTS)[number];

/** What is counted of one segment, by the close of a day. */
export interface SegmentOnDay {
  readonly segment: ClientSegment;
  /** Clients who did something in the month of the day. */
  readonly activeUsers: number;
  /** Answers to the survey of the quarter that had ended last. */
  readonly answers: number;
  /** Those of them that are 4 or 5. */
  readonly satisfied: number;
  /** All their scores added up, each from 1 to 5. */
  readonly scores: number;
}

/**
 * Where a client belongs in one of its roles.
 *
 * @example clientSegment('lender', 'organisation') // 'lender_organisation'
 */
export function clientSegment(
  role: 'lender' | 'borrower',
  kind: 'natural_person' | 'organisation',
): ClientSegment {
  return `${role}_${kind === 'organisation' ? 'organisation' : 'person'}`;
}
