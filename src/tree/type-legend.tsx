import { ActionIcon } from '@mantine/core';
import { IconFilter, IconList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { entityTypeQueries } from '../api/entity-types.ts';
import { MenuDoor, menuPart } from '../ui/menu-door.tsx';
import { Tip } from '../ui/tip.tsx';
import type { Filter } from './filtered-rows.ts';

const TypeMenu = menuPart(async () => (await import('./type-menu.tsx')).TypeMenu);

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
  return (
    <>
      <MenuDoor
        button={(door) => (
          <Tip label="Types">
            <ActionIcon
              variant={filter.types.size > 0 ? 'light' : 'subtle'}
              color={filter.types.size > 0 ? 'blue' : 'gray'}
              aria-label={filter.types.size > 0 ? `Types, ${filter.types.size} chosen` : 'Types'}
              {...door}
            >
              <IconFilter size={16} />
            </ActionIcon>
          </Tip>
        )}
        menu={(door) => <TypeMenu door={door} types={types} filter={filter} onFilter={onFilter} />}
      />
      <Tip label="Flat list">
        <ActionIcon
          variant={filter.flat ? 'light' : 'subtle'}
          color={filter.flat ? 'blue' : 'gray'}
          aria-label="Flat list"
          aria-pressed={filter.flat}
          onClick={() => onFilter({ ...filter, flat: !filter.flat })}
        >
          <IconList size={16} />
        </ActionIcon>
      </Tip>
    </>
  );
}
