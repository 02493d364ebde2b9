import * as z from 'zod/mini';
import { optionalText } from './common.ts';
import type { JsonValue } from './json/value.ts';

/** Passes through as `readJson` made it: sets of params travel in results, and their numbers keep their spelling. */
const Lossless = z.custom<JsonValue>(() => true);

/**
 * A job as starting and polling answer it: `{uid, url}` when it was started, the finished record when it was quick. Public captures and pages differ in
 * the names inside `message` and `error`, so both stay open here; `src/api/jobs.ts` reads them.
 */
export const Job = z.looseObject({
  uid: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  url: optionalText,
  /** `result`, or `result_pointer` when the result is kept elsewhere. */
  kind: optionalText,
  /** `running` and `message` go on; everything else is final. */
  status: optionalText,
  completed_at: optionalText,
  message: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  log_download_url: optionalText,
  result: z.optional(Lossless),
  /** What the quick answer calls the result. */
  content: z.optional(Lossless),
  /** What the quick answer has in place of `error`. */
  error_message: z.optional(z.unknown()),
  error_stack_trace: z.optional(z.unknown()),
  invalid_fields: z.optional(z.unknown()),
});
export type Job = z.output<typeof Job>;
