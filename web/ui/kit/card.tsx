// A card: what belongs together on a page, with its name, what it is of, and where more of it stands.
import type { ReactNode } from 'react';

interface CardProps {
  readonly title: ReactNode;
  /** Grey, on the line of the title: unit, date, basis. */
  readonly note?: ReactNode;
  readonly links?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
  readonly className?: string;
}

/** A card never holds a card. */
export function Card({ title, note, links, children, id, className = '' }: CardProps) {
  return (
    <section className={`card ${className}`} {...(id === undefined ? {} : { id })}>
      <div className="card-head">
        <h2>{title}</h2>
        {note !== undefined && <p className="quiet card-note">{note}</p>}
        {links !== undefined && <div className="card-links">{links}</div>}
      </div>
      {children}
    </section>
  );
}
