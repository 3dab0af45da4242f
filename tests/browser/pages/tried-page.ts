// A page that the browser tests open: its address, as whom, and what is pressed on it.
import type pg from 'pg';
import type { Page } from 'playwright-core';

export interface TriedPage {
  /** In the words of a test's name: "the lender's home". */
  readonly name: string;
  /** As the browser asks for it; from the database where an id of the book stands in it. */
  readonly path: string | ((db: pg.Pool) => Promise<string>);
  /** The `key` of a person of the demo, as GET /api/demo/persons gives it; left out: nobody is signed in. */
  readonly as?: string;
  /** What is done on the page, once it is there, before it is looked at. */
  readonly act?: (page: Page) => Promise<void>;
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

/** Stands in the address of a page whose thing is not in the book. */
export const NOBODY = '00000000-0000-7000-8000-000000000000';

/** SQL for the day from which a page shows money that has moved, also on the first of a month. */
export const MONTH_BEFORE = `(select (date_trunc('month', day) - interval '1 month')::date::text from calendar.business_day)`;

/** The path with the first value that the statement finds in the place of `$1`; an id that is nobody's where it finds none. */
export function pathOf(path: string, statement: string): (db: pg.Pool) => Promise<string> {
  return async (db) => {
    const { rows } = await db.query({ text: statement, rowMode: 'array' });
    const [value] = (rows as unknown[][])[0] ?? [];
    return path.replace('$1', String(value ?? NOBODY));
  };
}
