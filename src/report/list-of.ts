/** Names in a sentence: `a`, `a and b`, `a, b and c`. One at least. */
export function listOf(names: readonly string[]): string {
  const last = names.at(-1) as string;
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
