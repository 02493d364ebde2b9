/** A seeded source of numbers in [0, 1): the same seed, the same storm. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The time in which people act, ms. */
export interface Time {
  readonly now: number;
  sleep(ms: number): Promise<void>;
  at(at: number, ring: () => void): void;
}

interface Appointment {
  at: number;
  order: number;
  ring: () => void;
}

/** Time that passes only when everybody waits: what happens at which moment is decided by the plan alone, not by the machine. */
export class VirtualTime implements Time {
  now = 0;
  private readonly appointments: Appointment[] = [];
  private order = 0;

  sleep(ms: number): Promise<void> {
    return new Promise((ring) => this.at(this.now + ms, ring));
  }

  at(at: number, ring: () => void): void {
    this.appointments.push({ at, order: this.order++, ring });
  }

  /** Lets everything happen until nobody has an appointment any more. */
  async run(): Promise<void> {
    for (;;) {
      // Everything that follows from the last moment happens first.
      await new Promise<void>((done) => setImmediate(done));
      const next = this.takeNext();
      if (!next) return;
      this.now = Math.max(this.now, next.at);
      next.ring();
    }
  }

  private takeNext(): Appointment | undefined {
    let best = 0;
    const { appointments } = this;
    for (let index = 1; index < appointments.length; index++) {
      const [a, b] = [appointments[index] as Appointment, appointments[best] as Appointment];
      if (a.at < b.at || (a.at === b.at && a.order < b.order)) best = index;
    }
    return appointments.length === 0 ? undefined : appointments.splice(best, 1)[0];
  }
}

/** Time that passes by the clock, but faster. */
export class FastTime implements Time {
  private readonly start = Date.now();
  private readonly times: number;

  constructor(times: number) {
    this.times = times;
  }

  get now(): number {
    return (Date.now() - this.start) * this.times;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => setTimeout(wake, ms / this.times));
  }

  at(at: number, ring: () => void): void {
    setTimeout(ring, Math.max(0, at - this.now) / this.times);
  }
}
