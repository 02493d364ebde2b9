/**
 * Numbers from keys: the same keys give the same sequence, whatever was drawn before, so any entity can be made alone. Never the clock.
 * sfc32 of the PractRand suite, seeded by a mix of the keys.
 */
export class Random {
  readonly #state = new Int32Array(4);

  constructor(...keys: (string | number)[]) {
    let hash = 0x9e3779b9;
    for (const key of keys) {
      const text = `${key}\u0000`;
      for (let at = 0; at < text.length; at += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(at), 0x85ebca6b);
        hash = (hash << 13) | (hash >>> 19);
      }
    }
    this.#state.set([hash, Math.imul(hash, 0x27d4eb2d), hash ^ 0x165667b1, 1]);
    for (let warm = 0; warm < 8; warm += 1) this.unit();
  }

  /** Uniform in [0, 1). */
  unit(): number {
    const s = this.#state;
    const [a, b, c, d] = [s[0] as number, s[1] as number, s[2] as number, s[3] as number];
    const sum = (a + b + d) | 0;
    s[3] = d + 1;
    s[0] = b ^ (b >>> 9);
    s[1] = c + (c << 3);
    s[2] = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number, both bounds included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** As people type numbers: rounded to so many decimals. */
  typed(low: number, high: number, decimals: number): number {
    return Number(this.between(low, high).toFixed(decimals));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() * list.length)] as T;
  }

  /** So many different items, in the list's order. */
  some<T>(list: readonly T[], count: number): T[] {
    let needed = count;
    return list.filter((_, index) => {
      const taken = this.unit() * (list.length - index) < needed;
      if (taken) needed -= 1;
      return taken;
    });
  }

  /** About normal, mean 0 and deviation 1: a sum of draws, the same on every machine. */
  normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += this.unit();
    return sum;
  }

  /** One of the options by its weight. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let at = this.unit() * options.reduce((total, [weight]) => total + weight, 0);
    for (const [weight, option] of options) {
      at -= weight;
      if (at < 0) return option;
    }
    return (options.at(-1) as readonly [number, T])[1];
  }
}
