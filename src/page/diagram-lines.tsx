/** What is drawn between lanes: arrows, and lines to what is changed in the same step. */
import type { LineAt, NodeAt } from "./diagram-shapes.ts";
import { colourOf } from "./marks.tsx";

export function ArrowLine({
  line,
  start,
  end,
  dashed = false,
}: {
  readonly line: LineAt;
  readonly start: number;
  readonly end: number;
  readonly dashed?: boolean;
}) {
  const { x1, y1, x2, y2, claim } = line;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [ex, ey] = [x2 - ux * end, y2 - uy * end];
  const colour = dashed ? "var(--ink)" : colourOf(claim);
  return (
    <>
      <path
        class="msg"
        d={`M${x1 + ux * start} ${y1 + uy * start}L${ex} ${ey}`}
        stroke={colour}
        {...(dashed && { "stroke-dasharray": "4 3" })}
      />
      <path
        d={`M${ex + ux * 4} ${ey + uy * 4}L${ex - ux * 5.5 - uy * 3.4} ${ey - uy * 5.5 + ux * 3.4}L${ex - ux * 5.5 + uy * 3.4} ${ey - uy * 5.5 - ux * 3.4}Z`}
        fill={colour}
      />
    </>
  );
}

/** A line to another lane on the same row; over a step that stands between, an arc. */
export function Touch({
  line,
  class: name,
  nodes,
  radius,
}: {
  readonly line: LineAt;
  readonly class: string;
  readonly nodes: readonly NodeAt[];
  readonly radius: number;
}) {
  const { x1, x2, y1, claim } = line;
  const [low, high] = [Math.min(x1, x2), Math.max(x1, x2)];
  const isOver =
    nodes.some(({ x, y }) => y === y1 && x > low + 1 && x < high - 1) || nodes.some(({ x, y }) => y === y1 && x === x2);
  const towards = x2 > x1 ? 1 : -1;
  const end = nodes.some(({ x, y }) => y === y1 && x === x2) ? y1 - radius - 7 : y1;
  return (
    <g class={name}>
      <path
        class="msg"
        d={
          isOver
            ? `M${x1 + towards * radius * 0.8} ${y1 - radius * 0.8}Q${(x1 + x2) / 2} ${y1 - 34} ${x2} ${end}`
            : `M${x1 + towards * (radius + 1)} ${y1}H${x2}`
        }
        stroke={colourOf(claim)}
      />
      <circle cx={x2} cy={end} r="3.5" fill={colourOf(claim)} />
    </g>
  );
}

/** From a step that had to come first to one that did not need it. */
export function OrderLine({ line, radius }: { readonly line: LineAt; readonly radius: number }) {
  const { x1, y1, x2, y2 } = line;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  return (
    <path
      class="order"
      d={`M${x1 + ux * (radius + 4)} ${y1 + uy * (radius + 4)}L${x2 - ux * (radius + 4)} ${y2 - uy * (radius + 4)}`}
    />
  );
}

/** A message that has not arrived: a short arrow with an open head, from its sender's lane. */
export function PendingStub({
  x,
  y,
  towards,
  says,
}: {
  readonly x: number;
  readonly y: number;
  readonly towards: 1 | -1;
  readonly says: string;
}) {
  const [ex, ey] = [x + towards * 26, y + 19];
  return (
    <g class="stub">
      <title>in flight: {says}</title>
      <path d={`M${x + towards * 10} ${y + 7}L${ex - towards * 5} ${ey - 4}`} />
      <path d={`M${ex + towards * 3} ${ey + 2}l${-towards * 9} ${-1.5}l${towards * 4.5} ${-6.5}z`} />
    </g>
  );
}
