/** What steps stand on: lanes, with the colours of what their processes are, and the tinted ground of a loop with its way back. */
import type { DiagramLayout } from "./diagram-shapes.ts";
import { type ColouredSpan, variableOf } from "./lane-colours.ts";

export function LaneGround({
  layout,
  loop,
  count,
  spans,
  order,
}: {
  readonly layout: DiagramLayout;
  readonly loop: number | null;
  readonly count: number;
  readonly spans: readonly ColouredSpan[];
  /** Lanes from left to right. */
  readonly order: readonly number[];
}) {
  const yOf = (step: number) => layout.nodes[step - 1]?.y;
  const frame = layout.loop;
  const xr = frame === null ? 0 : frame.right;
  const xa = xr + (layout.isWide ? 18 : 12);
  return (
    <>
      {frame !== null && loop !== null && loop < count && (
        <rect x="0" y={frame.top} width={xr} height={frame.bottom - frame.top} fill="var(--loop)" />
      )}
      {layout.lanes.map(({ x, isUsed }) => (
        <line
          class="lane"
          key={x}
          x1={x}
          x2={x}
          y1="32"
          y2={layout.height - 6}
          {...(!isUsed && { "stroke-dasharray": "2 4" })}
        />
      ))}
      {spans.map(({ lane, from, to, colour, says }) => {
        const x = layout.lanes[order.indexOf(lane)]?.x;
        return (
          x !== undefined && (
            <line
              class="tint"
              key={`${lane} ${from}`}
              x1={x}
              x2={x}
              y1={yOf(from) ?? 32}
              y2={yOf(to + 1) ?? layout.height - 6}
              stroke={variableOf(colour)}
            >
              <title>{says}</title>
            </line>
          )
        );
      })}
      {frame !== null && loop !== null && loop < count && (
        <>
          {[[frame.top, `state ${loop}`] as const, [frame.bottom, `state ${count} = state ${loop}`] as const].map(
            ([y, says]) => (
              <g key={says}>
                <line x1="0" x2={xr} y1={y} y2={y} stroke="var(--ink2)" stroke-width="1" />
                <text class="small" x="2" y={y - 5}>
                  {says}
                </text>
              </g>
            ),
          )}
          <path
            d={`M${xr} ${frame.bottom}H${xa - 8}q8 0 8 -8V${frame.top + 8}q0 -8 -8 -8H${xr + 8}`}
            fill="none"
            stroke="var(--bad)"
            stroke-width="2"
          />
          <path d={`M${xr - 1} ${frame.top}l9 -5v10z`} fill="var(--bad)" />
          {layout.isWide ? (
            <>
              <text class="note bad" x={xa + 9} y={(frame.top + frame.bottom) / 2 - 4}>
                {count - loop === 1 ? "1 step," : `${count - loop} steps,`}
              </text>
              <text class="note bad" x={xa + 9} y={(frame.top + frame.bottom) / 2 + 12}>
                for ever
              </text>
            </>
          ) : (
            <text class="note bad" x={xa + 3} y={(frame.top + frame.bottom) / 2}>
              {count - loop} ×
            </text>
          )}
          {layout.isWide && <WrapNotes layout={layout} bottom={frame.bottom} />}
        </>
      )}
    </>
  );
}

/** Where the arrows that leave a loop below go. */
function WrapNotes({ layout, bottom }: { readonly layout: DiagramLayout; readonly bottom: number }) {
  const wraps = [...(layout.loop?.wraps ?? [])].sort((a, b) => a.x2 - b.x2);
  const groups: { x: number; to: Set<number>; count: number }[] = [];
  for (const { x2, to } of wraps) {
    const near = groups.findLast((group) => Math.abs(group.x / group.count - x2) < 90);
    if (near === undefined) groups.push({ x: x2, to: new Set([to]), count: 1 });
    else {
      near.x += x2;
      near.count += 1;
      near.to.add(to);
    }
  }
  return (
    <>
      {groups.map(({ x, to, count }) => (
        <text class="small" text-anchor="middle" key={x} x={x / count} y={bottom + 23}>
          to {[...to].sort((a, b) => a - b).join(" and ")} again
        </text>
      ))}
    </>
  );
}
