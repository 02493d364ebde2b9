import { ActionIcon } from '@mantine/core';
import { IconFilter, IconList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { EntityType } from '../../contract/entity-type.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { type Command, useCommands } from '../palette/commands.ts';
import { paths } from '../paths.ts';
import { MenuDoor, menuPart } from '../ui/menu-door.tsx';
import { Tip } from '../ui/tip.tsx';
import { setDrawer } from './drawer.ts';
import { type Filter, NO_FILTER } from './filtered-rows.ts';

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
  useTypeCommands(workspaceId, types, onFilter);
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

/** The palette finds a type by its name, whether entities of it are loaded or not. */
function useTypeCommands(w: number, types: readonly EntityType[], onFilter: (filter: Filter) => void): void {
  const navigate = useNavigate();
  useCommands(
    types.flatMap(({ id, name }): Command[] => [
      {
        id: `type.${id}.table`,
        title: `Show ${name} entities as a table`,
        area: 'Types',
        alike: name,
        run: () => navigate(paths.entities(w, `type=${id}`)),
      },
      {
        id: `type.${id}.tree`,
        title: `Show only ${name} entities in the tree`,
        area: 'Types',
        alike: name,
        run: () => {
          setDrawer(true);
          onFilter({ ...NO_FILTER, types: new Set([id]) });
        },
      },
    ]),
  );
}
