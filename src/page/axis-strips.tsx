/** What stands in the columns of the axis: the truth of a property, and where a loop leads back. */
import { Cross } from "./marks.tsx";
import type { TruthRow } from "./truth.ts";

const line = (from: number, to: number, n: number) => ({
  x1: `${((from + 0.5) / n) * 100}%`,
  x2: `${((to + 0.5) / n) * 100}%`,
  y1: "50%",
  y2: "50%",
});

/** A line where it is true, dots where what is hoped for is not yet, crosses where a claim is false. */
export function Strip({ row: { kind, cells, throwsIn } }: { readonly row: TruthRow }) {
  const n = cells.length;
  const isHope =
    kind === "reachable" ||
    kind === "eventually" ||
    kind === "alwaysEventually" ||
    kind === "eventuallyAlways" ||
    kind === "alwaysReachable";
  const runs: { readonly from: number; readonly to: number; readonly truth: TruthRow["cells"][number] }[] = [];
  cells.forEach((truth, at) => {
    const last = runs.at(-1);
    if (last !== undefined && last.truth === truth) runs[runs.length - 1] = { ...last, to: at };
    else runs.push({ from: at, to: at, truth });
  });
  return (
    <svg aria-hidden="true">
      {throwsIn !== null && <CrossAt state={throwsIn} of={n} />}
      {runs.map(({ from, to, truth }) => {
        if (truth === null) return null;
        if (isHope)
          return truth ? (
            <g key={from}>
              <line {...line(from, to, n)} stroke="var(--ink)" stroke-width="2" />
              <circle cx={`${((from + 0.5) / n) * 100}%`} cy="50%" r="3.5" fill="var(--ink)" />
            </g>
          ) : (
            <line
              key={from}
              {...line(from, to + (to + 1 < n ? 1 : 0), n)}
              stroke="var(--ink3)"
              stroke-width="1.5"
              stroke-dasharray="0.1 4.5"
              stroke-linecap="round"
            />
          );
        if (truth)
          return (
            <line
              key={from}
              {...line(from, to + (cells[to + 1] === false && kind !== "leadsTo" ? 0.5 : 0), n)}
              stroke="var(--ink3)"
            />
          );
        if (kind === "leadsTo")
          return (
            <line key={from} {...line(from, to, n)} stroke="var(--bad)" stroke-dasharray="4 3" stroke-width="1.5" />
          );
        return Array.from({ length: to - from + 1 }, (_, index) => (
          <CrossAt key={from + index} state={from + index} of={n} />
        ));
      })}
    </svg>
  );
}

function CrossAt({ state, of }: { readonly state: number; readonly of: number }) {
  return (
    <svg x={`${((state + 0.5) / of) * 100}%`} y="50%" overflow="visible" aria-hidden="true">
      <Cross x={0} y={0} />
    </svg>
  );
}

export function LoopStrip({ loop, count }: { readonly loop: number; readonly count: number }) {
  const n = count + 1;
  const at = (state: number) => `${((state + 0.5) / n) * 100}%`;
  const bad = { stroke: "var(--bad)", "stroke-width": 1.5 };
  return (
    <div class="strip back">
      <svg aria-hidden="true">
        {loop === count ? (
          <svg x={at(count)} y="8" overflow="visible" aria-hidden="true">
            <path d="M-4 -2a5 5 0 1 0 8 0" fill="none" {...bad} />
            <path d="M1 -3l6 -2l-1 6z" fill="var(--bad)" />
          </svg>
        ) : (
          <>
            <line x1={at(count)} x2={at(count)} y1="1" y2="12" {...bad} />
            <line x1={at(count)} x2={at(loop)} y1="12" y2="12" {...bad} />
            <line x1={at(loop)} x2={at(loop)} y1="12" y2="4" {...bad} />
            <svg x={at(loop)} y="1" overflow="visible" aria-hidden="true">
              <path d="M-4 6L0 -1L4 6Z" fill="var(--bad)" />
            </svg>
          </>
        )}
      </svg>
    </div>
  );
}
