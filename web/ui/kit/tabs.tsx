// Tabs and segments: one of several views of the same things.
export interface Tab<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly count?: number;
}

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly items: readonly Tab<Key>[];
  readonly current: Key;
  readonly onChange: (key: Key) => void;
  readonly kind?: 'tabs' | 'segments';
}

/** A row of buttons, of which one is pressed. */
export function Tabs<Key extends string>({
  label,
  items,
  current,
  onChange,
  kind = 'tabs',
}: TabsProps<Key>) {
  return (
    <fieldset className={`choice choice-${kind}`}>
      <legend className="unseen">{label}</legend>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          aria-pressed={item.key === current}
          onClick={() => onChange(item.key)}
        >
          <span data-plain="">{item.label}</span>
          {item.count !== undefined && (
            <span className="choice-count" data-plain="">
              {item.count}
            </span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
