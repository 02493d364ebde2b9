import type { SaveRequest, SaverPorts } from '../save-types.ts';
import { type OneEntityServer, paramsOf } from './one-entity-server.ts';

export const ME = 1;
export const THEM = 2;

/** What {@link ME} saves with; some of it may be faulty. */
export function portsOf(server: OneEntityServer, faults: Partial<SaverPorts> = {}): SaverPorts {
  return {
    readHead: async () => server.read(),
    write: async (params, message, onto) => server.put(ME, params, message, onto),
    readNewest: async (count) => server.newest(count),
    ...faults,
  };
}

export const edit = (base: string, edited: string, more: Partial<SaveRequest> = {}): SaveRequest => ({
  base: paramsOf(base),
  params: paramsOf(edited),
  message: '',
  ...more,
});
