import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { pageOptions } from '../api/branches.ts';
import { entityQueries, parentId } from '../api/entities.ts';
import { useBranches, useBranchPages } from '../api/use-branches.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { RestOffer } from './rest-offer.tsx';

/** The entities of the same type beside one, a page of its siblings after the other. */
export function SiblingsToChoose({
  workspaceId,
  entity,
  box,
}: {
  workspaceId: number;
  entity: Entity;
  /** Draws one to be chosen. */
  box: (sibling: Entity) => ReactNode;
}) {
  const parent = parentId(entity);
  if (parent === undefined) return <Empty>The server does not say what this entity is in.</Empty>;
  return <Children workspaceId={workspaceId} parent={parent} entity={entity} box={box} />;
}

function Children({
  workspaceId,
  parent,
  entity,
  box,
}: Parameters<typeof SiblingsToChoose>[0] & { parent: number | null }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(1);
  const branches = useBranches(workspaceId);
  const branch = branches.get(parent);
  const numbers = Array.from({ length: asked }, (_, page) => page);
  useBranchPages(
    workspaceId,
    branches,
    numbers.map((page) => ({ parent, page })),
  );
  const read = numbers.flatMap((page) => branch?.pages.get(page)?.entities ?? []);
  const last = branch?.pages.get(asked - 1);
  const error = last?.entities ? null : (last?.error ?? null);
  const retry = () =>
    void client.refetchQueries(
      entityQueries.getEntityChildren(workspaceId, parent, pageOptions(branch, asked - 1)),
    );
  if (branch?.count === undefined)
    return error ? (
      <Failure title="The siblings could not be read" error={error} onRetry={retry} />
    ) : (
      <BoneRows count={4} label="Reading the siblings" />
    );
  const found = read.filter(({ id, entity_type }) => id !== entity.id && entity_type === entity.entity_type);
  const rest = {
    count: branch.count - read.length,
    readAll: error ? retry : () => setAsked(asked + 1),
    reading: last?.entities === undefined && !error,
    error,
  };
  return (
    <>
      {found.map(box)}
      {rest.count > 0 ? <RestOffer rest={rest} ofWhat="more siblings" /> : null}
      {rest.count <= 0 && found.length === 0 ? <Empty>None is of the same type.</Empty> : null}
    </>
  );
}
