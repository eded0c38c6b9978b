/** The marks of the page: a step's number in the shape of its claim, the mistake's flag, the cross of what is false, the loop. */
import type { ClaimMark } from "./claims.ts";

export const colourOf = (claim: ClaimMark["claim"]): string =>
  claim === 0 ? "var(--a)" : claim === 1 ? "var(--b)" : "var(--ink2)";

interface ShapeProps {
  readonly claim: ClaimMark["claim"];
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly fill: string;
  readonly stroke: string;
  readonly width?: number;
  readonly dashed?: boolean;
}

/** Round, square, a diamond; of no claim round. */
export function MarkShape({ claim, x, y, r, fill, stroke, width = 1.5, dashed = false }: ShapeProps) {
  const drawn = { fill, stroke, "stroke-width": width, ...(dashed && { "stroke-dasharray": "3 2.4" }) };
  if (claim === 1)
    return <rect x={x - r + 0.8} y={y - r + 0.8} width={2 * r - 1.6} height={2 * r - 1.6} rx={1.5} {...drawn} />;
  if (claim === 2)
    return (
      <path
        d={`M${x} ${y - r - 2}L${x + r + 2} ${y}L${x} ${y + r + 2}L${x - r - 2} ${y}Z`}
        stroke-linejoin="round"
        {...drawn}
      />
    );
  return <circle cx={x} cy={y} r={r} {...drawn} />;
}

interface StepMarkProps {
  readonly step: number;
  readonly mark: ClaimMark;
  readonly x?: number;
  readonly y?: number;
  readonly r: number;
  readonly dashed?: boolean;
}

export function StepMark({ step, mark, x = 0, y = 0, r, dashed = false }: StepMarkProps) {
  const colour = colourOf(mark.claim);
  const size = step > 99 ? 8.5 : r > 10 ? 11.5 : 10.5;
  return (
    <>
      <MarkShape
        claim={mark.claim}
        x={x}
        y={y}
        r={r}
        fill={mark.filled ? colour : "var(--paper)"}
        stroke={colour}
        dashed={dashed}
      />
      <text
        class="n"
        x={x}
        y={y + (r > 10 ? 4 : 3.6)}
        text-anchor="middle"
        font-size={size}
        font-weight="600"
        style={{ fill: mark.filled ? "var(--on)" : colour }}
      >
        {step}
      </text>
    </>
  );
}

export function Flag({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <path
      d={`M${x} ${y + 6}V${y - 6}h8l-2.4 3 2.4 3h-8`}
      fill="none"
      stroke="var(--bad)"
      stroke-width="1.6"
      stroke-linejoin="round"
    />
  );
}

export function Cross({ x, y, r = 4.5 }: { readonly x: number; readonly y: number; readonly r?: number }) {
  return (
    <path
      d={`M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`}
      stroke="var(--bad)"
      stroke-width="2"
      fill="none"
      stroke-linecap="round"
    />
  );
}

const LOOP = "M11.5 8.5a4.7 4.7 0 1 1-.3-3.2M11.6 2.2v3.4H8.2";

/** A mark before a line of the headline; what it says stands beside it. */
export function Glyph({ kind }: { readonly kind: 0 | 1 | 2 | "flag" | "loop" | "cross" | "gap" }) {
  return (
    <span class="g" aria-hidden="true">
      <svg width="14" height="14" aria-hidden="true">
        {kind === "flag" ? (
          <Flag x={3} y={7} />
        ) : kind === "loop" ? (
          <path
            d={LOOP}
            fill="none"
            stroke="var(--bad)"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        ) : kind === "cross" ? (
          <Cross x={7} y={7} r={4} />
        ) : kind === "gap" ? (
          <circle cx="7" cy="7" r="3.5" fill="none" stroke="var(--ink)" stroke-width="1.4" />
        ) : (
          <MarkShape
            claim={kind}
            x={7}
            y={7}
            r={kind === 2 ? 4.5 : 5.5}
            fill={colourOf(kind)}
            stroke={colourOf(kind)}
            width={0}
          />
        )}
      </svg>
    </span>
  );
}
