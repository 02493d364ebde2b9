import type { PersonReference } from '../../contract/common.ts';
import type { EntityRevision } from '../../contract/revision.ts';

/** A longer time between two saves ends a session, in milliseconds. */
const GAP = 30 * 60_000;

/** Revisions that one person saved without a long pause: places in the list of revisions, newest first, both inclusive. */
export interface Session {
  newest: number;
  oldest: number;
}

/** Every session of at least two revisions; `revisions` are newest first. Without author or time a revision is in none. */
export function sessionsOf(revisions: readonly EntityRevision[]): Session[] {
  const sessions: Session[] = [];
  let newest = 0;
  for (let index = 1; index <= revisions.length; index++) {
    const [after, before] = [revisions[index - 1], revisions[index]];
    if (after && before && together(before, after)) continue;
    if (index - 1 > newest) sessions.push({ newest, oldest: index - 1 });
    newest = index;
  }
  return sessions;
}

function together(before: EntityRevision, after: EntityRevision): boolean {
  const [earlier, later] = [before, after].map(({ created_date }) => Date.parse(created_date ?? ''));
  const person = idOf(after.created_by);
  return (
    person !== undefined &&
    person === idOf(before.created_by) &&
    (later as number) - (earlier as number) <= GAP
  );
}

function idOf(person: PersonReference | null | undefined): number | undefined {
  if (person === null || person === undefined) return undefined;
  return typeof person === 'number' ? person : (person.id ?? undefined);
}

/** A line of the list: a revision, or a session above its revisions. */
export type Line =
  | { type: 'revision'; index: number; inside: boolean }
  | { type: 'session'; session: Session; open: boolean };

/** The list with sessions folded unless `open` holds the id of their newest revision. */
export function foldedLines(
  revisions: readonly EntityRevision[],
  sessions: readonly Session[],
  open: ReadonlySet<number>,
): Line[] {
  const byNewest = new Map(sessions.map((session) => [session.newest, session]));
  const lines: Line[] = [];
  for (let index = 0; index < revisions.length; index++) {
    const session = byNewest.get(index);
    if (!session) {
      lines.push({ type: 'revision', index, inside: false });
      continue;
    }
    const isOpen = open.has(revisions[index]?.id ?? 0);
    lines.push({ type: 'session', session, open: isOpen });
    if (isOpen)
      for (let inside = index; inside <= session.oldest; inside++)
        lines.push({ type: 'revision', index: inside, inside: true });
    index = session.oldest;
  }
  return lines;
}
