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

interface Appointment {
  at: number;
  order: number;
  ring: () => void;
}

/** Time that passes only when everybody waits: what happens at which moment is decided by the plan alone, not by the machine. */
export class VirtualTime {
  now = 0;
  private readonly appointments: Appointment[] = [];
  private order = 0;

  sleep(ms: number): Promise<void> {
    return new Promise((ring) => this.at(this.now + ms, ring));
  }

  at(at: number, ring: () => void): void {
    this.appointments.push({ at, order: this.order++, ring });
  }

  /** Lets everything happen until it is over: without more, until nobody has an appointment any more. Time stands still while something real `isBusy`. */
  async run(until: { isBusy?: () => boolean; isOver?: () => boolean } = {}): Promise<void> {
    const { isBusy = () => false, isOver = () => this.appointments.length === 0 } = until;
    for (;;) {
      // Everything that follows from the last moment happens first.
      await new Promise<void>((done) => setImmediate(done));
      if (isOver()) return;
      const next = isBusy() ? undefined : this.takeNext();
      if (next) {
        this.now = Math.max(this.now, next.at);
        next.ring();
      } else await new Promise((done) => setTimeout(done, 1));
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
