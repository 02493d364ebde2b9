import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { EntityType } from '../../contract/entity-type.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { fileMutations } from '../api/files.ts';
import { fileObjection } from '../fields/file-objection.ts';

/** The file that a new entity is made of: chosen, sent once however often the entity's name is refused after that, and let go with the dialog. */
export function useFileContent(workspaceId: number) {
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const sent = useRef<{ file: File; typeId: number; params: JsonObject } | null>(null);
  const sending = useRef<AbortController | null>(null);
  const { mutateAsync } = useMutation(fileMutations.uploadForType());
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      sending.current?.abort();
    };
  }, []);
  return {
    file,
    problem,
    /** From 0 to 1 while it is sent. */
    part,
    choose(chosen: File) {
      setFile(chosen);
      setProblem(null);
    },
    /** Whether there is a file that the type takes; the reason why not is shown. */
    check(type: EntityType): boolean {
      const wrong = file ? objection(file, type) : 'Choose the file that the entity is made of.';
      setProblem(wrong ?? null);
      return wrong === undefined;
    },
    /** Params of the entity, after the file was sent; undefined when that was stopped. Rejects with the reason. */
    async send(typeId: number): Promise<JsonObject | undefined> {
      if (!file) return undefined;
      if (sent.current?.file === file && sent.current.typeId === typeId) return sent.current.params;
      const control = new AbortController();
      sending.current = control;
      setPart(0);
      try {
        const params = await mutateAsync({
          workspaceId,
          typeId,
          file,
          onProgress: setPart,
          signal: control.signal,
        });
        if (control.signal.aborted) return undefined;
        sent.current = { file, typeId, params };
        return params;
      } catch (error) {
        if (control.signal.aborted) return undefined;
        throw error;
      } finally {
        setPart(null);
      }
    },
    stop: () => sending.current?.abort(),
    /** Whether the dialog was closed in the meantime. */
    isGone: () => gone.current,
  };
}

export type FileContent = ReturnType<typeof useFileContent>;

function objection(file: File, { file_constraints: said }: EntityType): string | undefined {
  if (file.size === 0) return `“${file.name}” is empty.`;
  return fileObjection(
    file,
    { extensions: said?.file_types ?? [], maxBytes: said?.max_size ?? undefined },
    'this type',
  );
}
