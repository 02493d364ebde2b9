export function revisionsOf(
  recipe: string,
): { created_at: string; created_by: number; message: string | null; name: string; properties: string }[] {
  throw new Error(`There is no recipe "${recipe}".`);
}
