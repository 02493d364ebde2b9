import { useState } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import buttons from '../ui/button.module.css';
import styles from './save-bar.module.css';

/** Puts the params as they are edited into the clipboard, so that they outlive an entity that is gone. */
export function CopyParams({
  params,
  label = 'Copy params as JSON',
}: {
  params: () => JsonObject;
  label?: string;
}) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(printJson(params()));
      setSaid('Copied');
    } catch {
      setSaid('The browser refused. The JSON tab holds the text: select and copy it there.');
    }
  };
  return (
    <>
      <button type="button" className={buttons.plain} onClick={() => void copy()}>
        {label}
      </button>
      <span role="status" className={styles.count}>
        {said}
      </span>
    </>
  );
}
