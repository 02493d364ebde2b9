import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { MenuDoor, menuPart } from '../ui/menu-door.tsx';
import type { FacetValue } from './workspace-filters.ts';

const FacetMenu = menuPart(async () => (await import('./facet-menu.tsx')).FacetMenu);

/** A filter with several values at once; each says how many rows it would show. */
export function FacetDoor({
  label,
  ...facet
}: {
  label: string;
  values: FacetValue[];
  selected: string[];
  onChange: (selected: string[]) => Promise<void>;
}) {
  const { values, selected } = facet;
  const chosen = values.filter((value) => selected.includes(value.value));
  return (
    <MenuDoor
      button={(door) => (
        <Button
          variant={selected.length > 0 ? 'light' : 'subtle'}
          color={selected.length > 0 ? 'blue' : 'gray'}
          rightSection={<IconChevronDown size={13} />}
          {...door}
        >
          {label}
          {chosen.length === 1 ? `: ${chosen[0]?.label}` : chosen.length > 1 ? `: ${chosen.length}` : ''}
        </Button>
      )}
      menu={(door) => <FacetMenu door={door} {...facet} />}
    />
  );
}
