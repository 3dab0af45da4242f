// The payment provider as the platform sees it: payments by card, and what it settles to the custody.
import type { PaymentAtProvider, PaymentRequest } from '@mutua/contract/payment/payments.ts';
import type { SettlementsOfDay } from '@mutua/contract/payment/settlements.ts';
import { SignedClient, type SignedClientOptions } from '../signed-client.ts';

/** Every method throws RailSilent or RailRefused where there is no answer to give. */
export interface PaymentProvider {
  requestPayment(request: PaymentRequest): Promise<PaymentAtProvider>;
  payment(id: string): Promise<PaymentAtProvider>;
  refund(id: string): Promise<PaymentAtProvider>;
  /** Of a closed day, or of all from `since` to that day. */
  settlements(day: string, since?: string): Promise<SettlementsOfDay>;
}

/** The provider at that address. */
export function reachPaymentProvider(options: SignedClientOptions): PaymentProvider {
  const client = new SignedClient(options);
  return {
    requestPayment: (request) => client.post('/api/payments', request),
    payment: (id) => client.get(`/api/payments/${id}`),
    refund: (id) => client.post(`/api/payments/${id}/refund`, {}),
    settlements: (day, since = day) => client.get(`/api/settlements/${day}?since=${since}`),
  };
}
