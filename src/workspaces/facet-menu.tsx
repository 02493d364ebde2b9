import { Menu } from '@mantine/core';
import type { Door } from '../ui/menu-door.tsx';
import { MenuFrame } from '../ui/menu-frame.tsx';
import { useAtOnce } from '../ui/use-at-once.ts';
import styles from './facet-menu.module.css';
import type { FacetValue } from './workspace-filters.ts';

/** What a filter can be set to. */
export function FacetMenu({
  door,
  values,
  selected: given,
  onChange: onSelected,
}: {
  door: Door;
  values: FacetValue[];
  selected: string[];
  onChange: (selected: string[]) => Promise<void>;
}) {
  const [selected, onChange] = useAtOnce(given, onSelected);
  const toggle = (value: string) =>
    onChange(selected.includes(value) ? selected.filter((other) => other !== value) : [...selected, value]);
  return (
    <MenuFrame door={door} className={styles.menu} closeOnItemClick={false} position="bottom-start">
      {values.length === 0 ? <Menu.Label>Nothing to choose from</Menu.Label> : null}
      {values.map((value) => (
        <Menu.CheckboxItem
          key={value.value}
          checked={selected.includes(value.value)}
          rightSection={<span className={styles.count}>{value.count}</span>}
          onChange={() => toggle(value.value)}
        >
          {value.label}
        </Menu.CheckboxItem>
      ))}
    </MenuFrame>
  );
}
