// A thin bar of shares.
export interface BarPart {
  readonly key: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly tone: 'yours' | 'soft' | 'rest' | 'late' | 'lateDeep' | 'lost';
}

/** The rest of the bar stays grey. */
export function Bar({
  parts,
  label,
}: {
  readonly parts: readonly BarPart[];
  readonly label: string;
}) {
  return (
    <span className="share-bar" role="img" aria-label={label}>
      {parts.map(({ key, share, tone }) => (
        <i key={key} data-tone={tone} style={{ width: `${share * 100}%` }} />
      ))}
    </span>
  );
}
