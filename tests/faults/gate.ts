// The gate through which all the load goes: closed, nobody begins anything more, and soon nothing is under way.

export class Gate {
  #isOpen = false;
  #inside = 0;
  #waiting: (() => void)[] = [];
  #empty: (() => void)[] = [];

  open(): void {
    this.#isOpen = true;
    for (const enter of this.#waiting.splice(0)) enter();
  }

  /** Comes back when everybody is outside. */
  async close(): Promise<void> {
    this.#isOpen = false;
    if (this.#inside === 0) return;
    await new Promise<void>((resolve) => {
      this.#empty.push(resolve);
    });
  }

  async through<Value>(act: () => Promise<Value>): Promise<Value> {
    while (!this.#isOpen) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#inside += 1;
    try {
      return await act();
    } finally {
      this.#inside -= 1;
      if (this.#inside === 0) for (const leave of this.#empty.splice(0)) leave();
    }
  }
}
