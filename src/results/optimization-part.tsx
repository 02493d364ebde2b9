import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import { Notice } from '../ui/notice.tsx';
import { DataTable } from './data-table.tsx';
import { Component as Image } from './image-part.tsx';
import type { PartProps, ResultContext } from './part.ts';
import { applyPatch } from './patch.ts';
import { Proposal } from './set-params-part.tsx';
import type { Choosing } from './table-rows.tsx';
import { readVariants } from './variants.ts';

/** Variants that an optimisation found: sorted and filtered as a table, one at a time compared with the params now and staged. */
export function Component({ value, context }: PartProps) {
  const variants = useMemo(() => readVariants(value), [value]);
  return (
    <Variants
      table={(choosing) => (
        <DataTable table={variants.table} label={`Variants of ${context.label}`} choosing={choosing} />
      )}
      variant={(at) => <Variant {...{ at, context }} params={variants.params[at]} />}
      image={variants.image === undefined ? null : <Image value={variants.image} context={context} />}
    />
  );
}

/** A table of variants, and the one that is chosen below it. */
export function Variants({
  table,
  variant,
  image,
}: {
  table: (choosing: Choosing) => ReactNode;
  variant: (at: number) => ReactNode;
  image: ReactNode;
}) {
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      {table({ chosen, choose: setChosen })}
      {chosen !== null ? (
        <section key={chosen} aria-label={`Variant ${chosen + 1}`}>
          <h4 style={{ margin: '0 0 6px' }}>{`Variant ${chosen + 1} against the params now`}</h4>
          {variant(chosen)}
        </section>
      ) : null}
      {image}
    </div>
  );
}

/** What would change with the params of a variant: apps give all of them, or only those that they varied. */
export function Variant({
  at,
  params,
  context,
}: {
  at: number;
  params: JsonObject | undefined;
  context: ResultContext;
}) {
  const change = useCallback((now: JsonObject) => (params ? applyPatch(now, params) : now), [params]);
  if (!params) return <Notice tone="warn">The result does not give the params of this variant.</Notice>;
  return <Proposal context={context} reason={`Variant ${at + 1} of “${context.label}”.`} change={change} />;
}
