import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { EntityType } from '../../contract/entity-type.ts';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { useAtOnce } from '../ui/use-at-once.ts';
import styles from './entities-page.module.css';

/** Which types are shown; none chosen: all. */
export function TypeMenu({
  types,
  chosen: given,
  onChange: onChosen,
}: {
  types: readonly EntityType[];
  chosen: readonly number[];
  onChange: (chosen: number[]) => Promise<void>;
}) {
  const [chosen, onChange] = useAtOnce(given, (types) => onChosen([...types]));
  const names = chosen.map((id) => types.find((type) => type.id === id)?.name ?? `type ${id}`);
  const toggle = (id: number) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'subtle'}
          color={chosen.length > 0 ? 'blue' : 'gray'}
          rightSection={<IconChevronDown size={13} />}
        >
          {names.length === 0 ? 'All types' : names.length === 1 ? names[0] : `${names.length} types`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.CheckboxItem checked={chosen.length === 0} onChange={() => onChange([])}>
          All types
        </Menu.CheckboxItem>
        <Menu.Divider />
        {types.map((type) => (
          <Menu.CheckboxItem
            key={type.id}
            checked={chosen.includes(type.id)}
            onChange={() => toggle(type.id)}
          >
            <span className={styles.type}>
              <TypeIcon typeId={type.id} name={type.class_name} isFile={type.is_file} />
              <Name>{type.name}</Name>
            </span>
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
