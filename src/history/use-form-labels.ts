import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { type FormLabels, formLabels } from '../fields/form-labels.ts';
import type { FormSpec, SpecNode } from '../fields/form-spec.ts';
import { readForm } from '../fields/read-form.ts';

export interface KnownForm {
  labels: FormLabels;
  /** Pointer patterns of lists whose order means nothing: fields with several choices. */
  sets: readonly string[];
}

/**
 * The app's form for the params of an entity as they are now; `undefined` until it is here, and where there is none. Nothing waits for it. Unless it is `wanted` it
 * is not asked for: what another part of the page has had answered is used.
 */
export function useFormLabels(
  workspaceId: number,
  entity: Entity | undefined,
  wanted: boolean,
): KnownForm | undefined {
  const workspace = useQuery({ ...workspaceQueries.getWorkspace(workspaceId), enabled: wanted });
  const params = entity?.properties ?? undefined;
  const asked = useMemo(() => (params ? askedParams(params) : NOTHING), [params]);
  const isPublic = workspace.data?.visibility === 'PUBLIC';
  const { data } = useQuery({
    ...parametrizationQueries.resolve(workspaceId, entity?.id ?? 0, asked, isPublic),
    enabled: wanted && params !== undefined && workspace.data !== undefined,
  });
  return useMemo(() => {
    const form = data === undefined ? undefined : readForm(data);
    return form?.nodes.length ? { labels: formLabels(form), sets: setsOf(form) } : undefined;
  }, [data]);
}

const NOTHING = { text: '{}', key: '' };

/** Lists that a form fills with several choices, references or files: people do not order them. */
const SETS = new Set(['multiselect', 'entities', 'files']);

function setsOf(form: FormSpec): string[] {
  const found: string[] = [];
  const visit = (nodes: readonly SpecNode[], above: string): void => {
    for (const node of nodes) {
      if (node.node === 'container') visit(node.content, above);
      else if (node.node === 'field') {
        const steps = node.name.split('.').map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'));
        const pattern = `${above}/${steps.join('/')}`;
        if (SETS.has(node.kind)) found.push(pattern);
        visit(node.rows ?? [], `${pattern}/*`);
      }
    }
  };
  visit(form.nodes, '');
  return found;
}
