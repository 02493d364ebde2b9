import { ApiError } from '../../api/http.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How often what goes wrong, per request. */
const ODDS = {
  requestLost: 0.03,
  /** The caller gives up, and the server gets the request all the same, later. */
  requestLate: 0.04,
  refusedBefore: 0.03,
  answerLost: 0.05,
  /** A proxy answers 502 although the server has stored it. */
  failedAfter: 0.02,
  deliveredTwice: 0.03,
  /** The browser sends it again at once, by itself, and hears of the second only. */
  sentTwice: 0.03,
};
const PATIENCE = 5000;

/** Connections between clients and one server that delay, lose, repeat and overtake, by a seeded plan; calm from `calmFrom` on. */
export class Storm {
  private readonly time: VirtualTime;
  private readonly random: () => number;
  private readonly calmFrom: number;
  /** When the server is down, from and to. */
  private readonly down: readonly (readonly [number, number])[];

  constructor(time: VirtualTime, random: () => number, calmFrom: number) {
    this.time = time;
    this.random = random;
    this.calmFrom = calmFrom;
    const outages = Math.floor(random() * 3);
    this.down = Array.from({ length: outages }, () => {
      const from = random() * calmFrom;
      return [from, Math.min(calmFrom, from + 500 + random() * 4000)] as const;
    });
  }

  private get calm(): boolean {
    return this.time.now >= this.calmFrom;
  }

  private happens(odds: number): boolean {
    return !this.calm && this.random() < odds;
  }

  private delay(): number {
    const slow = this.random() < 0.05 && !this.calm;
    return slow ? 1000 + this.random() * 6000 : 5 + this.random() * 300;
  }

  private isDown(): boolean {
    return this.down.some(([from, to]) => this.time.now >= from && this.time.now < to);
  }

  /** Sends one request. `deliver` is what the server does with it. */
  async send<T>(deliver: () => T, isWrite: boolean): Promise<T> {
    const { time } = this;
    if (this.happens(ODDS.requestLost)) {
      await time.sleep(PATIENCE);
      throw broken();
    }
    if (isWrite && this.happens(ODDS.requestLate)) {
      time.at(time.now + PATIENCE + this.random() * 8000, () => this.quietly(deliver));
      await time.sleep(PATIENCE);
      throw broken();
    }
    await time.sleep(this.delay());
    if (this.isDown()) throw broken();
    if (this.happens(ODDS.refusedBefore))
      throw new ApiError('Not now.', { kind: 'refused', status: this.random() < 0.5 ? 429 : 503 });
    if (isWrite && this.happens(ODDS.sentTwice)) deliver();
    const answer = deliver();
    if (isWrite && this.happens(ODDS.deliveredTwice))
      time.at(time.now + this.random() * 12_000, () => this.quietly(deliver));
    if (this.happens(ODDS.answerLost)) {
      await time.sleep(this.random() * PATIENCE);
      throw broken();
    }
    await time.sleep(this.delay());
    if (this.happens(ODDS.failedAfter)) throw new ApiError('Bad gateway.', { kind: 'refused', status: 502 });
    return answer;
  }

  /** Nobody waits for the answer. */
  private quietly(deliver: () => unknown): void {
    if (this.isDown()) return;
    try {
      deliver();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

function broken(): ApiError {
  return new ApiError('The connection broke.', { kind: 'unreachable' });
}
