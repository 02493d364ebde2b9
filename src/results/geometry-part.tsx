import { Button, useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Notice } from '../ui/notice.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import { Component as Download } from './download-part.tsx';
import styles from './geometry-part.module.css';
import { LinkFailure } from './link-failure.tsx';
import type { PartProps, ResultContext } from './part.ts';
import { colorOf, linkOf, linkParts, listOf, member, numberOf, textOf } from './reading.ts';
import type { Scene, SceneLabel } from './scene.ts';
import { useContent } from './use-content.ts';

/** A model to look at from all sides. Other formats than glTF are files to keep. */
export function Component({ value, context }: PartProps) {
  const inner = member(value, 'geometry') ?? value;
  const link = linkOf(inner) ?? linkOf(value);
  const format = textOf(member(value, 'geometry_type')).toLowerCase() || 'gltf';
  const labels = useMemo(() => listOf(member(value, 'labels')).flatMap(labelOf), [value]);
  if (!link || !linkParts(link)) throw new UndrawableError('The result holds no link to a model.');
  if (format !== 'gltf' && format !== 'glb')
    return (
      <Notice tone="plain" action={<Download value={link} context={context} />}>
        {`The model is in the format ${format}, which is not drawn here.`}
      </Notice>
    );
  return <Linked link={link} labels={labels} context={context} />;
}

/** Labels that are read out with the model. */
const READ_OUT = 20;

function labelOf(label: JsonValue): SceneLabel[] {
  const [x, y, z] = ['x', 'y', 'z'].map((name) => numberOf(member(label, name)));
  const lines = member(label, 'text');
  const text =
    (typeof lines === 'string' ? [lines] : listOf(lines).map(textOf)).join('\n') ||
    textOf(member(label, 'html'));
  if (x === undefined || y === undefined || z === undefined || text === '') return [];
  return [{ x, y, z, text, color: colorOf(member(label, 'color')) }];
}

function Linked({ link, labels, context }: { link: string; labels: SceneLabel[]; context: ResultContext }) {
  const content = useContent(link);
  if (content.state === 'failed')
    return <LinkFailure {...{ link, context }} error={content.error} what="The model" />;
  if (content.state === 'pending') return <BoneRows count={6} label="Loading the model" />;
  return <Model blob={content.blob} labels={labels} label={context.label} />;
}

function Model({ blob, labels, label }: { blob: Blob; labels: SceneLabel[]; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const scene = useRef<Scene | null>(null);
  const scheme = useComputedColorScheme('light');
  const [problem, setProblem] = useState<Error | null>(null);
  const [ready, setReady] = useState(false);
  if (problem) throw problem;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's colours are read anew when the scheme changes
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const [bytes, { openScene }] = await Promise.all([blob.arrayBuffer(), import('./scene.ts')]);
      if (gone || !place.current) return;
      const opened = await openScene(place.current, bytes, labels);
      if (gone) opened.close();
      else {
        scene.current = opened;
        setReady(true);
      }
    };
    open().catch(
      (error: unknown) => !gone && setProblem(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      gone = true;
      scene.current?.close();
      scene.current = null;
    };
  }, [blob, labels, scheme]);
  return (
    <div className={styles.frame}>
      <div
        ref={place}
        className={styles.scene}
        role="img"
        aria-label={[
          `Model of ${label}. Arrow keys turn, plus and minus zoom, 0 shows all`,
          ...labels.slice(0, READ_OUT).map(({ text }) => text),
        ].join('. ')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned by keyboard
        tabIndex={0}
        onKeyDown={(event) => {
          if (scene.current?.press(event.key)) event.preventDefault();
        }}
      />
      <div className={styles.tools}>
        {ready ? (
          <span>Drag turns, wheel zooms, right drag moves; arrows, +, − and 0 by keyboard</span>
        ) : (
          <span>Loading the model</span>
        )}
        <Button variant="subtle" onClick={() => scene.current?.press('0')}>
          Show all
        </Button>
      </div>
    </div>
  );
}
