import { numberFrom, numberText } from '../../contract/json/value.ts';
import { fold } from '../api/fold.ts';
import { compareDecimals, toDecimal } from '../params/decimal.ts';
import type { ValueQuery } from './value-query.ts';

/** The places of values in params, as folded texts. */
type Places = readonly string[];

const UNKNOWN = -1;
/** Of a place that a query is not about. */
export const ELSEWHERE = -1;

/** How well values and the places they are at meet a query, from 5 to 0. Every text, and every list of places, is looked at once. */
export class Matcher {
  readonly #texts: readonly string[];
  readonly #ranks: Int8Array;
  readonly #rankOf: (value: string) => number;
  readonly #query: ValueQuery;
  readonly #places = new Map<Places, Int8Array>();

  constructor(query: ValueQuery, texts: readonly string[]) {
    this.#query = query;
    this.#texts = texts;
    this.#ranks = new Int8Array(texts.length).fill(UNKNOWN);
    this.#rankOf = rankOf(query);
  }

  /** The rank of a text, by its number. */
  rankAt(number: number): number {
    const known = this.#ranks[number] as number;
    if (known !== UNKNOWN) return known;
    const rank = this.#rankOf(this.#texts[number] as string);
    this.#ranks[number] = rank;
    return rank;
  }

  /** The rank of each place by its keys, or {@link ELSEWHERE}. */
  placesOf(folded: Places): Int8Array {
    let places = this.#places.get(folded);
    if (!places) {
      places = placesOf(folded, this.#query);
      this.#places.set(folded, places);
    }
    return places;
  }
}

/** How well the keys of each place meet a query: 1, 0 for not, and {@link ELSEWHERE} where it is not about the place. */
function placesOf(folded: Places, { key, text, bounds }: ValueQuery): Int8Array {
  const rank = (pointer: string) => {
    if (key !== undefined && !pointer.includes(key)) return ELSEWHERE;
    if (key !== undefined) return text === undefined && !bounds ? 1 : 0;
    return text !== undefined && pointer.includes(text) ? 1 : 0;
  };
  return Int8Array.from(folded, rank);
}

/** How well a value itself meets a query, from 5 to 2, and 0 for not at all. */
function rankOf({ text, bounds }: ValueQuery): (value: string) => number {
  const meets = bounds && boundsTest(bounds);
  return (value) => {
    if (meets && value[0] === 'n' && meets(value.slice(1))) return 5;
    if (text === undefined) return 0;
    const folded = value[0] === '0' ? 'null' : fold(value.slice(1));
    if (folded === text) return 4;
    if (folded.startsWith(text)) return 3;
    return folded.includes(text) ? 2 : 0;
  };
}

function boundsTest(bounds: NonNullable<ValueQuery['bounds']>): (number: string) => boolean {
  const wanted = bounds.map(({ comparison, number }) => ({
    comparison,
    near: Number(number),
    exact: toDecimal(numberText(numberFrom(number))),
  }));
  return (number) => {
    const near = Number(number);
    if (Number.isNaN(near)) return false;
    return wanted.every((bound) => {
      let order = near < bound.near ? -1 : near > bound.near ? 1 : 0;
      if (order === 0) {
        const exact = toDecimal(number);
        if (exact && bound.exact) order = compareDecimals(exact, bound.exact);
      }
      if (bound.comparison === '=') return order === 0;
      if (bound.comparison === '>') return order > 0;
      if (bound.comparison === '>=') return order >= 0;
      return bound.comparison === '<' ? order < 0 : order <= 0;
    });
  };
}
