/**
 * The order of lanes in which few arrows cross and few pass over a step of somebody else: all orders of up to seven lanes,
 * of more those that swapping neighbours leads to. Equal ones: the declared order first.
 */

/** An arrow between two lanes, from one row to a later one. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

export interface NodePlace {
  readonly lane: number;
  readonly row: number;
}

const ALL_ORDERS = 7;

/** The lanes, from left to right. */
export function orderedLanes(count: number, spans: readonly Span[], nodes: readonly NodePlace[]): number[] {
  const cross = spans.filter(({ from, to }) => from !== to);
  const declared = Array.from({ length: count }, (_, lane) => lane);
  const cost = (order: readonly number[]) => costOf(order, cross, nodes);
  if (count <= ALL_ORDERS && cross.length <= 60) {
    let best = declared;
    let least = cost(declared);
    for (const order of permutations(declared)) {
      const each = cost(order);
      if (each < least) [best, least] = [order, each];
    }
    return best;
  }
  let order = declared;
  let least = cost(order);
  for (let round = 0; round < count; round++) {
    let better = false;
    for (let at = 0; at + 1 < count; at++) {
      const next = [...order];
      [next[at], next[at + 1]] = [next[at + 1] as number, next[at] as number];
      const each = cost(next);
      if (each < least) {
        [order, least] = [next, each];
        better = true;
      }
    }
    if (!better) break;
  }
  return order;
}

/** Lengths count a little, crossings and steps passed over count much. */
function costOf(order: readonly number[], spans: readonly Span[], nodes: readonly NodePlace[]): number {
  const at: number[] = [];
  order.forEach((lane, place) => {
    at[lane] = place;
  });
  const placed = spans.map(({ from, to, top, bottom }) => ({
    x1: at[from] as number,
    x2: at[to] as number,
    top,
    bottom,
  }));
  let cost = 0;
  placed.forEach((one, index) => {
    const { x1, x2, top, bottom } = one;
    cost += Math.abs(x1 - x2);
    for (const { lane, row } of nodes) {
      const x = at[lane] as number;
      if (x <= Math.min(x1, x2) || x >= Math.max(x1, x2)) continue;
      const y = top + ((x - x1) / (x2 - x1)) * (bottom - top);
      if (Math.abs(y - row) < 0.35) cost += 4;
    }
    if (placed.length > 200) return;
    for (let other = index + 1; other < placed.length; other++)
      if (crosses(one, placed[other] as typeof one)) cost += 2;
  });
  return cost;
}

interface Line {
  readonly x1: number;
  readonly x2: number;
  readonly top: number;
  readonly bottom: number;
}

function crosses(one: Line, other: Line): boolean {
  const top = Math.max(one.top, other.top);
  const bottom = Math.min(one.bottom, other.bottom);
  if (top >= bottom) return false;
  const x = ({ x1, x2, top, bottom }: Line, y: number) => x1 + ((y - top) / (bottom - top || 1)) * (x2 - x1);
  return (x(one, top) - x(other, top)) * (x(one, bottom) - x(other, bottom)) < 0;
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length <= 1) {
    yield [...items];
    return;
  }
  for (const [at, item] of items.entries())
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)])) yield [item, ...rest];
}
