import { Menu } from '@mantine/core';
import type { EntityType } from '../../contract/entity-type.ts';
import type { Door } from '../ui/menu-door.tsx';
import { MenuFrame } from '../ui/menu-frame.tsx';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import type { Filter } from './filtered-rows.ts';
import styles from './type-menu.module.css';

/** What the icons of the tree mean, and which of them are shown. */
export function TypeMenu({
  door,
  types,
  filter,
  onFilter,
}: {
  door: Door;
  types: readonly EntityType[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const toggle = (id: number) => {
    const next = new Set(filter.types);
    if (!next.delete(id)) next.add(id);
    onFilter({ ...filter, types: next });
  };
  return (
    <MenuFrame door={door} className={styles.menu} position="bottom-end" width={260}>
      <Menu.CheckboxItem
        checked={filter.types.size === 0}
        onChange={() => onFilter({ ...filter, types: new Set() })}
      >
        All types
      </Menu.CheckboxItem>
      {types.map((type) => (
        <Menu.CheckboxItem key={type.id} checked={filter.types.has(type.id)} onChange={() => toggle(type.id)}>
          <span className={styles.type}>
            <TypeIcon typeId={type.id} name={type.class_name ?? null} isFile={type.is_file ?? null} />
            <Name>{type.name}</Name>
          </span>
        </Menu.CheckboxItem>
      ))}
    </MenuFrame>
  );
}
