import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import { columnLabel, type EntityRow, valueIn } from '../columns/column.ts';
import { saveBlob } from '../ui/save-blob.ts';
import { writeSheet } from '../workers/sheet.ts';
import { slicer } from '../workers/slicer.ts';
import styles from './entities-page.module.css';
import { csvLine, sheetCell } from './exports.ts';
import { firstRows, type Table } from './use-table.ts';

const PIECE = 500;

/** The rows that are shown, with their columns, as a file. What is not read yet is read first. */
export function ExportMenu({ workspaceId, table }: { workspaceId: number; table: Table }) {
  const [said, setSaid] = useState('');
  const busy = said.endsWith('…');
  const take = async (format: 'csv' | 'xlsx') => {
    setSaid(`Writing ${format.toUpperCase()}…`);
    try {
      const { count, cut } = await write(format, table, `entities-${workspaceId}`);
      setSaid(`${count.toLocaleString()} rows saved as ${format.toUpperCase()}.${cutWords(cut)}`);
    } catch (error) {
      setSaid(`Not saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const unread = table.state.count - table.state.read;
  const ready = table.state.complete && (!table.local || table.arranged !== null) && !table.arranging;
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconDownload size={14} />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ready ? null : (
            <>
              <Menu.Label>
                {unread > 0
                  ? `${unread.toLocaleString()} rows are not read yet`
                  : 'The rows are being put in order'}
              </Menu.Label>
              <Menu.Item
                disabled={table.state.readingAll || table.state.complete}
                onClick={() => void table.store.readAll()}
              >
                Read all rows
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item disabled={!ready || busy} onClick={() => void take('csv')}>
            CSV
          </Menu.Item>
          <Menu.Item disabled={!ready || busy} onClick={() => void take('xlsx')}>
            Excel (XLSX)
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={styles.said} role="status">
        {said}
      </span>
    </>
  );
}

/** What of the texts is missing in the file. */
function cutWords(cut: number): string {
  if (cut === 0) return '';
  const texts = cut === 1 ? '1 text is' : `${cut.toLocaleString()} texts are`;
  return ` ${texts} longer than a cell of a spreadsheet holds, and cut off there: CSV has all of it.`;
}

/** Resolves to the number of rows written, and of texts that a cell could not hold. */
async function write(
  format: 'csv' | 'xlsx',
  table: Table,
  name: string,
): Promise<{ count: number; cut: number }> {
  const { store, columns, names, arranged, state } = table;
  const sample = firstRows(store, 400);
  const head = columns.map((column) => columnLabel(column, sample));
  const order = arranged?.order ?? Array.from({ length: state.count }, (_, at) => at);
  const valuesAt = (at: number): (JsonValue | undefined)[] => {
    const row: EntityRow | undefined = store.rowAt(at);
    return columns.map((column) => row && valueIn(row, column, names));
  };
  if (format === 'xlsx') {
    const pieces = function* () {
      for (let start = 0; start < order.length; start += PIECE)
        yield order.slice(start, start + PIECE).map((at) => valuesAt(at).map(sheetCell));
    };
    const { file, cut } = await writeSheet(head, pieces());
    saveBlob(file, `${name}.xlsx`);
    return { count: order.length, cut };
  }
  const rest = slicer();
  // The mark tells Excel that the text is UTF-8.
  const parts: string[] = [`\ufeff${csvLine(head)}\r\n`];
  for (const at of order) {
    const pause = rest();
    if (pause) await pause;
    parts.push(`${csvLine(valuesAt(at))}\r\n`);
  }
  saveBlob(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
  return { count: order.length, cut: 0 };
}
