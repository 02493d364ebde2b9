import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';

/** The same object each time, as what is read anew is told by it. */
const NO_PARAMS: JsonObject = new Map();

/** What edits of an entity stand on: its params, none where none are stored yet; `undefined` where they may not be read. */
export function storedParams({ properties }: Pick<Entity, 'properties'>): JsonObject | undefined {
  return properties === null ? NO_PARAMS : properties;
}
