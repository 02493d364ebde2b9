import { MantineProvider, Tree, type TreeNodeData, useTree as useMantineTree } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createContext,
  memo,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { Entity } from '../../contract/entity.ts';
import { entityKeys, FIRST_PAGE } from '../../src/api/entities.ts';
import { createQueryClient } from '../../src/api/query-client.ts';
import { userQueries } from '../../src/api/users.ts';
import { workspaceQueries } from '../../src/api/workspaces.ts';
import { NO_FILTER } from '../../src/tree/filtered-rows.ts';
import { TreeView } from '../../src/tree/tree-view.tsx';
import { useExpandable, useTree } from '../../src/tree/use-tree.ts';
import { theme } from '../../src/ui/theme.ts';

/** One folder per thousand: `open` says whether it is a list of siblings or a closed tree. */
export interface Data {
  roots: Entity[];
  /** By id of the parent. */
  children: Map<number, Entity[]>;
}

const W = 1;
const PAGE = FIRST_PAGE.limit;

function entity(id: number, name: string, entity_type: number): Entity {
  return { id, name, entity_type, entity_type_name: 'Part', actions: null, path: [id], parent_count: 0 };
}

/** `count` siblings at the top; or, `nested`, folders of a thousand each that stay closed. The first one holds ten thousand. */
export function makeData(count: number, nested: boolean): Data {
  if (!nested) {
    const roots = Array.from({ length: count }, (_, index) =>
      entity(index + 1, `Part ${index}`, index === 0 ? 1 : 2),
    );
    const inside = Array.from({ length: 10_000 }, (_, index) =>
      entity(5_000_000 + index, `Inside ${index}`, 2),
    );
    return { roots, children: new Map([[1, inside]]) };
  }
  const roots = Array.from({ length: count / 1000 }, (_, index) => entity(index + 1, `Folder ${index}`, 1));
  const children = new Map(
    roots.map(({ id }) => [
      id,
      Array.from({ length: 1000 }, (_, index) => entity(id * 10_000 + index, `Part ${index}`, 2)),
    ]),
  );
  return { roots, children };
}

/** The cache as it is when all of this was read page by page. */
export function fill(data: Data): QueryClient {
  const client = createQueryClient();
  const put = (parent: number | null, all: Entity[]) => {
    for (let offset = 0; offset < all.length; offset += PAGE)
      client.setQueryData([...entityKeys.children(W, parent), { offset, limit: PAGE }], {
        count: all.length,
        results: all.slice(offset, offset + PAGE),
      });
  };
  put(null, data.roots);
  for (const [id, all] of data.children) put(id, all);
  const type = (id: number, child_entity_type_ids: number[]) => ({
    id,
    name: 'Part',
    views: [],
    actions: null,
    child_entity_type_ids,
  });
  client.setQueryData(['workspaces', W, 'entity_types'], [type(1, [2]), type(2, [])]);
  client.setQueryData(workspaceQueries.getWorkspace(W).queryKey, { id: W, name: 'Bench', labels: [] });
  client.setQueryData(userQueries.getCurrentUser().queryKey, { id: 0 });
  return client;
}

const NOTHING_FOUND: never[] = [];

/** Whether the tree is in the page, which is there before. */
const Shown = createContext(false);

const OurPage = () => (useContext(Shown) ? <OurTree /> : null);

function OurTree() {
  const tree = useTree(W, undefined, NO_FILTER, useExpandable(W), NOTHING_FOUND);
  return <TreeView tree={tree} onReveal={() => undefined} onFind={() => undefined} />;
}

export function Ours({ client, shown }: { client: QueryClient; shown: boolean }) {
  const [router] = useState(() => createMemoryRouter([{ path: '*', Component: OurPage }]));
  return (
    <MantineProvider theme={theme}>
      <QueryClientProvider client={client}>
        <Shown value={shown}>
          <RouterProvider router={router} />
        </Shown>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const ROW = 28;

const FloorRow = memo(function FloorRow({
  index,
  name,
  active,
}: {
  index: number;
  name: string;
  active: boolean;
}) {
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-selected={false}
      tabIndex={active ? 0 : -1}
      data-row={index}
      style={{ position: 'absolute', width: '100%', height: ROW, transform: `translateY(${index * ROW}px)` }}
    >
      {name}
    </div>
  );
});

/** The floor: rows of one height in a window, text only, arrow keys move a focus. Nothing can be drawn with less. */
export function Floor({ data }: { data: Data }) {
  const [open, setOpen] = useState<number | null>(null);
  const [first, setFirst] = useState(0);
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => {
    if (open === null) return data.roots;
    const at = data.roots.findIndex(({ id }) => id === open) + 1;
    return [...data.roots.slice(0, at), ...(data.children.get(open) ?? []), ...data.roots.slice(at)];
  }, [data, open]);
  useLayoutEffect(() => {
    scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true });
  }, [active]);
  const look = () => setFirst(Math.floor((scroller.current?.scrollTop ?? 0) / ROW));
  /** As far as a tree scrolls: so that the row of the keys is just in sight. */
  const move = (index: number) => {
    const element = scroller.current;
    const top = index * ROW;
    setActive(index);
    if (!element || (top >= element.scrollTop && top + ROW <= element.scrollTop + element.clientHeight))
      return;
    element.scrollTop = top < element.scrollTop ? top : top + ROW - element.clientHeight;
    look();
  };
  const shown: ReactNode[] = [];
  for (let index = Math.max(0, first - 6); index < Math.min(rows.length, first + 36); index++)
    shown.push(
      <FloorRow
        key={rows[index]?.id}
        index={index}
        name={rows[index]?.name ?? ''}
        active={index === active}
      />,
    );
  return (
    <div
      ref={scroller}
      role="tree"
      style={{ flex: 1, overflow: 'auto', position: 'relative' }}
      onScroll={look}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') move(active + 1);
        else if (event.key === 'ArrowRight') setOpen(rows[active]?.id ?? null);
        else return;
        event.preventDefault();
      }}
    >
      <div style={{ height: rows.length * ROW, position: 'relative' }}>{shown}</div>
    </div>
  );
}

/** Mantine's own tree, which draws every visible node. */
export function MantineTree({ data, shown }: { data: Data; shown: boolean }) {
  return <MantineProvider theme={theme}>{shown ? <AllNodes data={data} /> : null}</MantineProvider>;
}

function AllNodes({ data }: { data: Data }) {
  const nodes = useMemo(
    (): TreeNodeData[] =>
      data.roots.map(({ id, name }) => ({
        value: String(id),
        label: name,
        ...(data.children.has(id)
          ? {
              children:
                data.children.get(id)?.map((child) => ({ value: String(child.id), label: child.name })) ?? [],
            }
          : {}),
      })),
    [data],
  );
  const tree = useMantineTree();
  return (
    <div style={{ flex: 1, overflow: 'auto' }}>
      <Tree data={nodes} tree={tree} />
    </div>
  );
}
