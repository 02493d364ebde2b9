import { useState } from 'react';
import type { FormLabels } from '../fields/form-labels.ts';
import type { Comparison } from '../params/comparison.ts';
import buttons from '../ui/button.module.css';
import { copyText } from '../ui/clipboard.ts';
import { isMissingPart, missingPart } from '../ui/missing-part.ts';
import { saveBlob } from '../ui/save-blob.ts';
import styles from './export-menu.module.css';
import { csv, markdown } from './exports.ts';
import { jsonPatch, python } from './json-patch.ts';

interface Format {
  name: string;
  file: string;
  title: string;
  make: (comparison: Comparison) => string;
}

/** The comparison to take along: copied, or saved as a file where the browser does not let a page copy. */
export function ExportMenu({
  comparison,
  title,
  names,
  labels,
  entity,
}: {
  comparison: Comparison;
  title: string;
  /** Of the two sides. */
  names: { left: string; right: string };
  labels: FormLabels | undefined;
  entity: { workspaceId: number; entityId: number };
}) {
  const [said, setSaid] = useState('');
  const formats: Format[] = [
    {
      name: 'Markdown',
      file: 'changes.md',
      title: 'A table of the changes shown',
      make: (of) => markdown(of, title),
    },
    { name: 'CSV', file: 'changes.csv', title: 'One line for each change shown', make: csv },
    {
      name: 'JSON Patch',
      file: 'changes.json',
      title: 'RFC 6902: all that leads from the old params to the new ones, hidden or not',
      make: jsonPatch,
    },
    {
      name: 'Python',
      file: 'changes.py',
      title: 'viktor.api_v1: makes all of these changes to the params and saves them',
      make: (of) => python(of, entity),
    },
  ];
  const take = async ({ name, file, make }: Format) => {
    const text = make(comparison);
    if (await copyText(text)) return `Copied as ${name}.`;
    save(text, file);
    return `The browser does not let this page copy: saved as ${file}.`;
  };
  const report = async () => {
    const { htmlReport } = await import('./report.ts');
    const facts = { title, from: names.left, to: names.right, made: new Date().toLocaleString() };
    save(htmlReport(comparison, facts, labels), 'changes.html', 'text/html');
    return 'Saved as changes.html.';
  };
  const tell = (making: Promise<string>) =>
    void making.then(setSaid, (error: unknown) => setSaid(`Not made: ${failureWords(error)}`));
  return (
    <fieldset className={styles.formats}>
      <legend className="vx-visually-hidden">Copy the changes</legend>
      <span aria-hidden="true">Copy as</span>
      {formats.map((format) => (
        <button
          key={format.name}
          type="button"
          className={buttons.quiet}
          title={format.title}
          aria-label={`Copy as ${format.name}`}
          onClick={() => tell(take(format))}
        >
          {format.name}
        </button>
      ))}
      <button
        type="button"
        className={buttons.quiet}
        title="One file that opens anywhere, offline, and prints"
        onClick={() => tell(report())}
      >
        Save as HTML report
      </button>
      <span role="status">{said}</span>
    </fieldset>
  );
}

function failureWords(error: unknown): string {
  if (isMissingPart(error)) return missingPart;
  return error instanceof Error ? error.message : String(error);
}

function save(text: string, file: string, type = 'text/plain'): void {
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), file);
}
