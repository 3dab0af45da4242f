// A request that the provider does not do, with its code and its HTTP status.
import type { ProviderProblemCode } from '@mutua/contract/payment/payments.ts';

const STATUS: Readonly<Record<ProviderProblemCode, number>> = {
  invalid_input: 400,
  return_url_refused: 400,
  currency_unknown: 400,
  signature_wrong: 401,
  sandbox_key_wrong: 401,
  not_found: 404,
  request_differs: 409,
  wrong_stage: 409,
  day_not_closed: 409,
  body_too_large: 413,
  internal_error: 500,
};

/** Thrown where a request is refused; answered as a `ProviderProblem`. */
export class ProviderRefusal extends Error {
  override readonly name = 'ProviderRefusal';
  readonly code: ProviderProblemCode;
  readonly status: number;

  constructor(code: ProviderProblemCode, detail: string) {
    super(detail);
    this.code = code;
    this.status = STATUS[code];
  }
}
