import { useMantineColorScheme } from '@mantine/core';
import { useCommands } from '../palette/commands.ts';
import { setDensity, useDensity } from './density.ts';

/** What can be done on every page. */
export function useShellCommands(): void {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useDensity();
  const now = (is: boolean) => (is ? 'It is so now.' : null);
  useCommands([
    {
      id: 'colours.auto',
      title: 'Colours as the system has them',
      area: 'Everywhere',
      reason: now(colorScheme === 'auto'),
      run: () => setColorScheme('auto'),
    },
    {
      id: 'colours.light',
      title: 'Light colours',
      area: 'Everywhere',
      reason: now(colorScheme === 'light'),
      run: () => setColorScheme('light'),
    },
    {
      id: 'colours.dark',
      title: 'Dark colours',
      area: 'Everywhere',
      reason: now(colorScheme === 'dark'),
      run: () => setColorScheme('dark'),
    },
    {
      id: 'density.compact',
      title: 'Compact rows',
      area: 'Everywhere',
      reason: now(density === 'compact'),
      run: () => setDensity('compact'),
    },
    {
      id: 'density.comfortable',
      title: 'Comfortable rows',
      area: 'Everywhere',
      reason: now(density === 'comfortable'),
      run: () => setDensity('comfortable'),
    },
    { id: 'print', title: 'Print this page', area: 'Everywhere', run: () => window.print() },
  ]);
}
