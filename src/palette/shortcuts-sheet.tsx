import '@mantine/core/styles/Switch.css';
import { Button, Switch } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/key-caps.tsx';
import { setSingleKeys, singleKeysOn, subscribeSingleKeys } from '../ui/keys.ts';
import { type Command, useAllCommands } from './commands.ts';
import styles from './shortcuts-sheet.module.css';

/** Every key that does something here, those of the part that had the focus first, and the switch for keys without modifier. */
export function ShortcutsSheet({ area, onClose }: { area: string | undefined; onClose: () => void }) {
  const areas = byArea(useAllCommands(), area);
  const on = useSyncExternalStore(subscribeSingleKeys, singleKeysOn);
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      <div className={styles.areas}>
        {areas.map(([name, commands]) => (
          <section key={name} aria-labelledby={`keys-${name}`} className={styles.area}>
            <h3 id={`keys-${name}`}>{name}</h3>
            <dl className={styles.list}>
              {commands.map((command) => (
                <div key={command.id}>
                  <dt>
                    {command.title}
                    {command.reason ? <span className={styles.why}> {command.reason}</span> : null}
                  </dt>
                  <dd>{command.keys ? <Keys keys={command.keys} /> : null}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles.foot}>
        <Switch
          label="Keys without Ctrl, Alt or ⌘ act on the page"
          checked={on}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

/** Commands that have a key by area: the focused one first, the keys for everywhere last. */
function byArea(commands: readonly Command[], focused: string | undefined): [string, Command[]][] {
  const areas = new Map<string, Command[]>();
  for (const command of commands) {
    if (!command.keys) continue;
    const list = areas.get(command.area) ?? [];
    if (!list.some(({ id }) => id === command.id)) list.push(command);
    areas.set(command.area, list);
  }
  const rank = (name: string) => (name === focused ? 0 : name === 'Everywhere' ? 2 : 1);
  return [...areas].sort(([a], [b]) => rank(a) - rank(b));
}
