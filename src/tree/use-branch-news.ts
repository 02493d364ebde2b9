import { useCallback, useEffect, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { Branches } from '../api/branches.ts';

export interface BranchNews {
  /** What to read out; empty when there is nothing new. */
  text: string;
  /** Somebody opens this branch: say so once when it is read. One that is there already says it by its rows. */
  opens: (entity: Entity) => void;
}

/** Says once, for those who do not see the rows come, how many entities were read under a branch. */
export function useBranchNews(branches: Branches): BranchNews {
  const [waiting, setWaiting] = useState<Entity | null>(null);
  const [text, setText] = useState('');
  const branch = waiting ? branches.get(waiting.id) : undefined;
  const count = branch?.count;
  const failed = branch?.pages.get(0)?.error && !branch.pages.get(0)?.fetching;
  useEffect(() => {
    if (!waiting || (count === undefined && !failed)) return;
    setWaiting(null);
    setText(
      count === undefined
        ? `What is under ${waiting.name} could not be read`
        : `${count.toLocaleString()} ${count === 1 ? 'entity' : 'entities'} under ${waiting.name}`,
    );
  }, [waiting, count, failed]);
  const opens = useCallback(
    (entity: Entity) => {
      setText('');
      setWaiting(branches.get(entity.id)?.count === undefined ? entity : null);
    },
    [branches],
  );
  return { text, opens };
}
