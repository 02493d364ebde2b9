import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityQueries } from '../api/entities.ts';
import { storedParams } from '../api/stored-params.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Notice } from '../ui/notice.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import { ParamChanges } from './param-changes.tsx';
import type { PartProps, ResultContext } from './part.ts';
import { applyPatch, readPatch } from './patch.ts';
import { Stage } from './stage.tsx';

/** Params that a method wants to set: shown as changes first, staged on a click, saved in the editor or not at all. */
export function Component({ value, context }: PartProps) {
  const patch = useMemo(() => readPatch(value), [value]);
  const change = useCallback((now: JsonObject) => (patch ? applyPatch(now, patch) : now), [patch]);
  if (!patch) throw new UndrawableError('The result holds no params to set.');
  return <Proposal context={context} reason={`Set by “${context.label}”.`} change={change} />;
}

/** Params to become, against those that are saved now. The same `change` has to be the same function: another one is compared anew. */
export function Proposal({
  context,
  reason,
  change,
}: {
  context: ResultContext;
  reason: string;
  change: (now: JsonObject) => JsonObject;
}) {
  const { data: entity, error } = useQuery(entityQueries.getEntity(context.workspaceId, context.entityId));
  const now = entity && storedParams(entity);
  const params = useMemo(() => (now ? change(now) : undefined), [now, change]);
  if (error) return <Notice tone="bad">{error.message}</Notice>;
  if (!entity) return <BoneRows count={3} label="Loading the params" />;
  if (!now || !params)
    return (
      <Notice tone="warn">You have no right to read the params here, so nothing can be set in them.</Notice>
    );
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <ParamChanges left={now} right={params} />
      <Stage params={params} reason={reason} context={context} />
    </div>
  );
}
