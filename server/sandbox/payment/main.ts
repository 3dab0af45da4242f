// The payment-provider sandbox as one thing that runs: its books, its API, its pages, on a port of its own.
import { mkdirSync } from 'node:fs';
import { lockFolder } from '../folder-lock.ts';
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
  /** PEM of the key with which it signs its callbacks, and its advices to the bank. */
  readonly publicKey: string;
  /** Its name at the bank. */
  readonly name: string;
  /** Finishes what is under way, except what the sandbox was told never to answer. */
  readonly close: () => Promise<void>;
}

/** Runs the provider until it is closed. @throws Error while another process keeps the books of its folder. */
export async function runPaymentProvider(
  configuration: PaymentProviderConfiguration,
): Promise<RunningPaymentProvider> {
  const { folder, host, port, publicUrl } = configuration;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  let provider: Provider | undefined;
  try {
    const opened = await Provider.open(configuration);
    provider = opened;
    let url = publicUrl ?? '';
    const app = await buildProviderApp(opened, () => url);
    const address = await app.listen({ host, port });
    url = publicUrl ?? address;
    const close = async () => {
      await app.close();
      await opened.close();
      unlock();
    };
    return { url, publicKey: opened.key.publicKeyPem, name: opened.name, close };
  } catch (error) {
    await provider?.close();
    unlock();
    throw error;
  }
}
