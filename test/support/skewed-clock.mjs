/* Preloaded into a process whose clock is wrong: by CLOCK_SKEW_MS, ahead or behind. Timers run as ever. */
const skew = Number(process.env.CLOCK_SKEW_MS);
const now = Date.now.bind(Date);

class SkewedDate extends Date {
  constructor(...given) {
    if (given.length === 0) super(now() + skew);
    else super(...given);
  }

  static now() {
    return now() + skew;
  }
}
globalThis.Date = SkewedDate;
