/** What the answers of this environment have shown of what is not on record. Nothing is assumed before: each begins as documented. */
export const seen = {
  /** Workspaces whose `entities/` lists what is inside others too. */
  listsEverything: new Set<number>(),
  /** Lists by path whose `count` was less than what they hold. */
  miscounted: new Set<string>(),
  /** How many of a list are asked for at a time where so many were refused. */
  smallerPages: new Map<number, number>(),
  /** A PUT without `properties` loses the params. */
  paramsLost: false,
  /** A PUT without `name` is refused, or loses the name. */
  nameDemanded: false,
};

/** For a change of the environment. */
export function forgetSeen(): void {
  seen.listsEverything.clear();
  seen.miscounted.clear();
  seen.smallerPages.clear();
  seen.paramsLost = false;
  seen.nameDemanded = false;
}
