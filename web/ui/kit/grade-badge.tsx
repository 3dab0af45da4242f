// A credit grade: its letter on its tint.

/** The letter is always printed; the tint only helps. */
export function GradeBadge({
  grade,
  size = 'small',
}: {
  readonly grade: string;
  readonly size?: 'small' | 'large';
}) {
  return (
    <span className={`grade grade-${size}`} data-grade={grade}>
      {grade}
    </span>
  );
}
