export function ensureBuilt(options?: { prepareDatabase?: boolean }): Promise<void>;
