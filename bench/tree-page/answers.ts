import { EntityList } from '../../contract/entity.ts';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import { compact } from '../../src/api/compact.ts';

const PAGE = 200;
const at = '2024-03-11T12:59:31.410269Z';

/** An entity as servers give it in a list, with a summary of two items. */
const entity = (id: number) => ({
  id,
  name: `Exit point ${id}`,
  summary_status: 'finished',
  summary: {
    factor: { label: 'Governing factor', value: id / 7, suffix: '', prefix: '' },
    phase: { label: 'Phase', value: 'Design flood', suffix: '', prefix: '' },
  },
  summary_updated_at: at,
  locked: false,
  locked_by: null,
  entity_type: 4104,
  entity_type_name: 'Exit point',
  updated_at: at,
  parent_count: 1,
  actions: ['read-nav', 'read-basic', 'read', 'update', 'rename', 'delete'],
  created_by: 104,
  created_at: at,
  last_updated_by: 104,
  path: [20001, 20004, 20019, id],
  show_on_dashboard: true,
  child_count: 0,
});

/** Reads `count` entities from answers, page by page, as the tree keeps them; `bare` as they come from the checks. */
export function readEntities(count: number, bare: boolean): unknown[] {
  return Array.from({ length: count / PAGE }, (_, page) => {
    const results = Array.from({ length: PAGE }, (_, place) => entity(page * PAGE + place + 1));
    const text = JSON.stringify({ count, next: null, previous: null, results });
    const answer = EntityList.parse(toPlain(readJson(text), new Set(['properties', 'value'])));
    return bare ? answer.results : compact(answer.results);
  });
}
