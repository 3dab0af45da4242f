// Which figures there are: each with its name, what it means and where it comes from, in both languages.
import type { Wording } from '../words/declare-words.ts';

/** What a page says of a figure; `<Figure>` and `<FigureLabel>` take it. */
export interface FigureWords {
  readonly label: Wording;
  /** What it counts, and what not. */
  readonly definition: Wording;
  /** The accounts, transfers or facts that it is taken from. */
  readonly source: Wording;
}

/** A figure that a page may show. */
export interface DeclaredFigure {
  readonly id: string;
  readonly label: Wording;
  readonly definition: Wording;
  readonly source: Wording;
}

/** Declares the figures of an area; `left` of `market` has the id `market.left`. */
export function declareFigures<const Name extends string>(
  area: string,
  figures: Readonly<Record<Name, FigureWords>>,
): Readonly<Record<Name, DeclaredFigure>> {
  const entries = (Object.keys(figures) as Name[]).map((name) => {
    const { label, definition, source } = figures[name];
    return [name, { id: `${area}.${name}`, label, definition, source }] as const;
  });
  return Object.fromEntries(entries) as unknown as Readonly<Record<Name, DeclaredFigure>>;
}
