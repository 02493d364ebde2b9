/** The signs that the font has. */
export const signs: string[];

/** The font's file, as a browser reads it. */
export function drawFont(): Buffer;

/** How a font's file draws each of the signs; '' where it has none. */
export function outlinesIn(file: Buffer): string[];
