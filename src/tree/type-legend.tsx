import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconFilter, IconList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { entityTypeQueries } from '../api/entity-types.ts';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import type { Filter } from './filtered-rows.ts';
import styles from './type-legend.module.css';

/** What the icons of the tree mean, and a filter by it; beside it the switch to a flat list. */
export function TypeLegend({
  workspaceId,
  filter,
  onFilter,
}: {
  workspaceId: number;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const { data: types = [] } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const toggle = (id: number) => {
    const next = new Set(filter.types);
    if (!next.delete(id)) next.add(id);
    onFilter({ ...filter, types: next });
  };
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Tooltip label="Types">
            <ActionIcon
              variant={filter.types.size > 0 ? 'light' : 'subtle'}
              color={filter.types.size > 0 ? 'blue' : 'gray'}
              aria-label={filter.types.size > 0 ? `Types, ${filter.types.size} chosen` : 'Types'}
            >
              <IconFilter size={16} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          <Menu.CheckboxItem
            checked={filter.types.size === 0}
            onChange={() => onFilter({ ...filter, types: new Set() })}
          >
            All types
          </Menu.CheckboxItem>
          {types.map((type) => (
            <Menu.CheckboxItem
              key={type.id}
              checked={filter.types.has(type.id)}
              onChange={() => toggle(type.id)}
            >
              <span className={styles.type}>
                <TypeIcon typeId={type.id} name={type.class_name ?? null} isFile={type.is_file ?? null} />
                <Name>{type.name}</Name>
              </span>
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label="Flat list">
        <ActionIcon
          variant={filter.flat ? 'light' : 'subtle'}
          color={filter.flat ? 'blue' : 'gray'}
          aria-label="Flat list"
          aria-pressed={filter.flat}
          onClick={() => onFilter({ ...filter, flat: !filter.flat })}
        >
          <IconList size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
