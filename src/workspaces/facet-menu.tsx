import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import styles from './facet-menu.module.css';
import type { FacetValue } from './workspace-filters.ts';

/** A filter with several values at once; each says how many rows it would show. */
export function FacetMenu({
  label,
  values,
  selected,
  onChange,
}: {
  label: string;
  values: FacetValue[];
  selected: string[];
  onChange: (selected: string[]) => void;
}) {
  const chosen = values.filter((value) => selected.includes(value.value));
  const toggle = (value: string) =>
    onChange(selected.includes(value) ? selected.filter((other) => other !== value) : [...selected, value]);
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button
          variant={selected.length > 0 ? 'light' : 'subtle'}
          color={selected.length > 0 ? 'blue' : 'gray'}
          rightSection={<IconChevronDown size={13} />}
        >
          {label}
          {chosen.length === 1 ? `: ${chosen[0]?.label}` : chosen.length > 1 ? `: ${chosen.length}` : ''}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {values.length === 0 ? <Menu.Label>Nothing to choose from</Menu.Label> : null}
        {values.map((value) => (
          <Menu.Item
            key={value.value}
            role="menuitemcheckbox"
            aria-checked={selected.includes(value.value)}
            leftSection={
              selected.includes(value.value) ? <IconCheck size={14} /> : <span className={styles.unchecked} />
            }
            rightSection={<span className={styles.count}>{value.count}</span>}
            onClick={() => toggle(value.value)}
          >
            {value.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
