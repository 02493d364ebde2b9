import { sql } from 'kysely';
import { answerJson, answerPage } from '../answer.ts';
import { containing, wordsOf } from '../entity-filters.ts';
import { forbidden, notFound } from '../errors.ts';
import type { Embedded } from '../place.ts';
import { pathId, readPaging, readQuery } from '../query.ts';
import type { Routes } from '../router.ts';

const sorts = { name: 'name_key', readable_name: 'name_key', created_at: 'created_us' } as const;
type Sort = keyof typeof sorts;
const sortTerms = (Object.keys(sorts) as Sort[]).flatMap(
  (key) => [key, `${key}:asc`, `${key}:desc`] as const,
);

/** The environment's apps. Filters on what the records here do not carry (maintainers, publication) are not built. */
export function appRoutes({ database }: Embedded): Routes {
  return {
    '/apps/': {
      async GET(c) {
        const query = readQuery(c);
        const paging = readPaging(query);
        const sort = query.choices('sort', sortTerms);
        const words = wordsOf(query.text('search'));
        const archived = query.flag('include_archived', false);
        query.choices('detail_level', ['minimal', 'basic', 'full']);
        query.check();
        if (archived && !c.get('caller').isAdmin) {
          throw forbidden('Only administrators of the organization may use include_archived.');
        }
        let found = database.kysely.selectFrom('apps');
        if (!archived) found = found.where('is_archived', '=', false);
        for (const word of words) {
          found = found.where('search_key', 'like', containing(word));
        }
        let rows = found.select('wire');
        for (const term of sort) {
          const [key, direction] = term.split(':') as [Sort, string | undefined];
          rows = rows.orderBy(sorts[key], direction === 'desc' ? 'desc' : 'asc');
        }
        rows = rows.orderBy('id').offset(paging.offset);
        const [count, page] = await Promise.all([
          found.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow(),
          (paging.limit === null ? rows : rows.limit(paging.limit)).execute(),
        ]);
        return answerPage(
          c,
          page.map((row) => row.wire),
          count.count,
          paging,
        );
      },
    },
    '/apps/:app_id/': {
      async GET(c) {
        const id = pathId(c, 'app_id');
        const row = await database.kysely
          .selectFrom('apps')
          .select('wire')
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) throw notFound(`App ${id}`);
        return answerJson(c, row.wire);
      },
    },
  };
}
