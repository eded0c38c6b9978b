/** The state graph of a small model, drawn by dagre; a state that is clicked is gone to, by a shortest way. */
import dagre from "@dagrejs/dagre";
import { useMemo, useState } from "preact/hooks";
import { plainText } from "../state/plain.ts";
import { PICTURED, type ReachedGraph, reachedGraph } from "./reached-graph.ts";
import { goAlong, type Session } from "./session.ts";

export function GraphPanel({ session }: { readonly session: Session }) {
  const [isOpen, setOpen] = useState(false);
  const distinct = session.capsule.verdict?.states.distinct ?? 0;
  const graph = useMemo(() => (isOpen ? reachedGraph(session.subject) : null), [isOpen, session]);
  if (session.subject.recorded !== undefined || distinct === 0 || distinct > PICTURED) return null;
  return (
    <section class="graph no-print" aria-labelledby="h-graph">
      <div class="hd">
        <h2 id="h-graph">The state graph</h2>
      </div>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>every state that can be reached, and the steps between them</summary>
        {isOpen &&
          (graph === null ? (
            <p class="q">There are more than {PICTURED} states, or several to begin with.</p>
          ) : (
            <Picture graph={graph} session={session} />
          ))}
      </details>
    </section>
  );
}

interface PictureProps {
  readonly graph: ReachedGraph;
  readonly session: Session;
}

function Picture({ graph, session }: PictureProps) {
  const placed = useMemo(() => placedByDagre(graph), [graph]);
  const here = graph.states.findIndex(({ state }) => state.text === session.state.value.text);
  const goTo = (at: number) => goAlong(session, (graph.states[at] as ReachedGraph["states"][number]).way);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <div class="wide st" tabIndex={0} role="group" aria-label="State graph; the same as a list below">
        <svg
          width={placed.width}
          height={placed.height}
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          role="group"
          aria-label="States"
        >
          {placed.edges.map(({ from, to, points, texts }) => (
            <g key={`${from} ${to}`}>
              <title>
                {from} to {to}: {texts.join(", ")}
              </title>
              <path
                d={`M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`}
                fill="none"
                stroke="var(--ink3)"
                stroke-width="1"
              />
              <path d={headOf(points)} fill="var(--ink3)" />
            </g>
          ))}
          {placed.nodes.map(({ x, y }, at) => (
            <g
              class="node"
              key={at}
              tabIndex={0}
              role="button"
              onClick={() => goTo(at)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                goTo(at);
              }}
            >
              <title>{wordsOf(graph, at)}</title>
              <circle class="foc" cx={x} cy={y} r="14" fill={at === here ? "var(--now)" : "transparent"} />
              <circle
                cx={x}
                cy={y}
                r="10"
                fill="var(--paper)"
                stroke="var(--ink)"
                stroke-width={graph.states[at]?.isInitial ? 2.5 : 1.25}
              />
              <text class="n" x={x} y={y + 3.6} text-anchor="middle" font-size="10.5">
                {at}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <details>
        <summary>The graph as a list</summary>
        <ul class="in">
          {graph.states.map((_, at) => (
            <li key={at}>
              <button type="button" class="under" onClick={() => goTo(at)}>
                {wordsOf(graph, at)}
              </button>
            </li>
          ))}
          {graph.edges.map(({ from, to, texts }) => (
            <li key={`${from} ${to}`}>
              {from} → {to}: <code>{texts.join(", ")}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** `state 3: lock = free; turn = 1`. */
function wordsOf({ states }: ReachedGraph, at: number): string {
  const { state, isInitial } = states[at] as ReachedGraph["states"][number];
  const fields = [...state.plain].map(([name, plain]) => `${name} = ${plainText(plain)}`);
  return `state ${at}${isInitial ? ", initial" : ""}: ${fields.join("; ")}`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function placedByDagre({ states, edges }: ReachedGraph) {
  const drawing = new dagre.graphlib.Graph();
  drawing.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 44, marginx: 20, marginy: 20 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const at of states.keys()) drawing.setNode(String(at), { width: 24, height: 24 });
  for (const { from, to } of edges) drawing.setEdge(String(from), String(to));
  dagre.layout(drawing);
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: states.map((_, at) => drawing.node(String(at)) as Point),
    edges: edges.map((edge) => ({
      ...edge,
      points: (drawing.edge(String(edge.from), String(edge.to)) as { points: Point[] }).points,
    })),
  };
}

function headOf(points: readonly Point[]): string {
  const [before, end] = points.slice(-2) as [Point, Point];
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  return `M${end.x} ${end.y}L${end.x - ux * 7 - uy * 3} ${end.y - uy * 7 + ux * 3}L${end.x - ux * 7 + uy * 3} ${end.y - uy * 7 - ux * 3}Z`;
}
