import { type ComponentType, useEffect, useLayoutEffect, useState } from 'react';
import { MissingNotice } from '../ui/missing-notice.tsx';
import { useCommands } from './commands.ts';
import { closePalette, type Opened, openPalette, openShortcuts, useOpened } from './door.ts';
import { keepTypedAhead } from './type-ahead.ts';
import { useShortcuts } from './use-shortcuts.ts';

type Overlays = ComponentType<{ opened: Opened; onClose: () => void }>;
const load = async (): Promise<Overlays> => (await import('./overlays.tsx')).Overlays;

/** Stands in the frame of every page: hears the keys of all commands, and fetches palette and sheet when one of them is asked for. */
export function PaletteDoor() {
  const opened = useOpened();
  const [loaded, setLoaded] = useState<{ Overlays: Overlays } | 'failed' | null>(null);
  useShortcuts();
  useCommands([
    {
      id: 'palette',
      title: 'Search or run an action',
      area: 'Everywhere',
      keys: 'Mod+K',
      run: () => openPalette(),
    },
    { id: 'shortcuts', title: 'Keyboard shortcuts', area: 'Everywhere', keys: '?', run: openShortcuts },
  ]);
  const wanted = opened !== null;
  useEffect(() => {
    if (!wanted) return;
    // A page that was updated since may miss its parts: the page that is open must not fall with them.
    load().then(
      (Overlays) => setLoaded({ Overlays }),
      () => setLoaded('failed'),
    );
  }, [wanted]);
  const awaited = opened?.what === 'palette' && !loaded;
  useLayoutEffect(() => (awaited ? keepTypedAhead() : undefined), [awaited]);
  if (!opened || !loaded) return null;
  if (loaded !== 'failed') return <loaded.Overlays opened={opened} onClose={closePalette} />;
  return <MissingNotice onClose={closePalette} />;
}
