import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { ancestorIds, cachedEntity, entityKeys } from '../api/entities.ts';
import { serverMode } from '../api/session.ts';
import { type CopyItem, CopyMenu } from '../copy/copy-menu.tsx';
import { curlOf, pythonOf, type Shown } from '../copy/copy-text.ts';
import { fromPointer, toPointer } from '../params/path.ts';
import { paths, tabOfPath } from '../paths.ts';

/** An entity, or what its page shows of it, as a link, id, path, pointer, curl or Python. */
export function CopyAs({ workspaceId, entity }: { workspaceId: number; entity: Entity }) {
  const client = useQueryClient();
  const { pathname, search } = useLocation();
  const field = useLastField(entity.id);
  const items = (): CopyItem[] => {
    const params = client.getQueryData<Entity>(entityKeys.detail(workspaceId, entity.id))?.properties;
    const pointer = tabOfPath(pathname) === 'params' ? field.current : undefined;
    const path = pointer === undefined ? undefined : fromPointer(pointer, params ?? undefined);
    const shown: Shown = path
      ? { what: 'leaf', entityId: entity.id, path }
      : shownBy(pathname, new URLSearchParams(search), entity.id);
    const origin = serverMode() === 'embedded' ? window.location.origin : null;
    const nameOf = (id: number) =>
      (
        cachedEntity(client, workspaceId, id) ??
        client.getQueryData<Entity>(entityKeys.brief(workspaceId, id))
      )?.name ?? `#${id}`;
    const names = [...(ancestorIds(entity) ?? []).map(nameOf), entity.name];
    return [
      { label: 'Link to this page', text: () => window.location.href },
      {
        label: 'Link to the entity',
        text: () => new URL(paths.entity(workspaceId, entity.id), window.location.href).href,
      },
      { label: 'Id', hint: String(entity.id), text: () => String(entity.id) },
      { label: 'Path', hint: names.slice(-2).join(' › '), text: () => names.join(' › ') },
      ...(path ? [{ label: 'JSON pointer', hint: toPointer(path), text: () => toPointer(path) }] : []),
      {
        label: 'Python',
        hint: `viktor.api_v1: ${WORDS[shown.what]}`,
        text: () => pythonOf(workspaceId, shown),
      },
      { label: 'curl', hint: 'with $VIKTOR_TOKEN', text: () => curlOf(origin, workspaceId, shown) },
    ];
  };
  return <CopyMenu items={items} />;
}

const WORDS: Record<Shown['what'], string> = {
  entity: 'the entity and its summary',
  params: 'the saved params',
  leaf: 'this field of the saved params',
  children: 'the children',
  revisions: 'the revisions',
  comparison: 'the params of both revisions',
  types: 'these entities',
  inside: 'these entities',
};

function shownBy(pathname: string, search: URLSearchParams, entityId: number): Shown {
  const tab = tabOfPath(pathname);
  if (tab === 'params') return { what: 'params', entityId };
  if (tab !== 'revisions') return { what: 'entity', entityId };
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  return /^\d+$/.test(from) && /^(\d+|head)$/.test(to)
    ? { what: 'comparison', entityId, from, to }
    : { what: 'revisions', entityId };
}

/** The pointer of the field that had the focus last, on this entity. */
function useLastField(entityId: number) {
  const pointer = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entity has other fields
  useEffect(() => {
    pointer.current = undefined;
    const note = ({ target }: FocusEvent) => {
      const field = target instanceof Element ? target.closest<HTMLElement>('[data-pointer]') : null;
      if (field) pointer.current = field.dataset.pointer;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [entityId]);
  return pointer;
}
