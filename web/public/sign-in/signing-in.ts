// Signing in as the parts of its page see it.

export interface SigningIn {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly enter: (signInName: string, password: string) => Promise<void>;
}
