import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { entityQueries } from '../api/entities.ts';
import { readAgain } from '../api/retry.ts';
import { saveBlob } from '../ui/save-blob.ts';
import styles from './marks-bar.module.css';

/** The marked entities with their params as one JSON file, numbers spelled as they are stored; read at this moment. */
export function ExportMarked({ workspaceId: w, entities }: { workspaceId: number; entities: Entity[] }) {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const write = useMutation({
    mutationFn: async () => {
      const lines: string[] = [];
      let without = 0;
      for (const [index, { id }] of entities.entries()) {
        const entity = await readAgain(() => client.fetchQuery(entityQueries.getEntityNow(w, id)));
        const { name, entity_type_name: type } = entity;
        if (!entity.properties) without += 1;
        const params = entity.properties ? printJson(entity.properties) : 'null';
        lines.push(
          `{"id":${id},"name":${JSON.stringify(name)},"type":${JSON.stringify(type ?? null)},"params":${params}}`,
        );
        setDone(index + 1);
      }
      const text = `[\n${lines.join(',\n')}\n]\n`;
      saveBlob(new Blob([text], { type: 'application/json' }), `entities-${w}.json`);
      return without;
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => write.isPending || write.mutate()}>
        {write.isPending ? `Reading ${done} of ${entities.length}…` : 'Export'}
      </Button>
      {write.data ? (
        <span role="status">
          Exported; of {write.data.toLocaleString()} the server gave no params, which are null there.
        </span>
      ) : null}
      {write.error ? (
        <span role="alert" className={styles.problem}>
          Nothing was exported: {write.error.message}
        </span>
      ) : null}
    </>
  );
}
