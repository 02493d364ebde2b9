import type { Entity } from '../../../contract/entity.ts';
import { printJson } from '../../../contract/json/printing.ts';
import { readJson } from '../../../contract/json/reading.ts';
import type { JsonObject } from '../../../contract/json/value.ts';
import type { EntityRevision } from '../../../contract/revision.ts';
import { ApiError } from '../../api/http.ts';

export const paramsOf = (text: string) => readJson(text) as JsonObject;

interface StoredRevision {
  id: number;
  text: string;
  by: number;
  message: string | null;
}

/** A server with one entity that keeps the last write, as VIKTOR does; with `checks` it refuses a write that does not stand on the newest revision. */
export class OneEntityServer {
  readonly revisions: StoredRevision[];
  readonly requests: string[] = [];
  private readonly checks: boolean;

  constructor(text: string, { checks = false } = {}) {
    this.revisions = [{ id: 1, text, by: 0, message: null }];
    this.checks = checks;
  }

  get head(): StoredRevision {
    return this.revisions.at(-1) as StoredRevision;
  }

  get text(): string {
    return this.head.text;
  }

  read(): Entity {
    this.requests.push('GET entity');
    return this.entity();
  }

  put(by: number, params: JsonObject, message: string, onto?: Entity): Entity {
    this.requests.push('PUT entity');
    if (this.checks && onto?.revision_id && onto.revision_id !== this.head.id)
      throw new ApiError('Somebody saved in the meantime.', { kind: 'refused', status: 412 });
    this.revisions.push({ id: this.head.id + 1, text: printJson(params), by, message: message || null });
    return this.entity();
  }

  newest(count: number): EntityRevision[] {
    this.requests.push(`GET revisions ${count}`);
    return this.revisions
      .slice(-count)
      .reverse()
      .map(({ id, text, by, message }) => ({
        id,
        params: paramsOf(text),
        created_date: null,
        created_by: by,
        message,
        name: 'E',
      }));
  }

  private entity(): Entity {
    const { id, text, by } = this.head;
    return {
      id: 1,
      name: 'E',
      entity_type: 1,
      actions: null,
      properties: paramsOf(text),
      updated_at: String(id),
      last_updated_by: by,
      ...(this.checks ? { revision_id: id } : {}),
    } as Entity;
  }
}
