import type { JsonObject } from '../../contract/json/value.ts';

/** Something that is to be put into the editor: first shown, then staged. */
export interface Plan {
  /** What is done, as a title without an end: `Undo revision 7`. */
  title: string;
  /** What was done, as a sentence; stands above the form until it is saved. */
  reason: string;
  /** The step that is carried onto the params as they are now; without `from` they become `to` as a whole. */
  from: JsonObject | undefined;
  to: JsonObject;
}

/** All params of something else, an entity or a file. */
export function takeOverPlan(name: string, params: JsonObject): Plan {
  const reason = `Took over the params of ${name}.`;
  return { title: `Take over ${name}`, reason, from: undefined, to: params };
}

/** All params as they were, whatever was changed since. */
export function restorePlan(name: string, params: JsonObject): Plan {
  return { title: `Restore ${name}`, reason: `Restored from ${name}.`, from: undefined, to: params };
}
