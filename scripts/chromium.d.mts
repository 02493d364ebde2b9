export const chromiumFlags: string[];
export function findChromium(log?: (line: string) => void): Promise<{ path: string; says: string } | null>;
