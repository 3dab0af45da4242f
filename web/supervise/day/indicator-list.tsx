// Indicators one below the other, each with what it counts and its value.
import type { ReactNode } from 'react';

export interface ListedIndicator {
  readonly key: string;
  readonly name: ReactNode;
  readonly definition: string;
  readonly value: ReactNode;
}

export function IndicatorList({ items }: { readonly items: readonly ListedIndicator[] }) {
  return (
    <dl className="indicator-list">
      {items.map(({ key, name, definition, value }) => (
        <div key={key}>
          <dt>
            {name}
            <span className="indicator-words" data-plain="">
              {definition}
            </span>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
