// How what is asked of the market changes, part by part.

/** A part without a value is no longer asked. */
export type ChangeSearch = (changes: Readonly<Record<string, string | undefined>>) => void;
