import { sourceText } from '../../contract/json/memory.ts';
import type { JsonObject } from '../../contract/json/value.ts';

/** Params of both sides longer than this together are compared in a worker: where `compareInWorker` starts one. */
export const WORKER_SIZE = 200_000;

/** How long the texts of both sides are together, in characters. */
export function sizeOf(before: JsonObject, after: JsonObject): number {
  return (sourceText(before)?.length ?? 0) + (sourceText(after)?.length ?? 0);
}
