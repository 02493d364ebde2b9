import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { useReasons } from '../api/use-reasons.ts';
import { useBadges } from './badges.ts';
import { useMarks } from './marks.ts';
import { TreeRows, type TreeRowsProps } from './tree-rows.tsx';

/** The tree itself: what its rows say is looked up here, so that walking along them with the keys costs nothing of it. */
export function TreeView({ tree, ...wishes }: Omit<TreeRowsProps, 'about'>) {
  const { workspaceId: w, branches, selected } = tree;
  const marks = useMarks(w);
  const badges = useBadges(w, branches, selected.entity?.id === selected.id ? selected.entity : undefined);
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(w));
  const reasons = useReasons(w);
  const isFile = useCallback(
    (entity: Entity) => types?.find((type) => type.id === entity.entity_type)?.is_file === true,
    [types],
  );
  return <TreeRows tree={tree} about={{ marks, badges, reasons, isFile }} {...wishes} />;
}
