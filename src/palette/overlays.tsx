import type { Opened } from './door.ts';
import { Palette } from './palette.tsx';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';

/** The palette or the sheet of shortcuts: one chunk, fetched when the first of them is opened. */
export function Overlays({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  return opened.what === 'palette' ? (
    <Palette text={opened.text} onClose={onClose} />
  ) : (
    <ShortcutsSheet area={opened.area} onClose={onClose} />
  );
}
