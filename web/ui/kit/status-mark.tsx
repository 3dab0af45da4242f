// A status: a drawn mark and its word, never a colour alone.
export type Status = 'yours' | 'ok' | 'grace' | 'late' | 'lateDeep' | 'lost' | 'pending';

/** The mark with its word. */
export function StatusMark({ status, word }: { readonly status: Status; readonly word: string }) {
  return (
    <span className={`status status-${status}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <Mark status={status} />
      </svg>
      {word}
    </span>
  );
}

function Mark({ status }: { readonly status: Status }) {
  switch (status) {
    case 'yours':
    case 'ok':
      return <circle cx="5" cy="5" r="4" />;
    case 'grace':
      return (
        <>
          <circle cx="5" cy="5" r="3.5" className="status-hollow" />
          <path d="M5 1.5a3.5 3.5 0 0 1 0 7z" />
        </>
      );
    case 'late':
    case 'lateDeep':
      return <path d="M5 1 9.3 9H.7z" />;
    case 'lost':
      return <rect x="1" y="1" width="8" height="8" />;
    case 'pending':
      return <circle cx="5" cy="5" r="3.5" className="status-hollow" />;
  }
}
