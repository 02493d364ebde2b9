import { useState } from 'react';
import { environmentKey } from '../api/session.ts';
import { readColumn } from '../columns/column.ts';
import { browserStorage } from '../storage.ts';

const MOST = 20;

/**
 * Which columns the children of entities of a type show, as this browser keeps it for each workspace; empty: the table's own choice. Whatever the storage
 * holds that is no column is left out.
 */
export function useChildrenColumns(w: number, type: number): [string[], (columns: string[]) => void] {
  const key = `vx-children-columns ${environmentKey()} ${w} ${type}`;
  const [chosen, setChosen] = useState(() => read(key));
  const choose = (columns: string[]) => {
    setChosen(columns);
    if (columns.length === 0) browserStorage.remove(key);
    else browserStorage.setJson(key, columns);
  };
  return [chosen, choose];
}

function read(key: string): string[] {
  const list = browserStorage.getJson(key);
  const ids = Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : [];
  return ids.filter((id) => readColumn(id)).slice(0, MOST);
}
