import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fullName, userQueries } from '../api/users.ts';
import type { Door } from '../ui/menu-door.tsx';
import { MenuFrame } from '../ui/menu-frame.tsx';
import styles from './account-menu.module.css';
import { type Density, setDensity, useDensity } from './density.ts';

const SCHEMES = [
  ['auto', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;
const DENSITIES: [Density, string][] = [
  ['compact', 'Compact'],
  ['comfortable', 'Comfortable'],
];

/** Who one is, and how the page looks. */
export function AccountMenu({ door }: { door: Door }) {
  const me = useQuery(userQueries.getCurrentUser());
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useDensity();
  return (
    <MenuFrame door={door} position="bottom-end" width={220}>
      {me.data ? (
        <div className={styles.me}>
          <strong>{fullName(me.data)}</strong>
          {me.data.job_title ? <span>{me.data.job_title}</span> : null}
          {me.data.email ? <span>{me.data.email}</span> : null}
        </div>
      ) : null}
      {me.error ? <div className={styles.me}>{me.error.message}</div> : null}
      <Menu.Label>Colours</Menu.Label>
      {SCHEMES.map(([scheme, label]) => (
        <Menu.RadioItem
          key={scheme}
          value={scheme}
          checked={colorScheme === scheme}
          onClick={() => setColorScheme(scheme)}
        >
          {label}
        </Menu.RadioItem>
      ))}
      <Menu.Label>Rows</Menu.Label>
      {DENSITIES.map(([value, label]) => (
        <Menu.RadioItem
          key={value}
          value={value}
          checked={density === value}
          onClick={() => setDensity(value)}
        >
          {label}
        </Menu.RadioItem>
      ))}
    </MenuFrame>
  );
}
