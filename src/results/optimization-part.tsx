import { useMemo, useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { DataTable } from './data-table.tsx';
import { Component as Image } from './image-part.tsx';
import type { PartProps } from './part.ts';
import { Proposal } from './set-params-part.tsx';
import { readVariants } from './variants.ts';

/** Variants that an optimisation found: sorted and filtered as a table, one at a time compared with the params now and staged. */
export function Component({ value, context }: PartProps) {
  const variants = useMemo(() => readVariants(value), [value]);
  const [chosen, setChosen] = useState<number | null>(null);
  const params = chosen === null ? undefined : variants.params[chosen];
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <DataTable
        table={variants.table}
        label={`Variants of ${context.label}`}
        choosing={{ chosen, choose: setChosen }}
      />
      {chosen !== null ? (
        <section aria-label={`Variant ${chosen + 1}`}>
          <h4 style={{ margin: '0 0 6px' }}>{`Variant ${chosen + 1} against the params now`}</h4>
          {params ? (
            <Proposal
              key={chosen}
              context={context}
              reason={`Variant ${chosen + 1} of “${context.label}”.`}
              name={['variant', context.entityId, context.label, chosen]}
              change={() => params}
            />
          ) : (
            <Notice tone="warn">The result does not give the params of this variant.</Notice>
          )}
        </section>
      ) : null}
      {variants.image !== undefined ? <Image value={variants.image} context={context} /> : null}
    </div>
  );
}
