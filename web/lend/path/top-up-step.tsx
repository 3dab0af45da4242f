// The fourth step: money into the lender's own account.
import { TopUpForm } from '../money/top-up-form.tsx';

export function TopUpStep() {
  return <TopUpForm />;
}
