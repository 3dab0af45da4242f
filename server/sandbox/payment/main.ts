// The payment-provider sandbox as one thing that runs: its books, its API, its pages, on a port of its own.
import { buildProviderApp } from './http/app.ts';
import { Provider, type ProviderConfiguration } from './provider.ts';

export interface PaymentProviderConfiguration extends ProviderConfiguration {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The address that payers reach, if it is another than the one that is listened on. */
  readonly publicUrl?: string;
}

export interface RunningPaymentProvider {
  readonly url: string;
  /** PEM of the key with which it signs its callbacks. */
  readonly publicKey: string;
  /** Finishes what is under way, except what the sandbox was told never to answer. */
  readonly close: () => Promise<void>;
}

/** Runs the provider until it is closed. */
export async function runPaymentProvider(
  configuration: PaymentProviderConfiguration,
): Promise<RunningPaymentProvider> {
  const { host, port, publicUrl } = configuration;
  const provider = await Provider.open(configuration);
  let url = publicUrl ?? '';
  try {
    const app = await buildProviderApp(provider, () => url);
    const address = await app.listen({ host, port });
    url = publicUrl ?? address;
    const close = async () => {
      await app.close();
      await provider.close();
    };
    return { url, publicKey: provider.key.publicKeyPem, close };
  } catch (error) {
    await provider.close();
    throw error;
  }
}
