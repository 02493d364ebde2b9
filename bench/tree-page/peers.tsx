import {
  buildProxiedInstance,
  hotkeysCoreFeature,
  propMemoizationFeature,
  syncDataLoaderFeature,
} from '@headless-tree/core';
import { useTree } from '@headless-tree/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { Tree } from 'react-arborist';
import type { Entity } from '../../contract/entity.ts';
import type { Data } from './contestants.tsx';

const ROW = 28;

/** react-arborist, which has a virtual list of its own. */
export function Arborist({ data }: { data: Data }) {
  const nodes = useMemo(() => {
    const nodeOf = ({ id, name }: Entity) => ({ id: String(id), name });
    return data.roots.map((root) => {
      const inside = data.children.get(root.id);
      return inside ? { ...nodeOf(root), children: inside.map(nodeOf) } : nodeOf(root);
    });
  }, [data]);
  return (
    <Tree data={nodes} openByDefault={false} width={320} height={800} rowHeight={ROW}>
      {({ node, style }) => <div style={style}>{node.data.name}</div>}
    </Tree>
  );
}

const TOP: Pick<Entity, 'id' | 'name'> = { id: 0, name: '' };

/** headless-tree with the virtualiser that its pages show. */
export function HeadlessTree({ data }: { data: Data }) {
  const scroller = useRef<HTMLDivElement>(null);
  const byId = useMemo(() => new Map([['0', TOP]]), []);
  const listed = useMemo(() => new Map<string, string[]>(), []);
  const childrenOf = (parent: string): string[] => {
    const list = parent === '0' ? data.roots : (data.children.get(Number(parent)) ?? []);
    const known = listed.get(parent) ?? list.map((entity) => String(entity.id));
    if (!listed.has(parent)) for (const entity of list) byId.set(String(entity.id), entity);
    listed.set(parent, known);
    return known;
  };
  const tree = useTree<Pick<Entity, 'id' | 'name'>>({
    rootItemId: '0',
    getItemName: (item) => item.getItemData().name,
    isItemFolder: (item) => item.getItemData() === TOP || data.children.has(item.getItemData().id),
    dataLoader: {
      getItem: (id) => byId.get(id) ?? TOP,
      getChildren: childrenOf,
    },
    scrollToItem: (item) => virtual.scrollToIndex(item.getItemMeta().index),
    // Both as its pages advise for large trees.
    instanceBuilder: buildProxiedInstance,
    features: [syncDataLoaderFeature, hotkeysCoreFeature, propMemoizationFeature],
  });
  const items = tree.getItems();
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  return (
    <div ref={scroller} style={{ flex: 1, overflow: 'auto' }}>
      <div {...tree.getContainerProps()} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const item = items[index];
          return item ? (
            <div
              key={key}
              {...item.getProps()}
              style={{
                position: 'absolute',
                width: '100%',
                height: ROW,
                transform: `translateY(${start}px)`,
              }}
            >
              {item.getItemName()}
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
