/**
 * A cheapest set of places with one at least of each of some sets: branch and bound, on the smallest set that is not hit yet.
 * Deterministic: of equally cheap ones the first found, places in ascending order of weight and number. Exact, unless it
 * takes more than so many looks at a set: then the best found.
 */
const LOOKS = 100_000;

export function hittingSet(sets: readonly (readonly number[])[], weight: (place: number) => number): readonly number[] {
  const inOrder = minimal(sets).map((set) => [...set].sort((a, b) => weight(a) - weight(b) || a - b));
  let best: readonly number[] = greedy(inOrder, weight);
  let bestCost = cost(best, weight);
  let left = LOOKS;
  const chosen = new Set<number>();
  const refused = new Set<number>();
  const search = (paid: number): void => {
    if (left <= 0 || paid + 1e-9 >= bestCost) return;
    left -= inOrder.length;
    let smallest: readonly number[] | null = null;
    for (const set of inOrder) {
      if (set.some((place) => chosen.has(place))) continue;
      const open = set.filter((place) => !refused.has(place));
      if (open.length === 0) return;
      if (smallest === null || open.length < smallest.length) smallest = open;
    }
    if (smallest === null) {
      best = [...chosen];
      bestCost = paid;
      return;
    }
    // What was tried is not tried again beside the next: each choice is met once.
    const tried: number[] = [];
    for (const place of smallest) {
      chosen.add(place);
      search(paid + weight(place));
      chosen.delete(place);
      refused.add(place);
      tried.push(place);
    }
    for (const place of tried) refused.delete(place);
  };
  search(0);
  return [...best].sort((a, b) => a - b);
}

/** Those of which no other one is a part. */
function minimal(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const bySize = [...sets].sort((a, b) => a.length - b.length);
  const kept: (readonly number[])[] = [];
  for (const set of bySize) {
    const has = new Set(set);
    if (!kept.some((other) => other.every((place) => has.has(place)))) kept.push(set);
  }
  return kept;
}

/** What hits most of what is left, for its weight. */
function greedy(sets: readonly (readonly number[])[], weight: (place: number) => number): readonly number[] {
  const chosen: number[] = [];
  let open = sets;
  while (open.length > 0) {
    const counts = new Map<number, number>();
    for (const set of open) for (const place of set) counts.set(place, (counts.get(place) ?? 0) + 1);
    const [place] = [...counts].reduce((best, each) =>
      each[1] / weight(each[0]) > best[1] / weight(best[0]) ? each : best,
    );
    chosen.push(place);
    open = open.filter((set) => !set.includes(place));
  }
  return chosen;
}

function cost(places: readonly number[], weight: (place: number) => number): number {
  return places.reduce((sum, place) => sum + weight(place), 0);
}
