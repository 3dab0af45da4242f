// A page that the browser tests open: its address, and as whom.
import type pg from 'pg';

export interface TriedPage {
  /** In the words of a test's name: "the lender's home". */
  readonly name: string;
  /** As the browser asks for it; from the database where an id of the book stands in it. */
  readonly path: string | ((db: pg.Pool) => Promise<string>);
  /** The `key` of a person of the demo, as GET /api/demo/persons gives it; left out: nobody is signed in. */
  readonly as?: string;
}

/** Somebody who has signed in. */
export interface SignedIn {
  readonly key: string;
  readonly personId: string;
  readonly signInName: string;
  readonly password: string;
  /** What the sandbox bank knows of a person of the demo. */
  readonly atBank?: { readonly paymentPassword: string };
}
