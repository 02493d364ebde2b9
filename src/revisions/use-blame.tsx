import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { User } from '../../contract/common.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import type { Blame } from '../params/blame.ts';
import type { CoursePoint } from '../params/blame-chain.ts';
import type { Path } from '../params/path.ts';
import { type BlameDoor, type BlameSource, openBlame } from '../workers/blame.ts';

/** What marks and charts of a history know. */
export interface History {
  /** Newest first. */
  revisions: readonly EntityRevision[];
  users: readonly User[] | undefined;
  /** The address that compares a revision with the one before it. */
  hrefOf: (revision: EntityRevision) => string;
  /** Who set what on the right side, once it is known and asked for. */
  blame: Blame<number> | undefined;
  /** The values at a place of the right side in it and the revisions before, oldest first; undefined where the right side is no revision. */
  course: ((path: Path) => Promise<CoursePoint<number>[]>) | undefined;
  /** Whether the right side has a course to show, once the whole history is here. */
  hasCourse: boolean;
  /** Shows the course of a place. */
  showCourse: (path: Path) => void;
}

const HistoryContext = createContext<History | undefined>(undefined);
export const HistoryProvider = HistoryContext;

/** The history that a part of a comparison stands in; undefined outside of one. */
export function useHistory(): History | undefined {
  return use(HistoryContext);
}

/** Who set what in a revision, worked out in the background when `on`; `problem` says why not. */
export function useBlame(revisions: readonly EntityRevision[], id: number | undefined, on: boolean) {
  const door = useRef<{ door: BlameDoor; newest: number | undefined } | undefined>(undefined);
  const [found, setFound] = useState<{ id: number; blame: Blame<number> }>();
  const [failed, setFailed] = useState<{ id: number; problem: string }>();
  const chain = useMemo(() => sourcesOf(revisions), [revisions]);
  const open = useCallback((): BlameDoor => {
    const kept = door.current;
    const newest = chain.at(-1);
    if (kept && kept.newest === newest?.id) return kept.door;
    const before = kept && chain.at(-2);
    if (kept && newest && before?.id === kept.newest) {
      kept.door.add(newest);
      kept.newest = newest.id;
      return kept.door;
    }
    kept?.door.end();
    door.current = { door: openBlame(chain), newest: newest?.id };
    return door.current.door;
  }, [chain]);
  useEffect(
    () => () => {
      door.current?.door.end();
      door.current = undefined;
    },
    [],
  );
  useEffect(() => {
    if (!on || id === undefined) return;
    let left = false;
    open()
      .at(id)
      .then(
        (blame) => left || setFound({ id, blame }),
        (error: Error) => left || setFailed({ id, problem: error.message }),
      );
    return () => {
      left = true;
    };
  }, [on, id, open]);
  const course = useMemo(
    () => (id === undefined ? undefined : (path: Path) => open().course(id, path)),
    [id, open],
  );
  return {
    blame: on && found?.id === id ? found?.blame : undefined,
    course,
    problem: on && failed?.id === id ? failed?.problem : undefined,
  };
}

/** Those with params, oldest first. */
function sourcesOf(revisions: readonly EntityRevision[]): BlameSource[] {
  return [...revisions].reverse().flatMap(({ id, params }) => (params ? [{ id, params }] : []));
}
