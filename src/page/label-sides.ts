/**
 * On which side of its step a label stands, and how far up or down: where fewer arrows come and go, away from the edges of the
 * diagram, and not between two steps that are next to each other.
 */
import type { NodeAt } from "./diagram-shapes.ts";
import type { Story } from "./story.ts";

export interface SidesOptions {
  readonly isWide: boolean;
  /** By lane, its place from the left. */
  readonly placeOf: ReadonlyMap<number, number>;
  readonly rowOf: (at: number) => number;
  /** By row, the steps on it. */
  readonly nodesAt: ReadonlyMap<number, readonly number[]>;
}

export interface LabelSide {
  readonly side: NodeAt["side"];
  readonly shift: number;
}

export function labelSides(
  { path, plan, drawn, order }: Story,
  { isWide, placeOf, rowOf, nodesAt }: SidesOptions,
): readonly LabelSide[] {
  const last = order.length - 1;
  const place = (at: number) => placeOf.get(plan.of[at] as number) as number;
  return path.steps.map((_, at) => {
    const side = sideOf(at);
    return { side, shift: shiftOf(at, side) };
  });

  /** Beside arrows that go down a label stands higher, beside those that come from above lower. */
  function shiftOf(at: number, side: NodeAt["side"]): number {
    if (side === "above") return 0;
    const isThere = (other: number) => (side === "left" ? place(other) < place(at) : place(other) > place(at));
    const goes = drawn.arrows.some(({ from, to }) => from === at && isThere(to));
    const comes =
      drawn.arrows.some(({ from, to }) => to === at && isThere(from)) ||
      drawn.sources.some(
        ({ lane, to }) =>
          to === at &&
          (side === "left" ? (placeOf.get(lane) as number) < place(at) : (placeOf.get(lane) as number) > place(at)),
      );
    return goes === comes ? 0 : goes ? -7 : 9;
  }

  function sideOf(at: number): NodeAt["side"] {
    if (!isWide) return "above";
    const own = place(at);
    let [toLeft, toRight] = [0, 0];
    const count = (other: number, weight: number) => {
      if (other < own) toLeft += weight;
      else if (other > own) toRight += weight;
    };
    for (const { from, to } of drawn.arrows) {
      if (from === at) count(place(to), 1);
      if (to === at) count(place(from), 1);
    }
    for (const { lane, to } of drawn.sources) if (to === at) count(placeOf.get(lane) as number, 1);
    for (const { lane, from } of drawn.touches) if (from === at) count(placeOf.get(lane) as number, 3);
    if (own === 0 && last > 0) toLeft -= 1.5;
    if (own === last && last > 0) toRight -= 1.5;
    for (const other of nodesAt.get(rowOf(at)) ?? []) if (Math.abs(place(other) - own) === 1) count(place(other), 0.4);
    return toLeft < toRight ? "left" : "right";
  }
}
