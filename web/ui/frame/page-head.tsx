// What every frame does for its page: the title of the window, the one heading, the sentence below it.
import { type ReactNode, useEffect } from 'react';

export interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** At the right of the heading: the one primary act of the page. */
  readonly acts?: ReactNode;
  /** Whether the page draws its heading itself. */
  readonly isBare?: boolean;
}

/** The head of a page. */
export function PageHead({ title, lead, acts, isBare = false }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Mutua 互信`;
  }, [title]);
  if (isBare) return null;
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {acts !== undefined && <div className="page-acts">{acts}</div>}
    </header>
  );
}
