import * as z from 'zod/mini';

// zod probes for `new Function` unless told not to, which the content security policy would report.
z.config({ jitless: true });

/** Whether a value is a plain JSON object: no list, and not what `readJson` makes of params. */
export const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

/** An id. VIKTOR writes integers; digits in a string are accepted and read as the integer they spell. */
export const Id = z.union([
  z.int(),
  z.pipe(
    z.string().check(z.regex(/^\d{1,15}$/)),
    z.transform((text: string) => Number(text)),
  ),
]);

/**
 * A member that the pages can do without: what is no such value counts as not given, since VIKTOR adds and changes members without notice. Not for params, where that would mean that
 * they may not be read.
 */
export const optional = <T extends z.ZodMiniType>(type: T) =>
  z.catch(z.optional(z.nullable(type)), undefined);

export const optionalText = optional(
  z.union([
    z.string(),
    z.pipe(
      z.number(),
      z.transform((number: number) => String(number)),
    ),
  ]),
);
export const optionalFlag = optional(z.boolean());

/** A count, as a number or the digits of one. */
export const Count = Id;

/** One page of a list; `count` is the length of the whole list, or of what is here where the server does not tell it. */
export interface Page<T> {
  count: number;
  results: T[];
  /**
   * Where `count` does not tell whether more follows: `whole`, everything is here, however much was asked for; `end`, nothing follows;
   * `more`, something does.
   */
  rest?: 'whole' | 'end' | 'more';
}

/** A page with what its answer says beside the count of whether more follows; absent where it says nothing. */
export interface ListAnswer<T> extends Page<T> {
  next?: boolean;
}

/**
 * A list as VIKTOR answers it: `{count, next, previous, results}` when `limit` was sent, a bare array otherwise. Both are read into a page. The addresses in `next` and
 * `previous` are not followed: behind a proxy they point at the wrong host.
 */
export function pageOf<T extends z.ZodMiniType>(item: T) {
  return z.pipe(
    z.union([
      z.array(item),
      z.looseObject({
        count: optional(Count),
        next: z.optional(z.unknown()),
        results: z.array(item),
      }),
    ]),
    z.transform((list): ListAnswer<z.output<T>> => {
      if (Array.isArray(list)) return { count: list.length, results: list as z.output<T>[], rest: 'whole' };
      const results = list.results as z.output<T>[];
      if (list.count === undefined || list.count === null)
        return { count: results.length, results, rest: list.next ? 'more' : 'end' };
      return { count: list.count, results, ...(list.next === undefined ? {} : { next: Boolean(list.next) }) };
    }),
  );
}

const Person = z.looseObject({
  id: optional(Id),
  name: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  email: optionalText,
});

/** Anybody who made, saved or locked something: an id or an object, as VIKTOR embeds people. A name alone is not on record, and read as one. */
export const PersonReference = z.union([
  Id,
  Person,
  z.pipe(
    z.string(),
    z.transform((name): z.output<typeof Person> => ({ name })),
  ),
]);
export type PersonReference = z.output<typeof PersonReference>;

/** A user, as `/users/me/` and the list of a workspace's users give it. */
export const User = z.looseObject({
  id: Id,
  first_name: optionalText,
  last_name: optionalText,
  name: optionalText,
  username: optionalText,
  email: optionalText,
  job_title: optionalText,
  is_env_admin: optionalFlag,
});
export type User = z.output<typeof User>;
export const UserList = pageOf(User);

/**
 * What the caller may do. Pages on record say string, array of strings and array of objects: all are read into a list of names,
 * and `null` or absent stays `null`: not known, so nothing is refused in advance.
 */
export const Actions = z.pipe(
  optional(z.union([z.string(), z.array(z.union([z.string(), z.looseObject({ name: optionalText })]))])),
  z.transform((actions): string[] | null => {
    if (actions === null || actions === undefined) return null;
    if (typeof actions === 'string') return actions.split(/[\s,]+/).filter(Boolean);
    return actions
      .map((action) => (typeof action === 'string' ? action : (action.name ?? '')))
      .filter(Boolean);
  }),
);
