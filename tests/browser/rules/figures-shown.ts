// The figures that a page shows, each against the SQL that recomputes it.

import type pg from 'pg';
import type { Page } from 'playwright-core';
import type { FigureQuery } from '../figures/figure-query.ts';
import type { SignedIn } from '../pages/tried-page.ts';

const AT_ONCE = 2;

export interface ShownFigure {
  readonly id: string;
  readonly row: string;
  /** `data-value`. */
  readonly value: string;
  /** What a reader sees. */
  readonly text: string;
}

export interface FigureDifference {
  readonly figure: ShownFigure;
  readonly why: string;
}

/** Every figure of the page; what stands there twice is given once. */
export async function figuresOn(page: Page): Promise<readonly ShownFigure[]> {
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-figure]')].map((element) => ({
      id: element.dataset.figure ?? '',
      row: element.dataset.row ?? '',
      value: element.dataset.value ?? '',
      text: (element.textContent ?? '').trim(),
    })),
  );
  const byKey = new Map(shown.map((figure) => [JSON.stringify(figure), figure]));
  return [...byKey.values()];
}

export interface AskingFigures {
  readonly db: pg.Pool;
  readonly queries: ReadonlyMap<string, FigureQuery>;
  readonly person: SignedIn | undefined;
  readonly address: URL;
}

/** The figures that are not what the book says, or of which nobody wrote what the book says. */
export async function differencesOf(
  figures: readonly ShownFigure[],
  { db, queries, person, address }: AskingFigures,
): Promise<readonly FigureDifference[]> {
  const judge = async (figure: ShownFigure) => {
    if (!saysItsValue(figure)) return `shows “${figure.text}”`;
    const query = queries.get(figure.id);
    if (query === undefined) return 'has no SQL';
    const expected = await query({ db, row: figure.row, person, address });
    return expected === figure.value ? undefined : `is ${expected || 'nothing'} in the book`;
  };
  const whys: (string | undefined)[] = [];
  // A few at a time: the pages are open beside each other, and share the connections.
  for (let next = 0; next < figures.length; next += AT_ONCE) {
    whys.push(...(await Promise.all(figures.slice(next, next + AT_ONCE).map(judge))));
  }
  return figures.flatMap((figure, index) => {
    const why = whys[index];
    return why === undefined ? [] : [{ figure, why }];
  });
}

/** The same, each asked once for a row: what both languages of a page show is recomputed once. */
export function rememberedQueries(
  queries: ReadonlyMap<string, FigureQuery>,
): ReadonlyMap<string, FigureQuery> {
  const known = new Map<string, Promise<string>>();
  const remembered = (id: string, query: FigureQuery): FigureQuery => {
    return (ask) => {
      const key = JSON.stringify([id, ask.row, ask.address.href]);
      const found = known.get(key) ?? query(ask);
      known.set(key, found);
      return found;
    };
  };
  return new Map([...queries].map(([id, query]) => [id, remembered(id, query)]));
}

export function differenceText({ figure: { id, row, value }, why }: FigureDifference): string {
  return `${id}${row === '' ? '' : ` of ${row}`} says ${value || 'nothing'} but ${why}`;
}

/** A reader sees the digits of the value: all of an amount or a count, a rate as far as it is rounded. */
function saysItsValue({ value, text }: ShownFigure): boolean {
  const digits = digitsOf(text);
  // Where there is nothing to be told, a dash stands there, and the SQL has to find nothing either.
  if (value === '') return text === '—';
  if (/^-?\d+ppm$/.test(value)) return digits !== '' && isRounded(text, value);
  if (!/^([A-Z]{3} )?-?\d+(\.\d+)?$/.test(value)) return false;
  return withoutZeros(digits).endsWith(withoutZeros(digitsOf(value)));
}

/** Percent with so many decimals as are shown. */
function isRounded(text: string, value: string): boolean {
  const [shown = ''] = /\d[\d,]*(\.\d+)?/.exec(text) ?? [];
  const decimals = shown.split('.')[1]?.length ?? 0;
  const percent = Math.abs(Number(value.replace('ppm', ''))) / 10_000;
  return Math.abs(Number(shown.replaceAll(',', '')) - percent) <= 0.5000001 / 10 ** decimals;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
