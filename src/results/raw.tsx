import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import { LargePart, LargeResult } from '../api/large-result.ts';
import { BoneRows } from '../ui/bone.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import { saveBlob } from '../ui/save-blob.ts';
import { identityOf } from './identity.ts';
import { KEPT } from './kept.ts';
import { indented, laidOut } from './laid-out.ts';
import styles from './raw.module.css';
import { TextView } from './text-view.tsx';
import { useLargeReader } from './use-large-reader.ts';

/** More characters are drawn where one looks. */
const WHOLE = 100_000;

/** A result as it came, numbers in their own spelling. */
export function Raw({ value, name }: { value: JsonValue | LargePart | LargeResult; name: string }) {
  if (value instanceof LargePart || value instanceof LargeResult)
    return <LargeRaw text={value.text} name={name} />;
  return <SmallRaw value={value} name={name} />;
}

function SmallRaw({ value, name }: { value: JsonValue; name: string }) {
  const text = useMemo(() => indented(value), [value]);
  const rows = useMemo(() => (text.length > WHOLE ? laidOut(text) : null), [text]);
  return (
    <div className={styles.raw}>
      <Tools name={name} text={() => text} file={() => new Blob([text], { type: 'application/json' })} />
      {rows ? (
        <TextView of={identityOf(rows)} count={rows.count} read={rows.read} label={`JSON of ${name}`} />
      ) : (
        <PlainText text={text} />
      )}
    </div>
  );
}

/** A large one is laid out in a worker. What is downloaded is the text as it came, byte for byte. */
function LargeRaw({ text, name }: { text: Blob; name: string }) {
  const reader = useLargeReader(text);
  const { data, error } = useQuery({
    queryKey: ['large', reader?.id, 'text'],
    queryFn: async () => (await reader?.ask('openText', {})) ?? null,
    enabled: reader !== null,
    ...KEPT,
  });
  return (
    <div className={styles.raw}>
      <Tools
        name={name}
        words={`${text.size.toLocaleString()} bytes, drawn where you look`}
        file={() => text.slice(0, text.size, 'application/json')}
      />
      {error ? <Notice tone="bad">{error.message}</Notice> : null}
      {!data && !error ? <BoneRows count={12} label="Laying out the JSON" /> : null}
      {data && reader ? (
        <TextView
          of={reader.id}
          count={data.rows}
          read={async (from, to) => (await reader.ask('lines', { from, to })).lines}
          label={`JSON of ${name}`}
        />
      ) : null}
    </div>
  );
}

function Tools({
  name,
  words = 'As it came',
  text,
  file,
}: {
  name: string;
  words?: string;
  text?: () => string;
  file: () => Blob;
}) {
  return (
    <div className={styles.tools}>
      <span>{words}</span>
      {text ? <CopyButton label="Copy as JSON" text={text} /> : null}
      <Button
        variant="subtle"
        leftSection={<IconDownload size={14} />}
        onClick={() => saveBlob(file(), `${name}.json`)}
      >
        Download JSON
      </Button>
    </div>
  );
}
