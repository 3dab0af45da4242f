// The number of a loan or of anything else as people say it: its last eight signs.
import { Plain } from '../../ui/figure/figure.tsx';

const LENGTH = 8;

/** Short enough for a row; the whole of it stands in the title. */
export function ShortId({ id }: { readonly id: string }) {
  return (
    <span className="short-id" title={id}>
      <Plain>{shortIdOf(id)}</Plain>
    </span>
  );
}

export function shortIdOf(id: string): string {
  return id.slice(-LENGTH).toUpperCase();
}
