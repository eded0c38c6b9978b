/** What is said beside a step: that it is the present one, that the mistake acts there, what is false behind it. */
import type { ClaimMark } from "./claims.ts";
import { labelWidth } from "./diagram-labels.ts";
import type { DiagramLayout, NodeAt } from "./diagram-shapes.ts";
import { Cross, Flag, MarkShape } from "./marks.tsx";

/** The tint behind the present step. */
export function Pill({
  layout,
  k,
  isLit,
}: {
  readonly layout: DiagramLayout;
  readonly k: number;
  readonly isLit: boolean;
}) {
  const node = layout.nodes[k - 1];
  if (node === undefined || isLit) return null;
  const { radius, isWide } = layout;
  const width = isWide ? labelWidth(node) + 12 : 0;
  return (
    <rect
      class="pill"
      x={node.x - radius - 8 - (node.side === "left" ? width : 0)}
      width={2 * radius + 16 + width}
      y={node.y - radius - 8 + Math.min(0, node.shift)}
      height={2 * radius + 16 + Math.max(0, Math.abs(node.shift) - 4)}
      rx="5"
      fill="var(--now)"
    />
  );
}

export function MistakeNote({ node, layout }: { readonly node: NodeAt; readonly layout: DiagramLayout }) {
  const { x, y, side } = node;
  const { radius, isWide } = layout;
  if (!isWide) return <Flag x={x - 4} y={y + radius + 12} />;
  const width = 96;
  const left = side === "left" ? x - radius - 6 - width - 14 : x + radius + 8;
  return (
    <g>
      <Flag x={left} y={y + 21} />
      <text class="note bad" x={left + 13} y={y + 25}>
        the mistake acts
      </text>
    </g>
  );
}

export function VerdictNote({
  node,
  layout,
  says,
  mark,
  mistake,
}: {
  readonly node: NodeAt;
  readonly layout: DiagramLayout;
  readonly says: string;
  readonly mark: ClaimMark;
  /** Where it is said that a mistake acts. */
  readonly mistake: NodeAt | null;
}) {
  const { x, y, side } = node;
  const { radius, isWide, nodes, width } = layout;
  const ring = (
    <MarkShape claim={mark.claim === 1 ? 1 : 0} x={x} y={y} r={radius + 4} fill="none" stroke="var(--bad)" width={2} />
  );
  if (!isWide)
    return (
      <g>
        {ring}
        <Cross x={x + radius + 13} y={y} r={4} />
      </g>
    );
  const length = says.length * 6.8 + 34 + radius;
  const row = nodes.filter((other) => other.y === y && other !== node);
  const isFree = (to: "left" | "right") =>
    side !== to &&
    (to === "right"
      ? x + length < width && !row.some((other) => other.x > x && other.x < x + length + 20)
      : x - length > 0 && !row.some((other) => other.x < x && other.x > x - length - 20));
  // What is said of a mistake on this row stands below it, too.
  const below = mistake?.y === y ? 33 : 18;
  const [cx, cy, anchor] = isFree("right")
    ? ([x + radius + 16, y, "start"] as const)
    : isFree("left")
      ? ([x - radius - 16, y, "end"] as const)
      : ([x > width / 2 ? x - 4 : x + 4, y + radius + below, x > width / 2 ? "end" : "start"] as const);
  return (
    <g>
      {ring}
      <Cross x={cx} y={cy} r={4} />
      <text class="note bad" x={cx + (anchor === "end" ? -11 : 11)} y={cy + 4.3} text-anchor={anchor}>
        {says}
      </text>
    </g>
  );
}
