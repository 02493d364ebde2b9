type Key = string | number;

/**
 * Numbers from keys: the same keys give the same sequence, whatever was drawn before, so any entity can be made alone. Never the clock.
 * The keys are (seed, world, entity ordinal, field path, revision ordinal), as far as they apply.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(...keys: Key[]) {
    let [high, low] = [0x9e3779b9, 0x85ebca6b];
    const mix = (part: number): void => {
      high = Math.imul(high ^ part, 0x27d4eb2d);
      high = (high << 13) | (high >>> 19);
      low = Math.imul(low ^ part ^ (high >>> 7), 0x165667b1);
    };
    for (const key of keys) {
      if (typeof key === 'number') {
        mix(key | 0);
        mix(0x51);
      } else {
        for (let at = 0; at < key.length; at += 1) mix(key.charCodeAt(at));
        mix(0x1ff);
      }
    }
    this.#a = high | 0;
    this.#b = low | 0;
    this.#c = (high ^ (low << 7)) | 0;
    for (let warm = 0; warm < 6; warm += 1) this.unit();
  }

  /** Uniform in [0, 1). The generator is sfc32, of the PractRand suite. */
  unit(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Uniform between the bounds. */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number, both bounds included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** As people type numbers: rounded to so many decimals. */
  typed(low: number, high: number, decimals: number): number {
    return rounded(this.between(low, high), decimals);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() * list.length)] as T;
  }

  /** So many different items, in the list's order. */
  some<T>(list: readonly T[], count: number): T[] {
    let needed = Math.min(count, list.length);
    return list.filter((_, index) => {
      const take = this.unit() * (list.length - index) < needed;
      if (take) needed -= 1;
      return take;
    });
  }

  /** Normal with mean 0 and deviation 1: twelve draws less six, which is the same on every machine where `Math.log` need not be. */
  normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += this.unit();
    return sum;
  }

  /** Picks by weight. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let total = 0;
    for (const [weight] of options) total += weight;
    let at = this.unit() * total;
    for (const [weight, option] of options) {
      at -= weight;
      if (at < 0) return option;
    }
    return (options.at(-1) as readonly [number, T])[1];
  }
}

/** Rounds half away from zero in decimal, as people do. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
