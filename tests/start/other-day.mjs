// Loaded before anything else: makes this process take another day for today, for tests of what a date brings with it.
//
// Only what asks JavaScript for the time is moved; the database's own clock and the browser's are not.

const aheadMs = Number(process.env.MUTUA_TEST_AHEAD_MS);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + aheadMs);
    else super(...given);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};
