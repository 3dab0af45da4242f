// The parts of a total with their signs between them, and a thin bar of their sizes below.
import type { ReactNode } from 'react';

export interface EquationPart {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly sign?: '+' | '−' | '=';
  /** Of the bar, from 0 to 1; a part without one is not drawn. */
  readonly share?: number;
  readonly tone?: 'yours' | 'soft' | 'rest' | 'earned' | 'late';
}

/** Parts side by side; on a phone one below the other, with the sum at the foot. */
export function EquationStrip({
  parts,
  label,
}: {
  readonly parts: readonly EquationPart[];
  readonly label: string;
}) {
  return (
    <section className="equation" aria-label={label}>
      <dl className="equation-parts">
        {parts.map(({ key, sign, label: name, value, share, tone = 'rest' }) => (
          <div key={key} data-sign={sign}>
            <dt>
              {share !== undefined && <i className="equation-mark" data-tone={tone} />}
              {name}
            </dt>
            <dd>
              {sign !== undefined && <span className="equation-sign">{sign}</span>}
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className="equation-bar" aria-hidden="true">
        {parts.map(({ key, share, tone = 'rest' }) =>
          share === undefined || share <= 0 ? null : (
            <i key={key} data-tone={tone} style={{ flexGrow: share }} />
          ),
        )}
      </div>
    </section>
  );
}
