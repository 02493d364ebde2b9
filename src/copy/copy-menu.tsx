import { Button, Menu } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from '../ui/clipboard.ts';
import styles from './copy-menu.module.css';

export interface CopyItem {
  label: string;
  /** A word on what it is for. */
  hint?: string;
  text: () => string;
}

const SHOWN_FOR = 4000;

/** What is on screen, to take along as text in one form or another. Says when the browser does not let a page copy, and then shows the text. */
export function CopyMenu({ items }: { items: () => CopyItem[] }) {
  const [offered, setOffered] = useState<CopyItem[] | null>(null);
  const [said, setSaid] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (said === '' || shown !== null) return;
    const timer = setTimeout(() => setSaid(''), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [said, shown]);
  const copy = async ({ label, text }: CopyItem) => {
    const copied = text();
    const isCopied = await copyText(copied);
    setShown(isCopied ? null : copied);
    setSaid(isCopied ? `${label} copied.` : 'The browser did not allow copying: here is the text.');
  };
  return (
    <div className={styles.place}>
      <Menu
        position="bottom-end"
        opened={offered !== null}
        onChange={(opened) => setOffered(opened ? items() : null)}
      >
        <Menu.Target>
          <Button variant="default" leftSection={<IconCopy size={15} />}>
            Copy as
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          {offered?.map((item) => (
            <Menu.Item key={item.label} onClick={() => void copy(item)}>
              {item.label}
              {item.hint ? <span className={styles.hint}>{item.hint}</span> : null}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <div className={styles.said} data-open={said !== '' || undefined}>
        <span role="status">{said}</span>
        {shown === null ? null : (
          <>
            <textarea
              readOnly
              aria-label="Text to copy"
              value={shown}
              rows={Math.min(12, shown.split('\n').length + 1)}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button
              variant="default"
              onClick={() => {
                setShown(null);
                setSaid('');
              }}
            >
              Close
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
