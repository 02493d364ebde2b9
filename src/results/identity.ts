const numbers = new WeakMap<object, number>();
let given = 0;

/** A number that tells this object from every other, for the keys of queries about it. */
export function identityOf(object: object): number {
  const number = numbers.get(object) ?? ++given;
  numbers.set(object, number);
  return number;
}
