import { Button, Drawer } from '@mantine/core';
import '@mantine/core/styles/Drawer.css';
import { useState } from 'react';
import { type LoggedRequest, requestLog } from '../api/request-log.ts';
import { useRequestLog } from '../api/use-jobs.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Empty } from '../ui/notice.tsx';
import { sizeWords } from '../ui/size-words.ts';
import { curlOf } from './curl.ts';
import styles from './requests-drawer.module.css';

const SHOWN = 100;

/** Every request of this page since it was loaded: what explains a slow, refusing or limiting server. */
export function RequestsDrawer({ onClose }: { onClose: () => void }) {
  const log = useRequestLog();
  const [all, setAll] = useState(false);
  const shown = all ? log : log.slice(0, SHOWN);
  const failed = log.filter(
    ({ status, aborted }) => !aborted && status !== null && (status === 0 || status >= 400),
  ).length;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={760}
      title="Requests made"
      closeButtonProps={{ 'aria-label': 'Close' }}
      // Its `<header>` is no banner of the page.
      attributes={{ header: { role: 'none' } }}
      transitionProps={{ duration: 120 }}
    >
      <div className={styles.head}>
        <span role="status">{`${log.length} since the page was loaded${failed > 0 ? `, ${failed} failed` : ''}`}</span>
        <Button variant="subtle" onClick={requestLog.clear}>
          Clear
        </Button>
      </div>
      {log.length === 0 ? <Empty>No request was made yet.</Empty> : null}
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Requests">
          <thead>
            <tr>
              <th scope="col">Method</th>
              <th scope="col">Path</th>
              <th scope="col">Status</th>
              <th scope="col">Time</th>
              <th scope="col">Size</th>
              <th scope="col">From</th>
              <th scope="col">
                <span className="vx-visually-hidden">Copy</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < log.length ? (
        <Button variant="subtle" onClick={() => setAll(true)}>{`Show all ${log.length}`}</Button>
      ) : null}
    </Drawer>
  );
}

function Line({ entry }: { entry: LoggedRequest }) {
  const { method, url, status, milliseconds, size, cached, aborted } = entry;
  const bad = !aborted && status !== null && (status === 0 || status >= 400);
  const from = cached === null ? (status ? 'not known' : '') : cached ? 'cache' : 'network';
  return (
    <tr data-bad={bad || undefined}>
      <td>{method}</td>
      <th scope="row" title={url}>
        {url}
      </th>
      <td>{status === null ? 'under way' : aborted ? 'cancelled' : status === 0 ? 'no answer' : status}</td>
      <td className={styles.number}>{milliseconds === null ? '' : `${Math.round(milliseconds)} ms`}</td>
      <td className={styles.number}>{size === null ? '' : sizeWords(size)}</td>
      <td>{from}</td>
      <td>
        <CopyButton
          label="Copy as curl, without the token"
          text={() => curlOf(entry, window.location.origin)}
        />
      </td>
    </tr>
  );
}
