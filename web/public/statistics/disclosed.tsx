// One public figure on a page, found among those of its day.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { DISCLOSED, type FigureSet } from './disclosed-figures.ts';

interface DisclosedProps {
  readonly of: FigureSet;
  readonly id: FigureId;
  readonly row?: string;
  readonly sign?: boolean;
  readonly digits?: 0 | 1 | 2;
  readonly size?: 'hero' | 'figure' | 'plain';
}

/** The figure; an empty cell has a point in its middle. */
export function Disclosed({ of, id, row = '', ...look }: DisclosedProps) {
  const found = of.get(id, row);
  if (found === undefined) return <Plain>·</Plain>;
  const { money, count, ratePpm } = found;
  return <Figure {...DISCLOSED[id]} {...look} {...{ money, count, ratePpm }} row={row} />;
}

/** Its name, which opens its definition. */
export function DisclosedLabel({ id }: { readonly id: FigureId }) {
  return <FigureLabel {...DISCLOSED[id]} />;
}
