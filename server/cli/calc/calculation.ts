// What every subcommand of `mutua calc` is: one line in, one line out, nothing kept in between.
import type { Result } from '@mutua/core/kit/result.ts';

/** One JSON object, as it was read from a line. */
export type Line = Readonly<Record<string, unknown>>;

/** One subcommand of `mutua calc`. */
export interface Calculation {
  /** Its word on the command line, such as `day-count`. */
  readonly name: string;
  /** One sentence for `--help`. */
  readonly summary: string;
  /** One whole input line, as JSON text, for `--help`; a test runs it. */
  readonly example: string;
  /**
   * Calculates one line. What comes back stands in the output line after `id`, in this order;
   * a refusal names the field with the path the sender wrote (`inputs.principal`).
   */
  readonly calculate: (line: Line) => Result<Line>;
}
