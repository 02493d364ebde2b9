/** What the bench uses of the peers, which are installed aside. */
declare module 'react-arborist' {
  import type { CSSProperties, ReactNode } from 'react';

  interface Node {
    id: string;
    name: string;
    children?: Node[];
  }
  export function Tree(props: {
    data: readonly Node[];
    openByDefault: boolean;
    width: number;
    height: number;
    rowHeight: number;
    children: (row: { node: { data: Node; toggle(): void }; style: CSSProperties }) => ReactNode;
  }): ReactNode;
}
declare module '@headless-tree/core' {
  export const syncDataLoaderFeature: unique symbol;
  export const hotkeysCoreFeature: unique symbol;
  export const propMemoizationFeature: unique symbol;
  export const buildProxiedInstance: unique symbol;
}
declare module '@headless-tree/react' {
  import type { HTMLAttributes, RefAttributes } from 'react';

  interface Item<T> {
    getId(): string;
    getItemName(): string;
    getProps(): HTMLAttributes<HTMLElement> & RefAttributes<HTMLDivElement>;
    getItemMeta(): { index: number };
  }
  export function useTree<T>(options: {
    rootItemId: string;
    getItemName: (item: { getItemData(): T }) => string;
    isItemFolder: (item: { getItemData(): T }) => boolean;
    dataLoader: { getItem: (id: string) => T; getChildren: (id: string) => string[] };
    scrollToItem: (item: Item<T>) => void;
    instanceBuilder: symbol;
    features: readonly symbol[];
  }): {
    getContainerProps(): HTMLAttributes<HTMLElement> & RefAttributes<HTMLDivElement>;
    getItems(): Item<T>[];
  };
}
