// The owners of money at the bank's own pages: each decision is written down before it is sent, and so is whether the
// bank answered.
import { type PageAnswer, submitPage } from '@mutua/server/sandbox/bank/customer.ts';

const FORM = '<form method="post"';

interface Decision {
  readonly pageUrl: string;
  state: 'sent' | 'acknowledged' | 'unknown';
}

export interface DecisionsSeen {
  readonly acknowledged: number;
  /** Of them, how many the bank still knows as decided. */
  readonly found: number;
  readonly unknown: number;
  readonly unknownFound: number;
}

export class Owners {
  readonly #underWay = new Set<Decision>();
  readonly #onViolation: (sentence: string) => void;
  #since: Decision[] = [];

  constructor(onViolation: (sentence: string) => void) {
    this.#onViolation = onViolation;
  }

  /** What is decided and not answered at this moment; asked later, how many of them never were. */
  underWay(): { cut(): number } {
    const decisions = [...this.#underWay];
    return { cut: () => decisions.filter(({ state }) => state === 'unknown').length };
  }

  /** Decides with the payment password what a page asks. */
  async decide(pageUrl: string, password: string, decision: 'confirm' | 'decline'): Promise<void> {
    const decided: Decision = { pageUrl, state: 'sent' };
    let isSent = false;
    try {
      const { status, text }: PageAnswer = await submitPage(pageUrl, async () => {
        isSent = true;
        this.#underWay.add(decided);
        this.#since.push(decided);
        return { password, decision };
      });
      if (isSent && status >= 500) decided.state = 'unknown';
      else decided.state = 'acknowledged';
      if (status >= 400 && status < 500) {
        this.#onViolation(`The bank answers ${pageUrl} with ${status}: ${text}`);
      }
    } catch {
      decided.state = 'unknown';
    } finally {
      this.#underWay.delete(decided);
    }
  }

  /** Looks at the pages of all decisions since the last look: one that was answered is asked for no more. */
  async look(): Promise<DecisionsSeen> {
    const seen = { acknowledged: 0, found: 0, unknown: 0, unknownFound: 0 };
    for (const { pageUrl, state } of this.#since.splice(0)) {
      const isDecided = !(await (await fetch(pageUrl)).text()).includes(FORM);
      if (state === 'acknowledged') {
        seen.acknowledged += 1;
        seen.found += isDecided ? 1 : 0;
        if (!isDecided) this.#onViolation(`The bank forgot what was decided on ${pageUrl}.`);
      } else {
        seen.unknown += 1;
        seen.unknownFound += isDecided ? 1 : 0;
      }
    }
    return seen;
  }
}
