// The name and mark of the platform.
import { Go } from '../go.tsx';

/** The mark with the name, leading home. */
export function Brand() {
  return (
    <Go to="/" className="brand">
      <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="8.5" cy="12" r="6" />
        <circle cx="15.5" cy="12" r="6" />
      </svg>
      <strong>Mutua</strong> <span className="brand-zh">互信</span>
    </Go>
  );
}
