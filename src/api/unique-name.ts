/** A name that nothing else makes, in no other tab either; without `crypto.randomUUID` on pages that came over plain HTTP. */
export function uniqueName(): string {
  return crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
