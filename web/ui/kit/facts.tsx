// Facts side by side, each with its name above it.
import type { ReactNode } from 'react';

export interface Fact {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** In small grey below. */
  readonly note?: ReactNode;
}

/** A row of facts that wraps; `isList` puts one below the other with the value at the right. */
export function Facts({
  items,
  isList = false,
}: {
  readonly items: readonly Fact[];
  readonly isList?: boolean;
}) {
  return (
    <dl className={isList ? 'facts facts-list' : 'facts'}>
      {items.map(({ key, label, value, note }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note !== undefined && <span className="quiet fact-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
