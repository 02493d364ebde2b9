import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type JsonValue, printJson } from '../../contract/json.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { saveBlob } from '../ui/save-blob.ts';
import styles from './raw.module.css';
import { startOf } from './reading.ts';

const SHOWN = 100_000;

/** A result as it came, numbers in their own spelling. Of a large one the start is shown, and all of it can be kept: it is printed when somebody asks for it. */
export function Raw({ value, name }: { value: JsonValue; name: string }) {
  const shown = useMemo(() => printJson(startOf(value, SHOWN), { indent: 2 }), [value]);
  const cut = shown.length > SHOWN;
  const text = () => (cut ? printJson(value, { indent: 2 }) : shown);
  return (
    <div className={styles.raw}>
      <div className={styles.tools}>
        <span>
          {cut
            ? `The first ${SHOWN.toLocaleString()} characters of it; copied and downloaded is all of it`
            : 'As it came'}
        </span>
        <CopyButton label="Copy as JSON" text={text} />
        <Button
          variant="subtle"
          leftSection={<IconDownload size={14} />}
          onClick={() => saveBlob(new Blob([text()], { type: 'application/json' }), `${name}.json`)}
        >
          Download JSON
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {cut ? `${shown.slice(0, SHOWN)}…` : shown}
      </pre>
    </div>
  );
}
