/**
 * The nearest known name to one that nobody knows, for error messages. Distance: Levenshtein (1966), one row at a
 * time; names are short, so the quadratic cost does not matter.
 */

export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitution = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** Whether two names differ by two letters next to each other that changed places: one slip, if two edits. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

/** The known name within a third of the length of `name`, rounded, but at least one edit, or undefined; ties go to the first. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.round(name.length / 3)) + 1;
  for (const candidate of known) {
    const [one, other] = [name.toLowerCase(), candidate.toLowerCase()];
    const distance = isSwapped(one, other) ? 1 : editDistance(one, other);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A name that is not among those known. */
export interface Slip {
  readonly name: string;
  readonly known: readonly string[];
}

/** The likely cause of a wrong name: a slip where a known one is close, else `otherwise`. */
export function slip({ name, known }: Slip, otherwise: string): string {
  const closest = closestName(name, known);
  return closest === undefined ? otherwise : `a slip of the keyboard: did you mean "${closest}"?`;
}

/** The remedy for a wrong name: the names there are, `otherwise` when there are none. */
export function oneOfThese(known: readonly string[], otherwise: string): string {
  return known.length === 0 ? otherwise : `use one of: ${known.join(", ")}`;
}
