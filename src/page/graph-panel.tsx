/**
 * The state graph of a small model, drawn by dagre. A state that is clicked is gone to by a shortest way: from the path that is
 * shown, or where none was recorded, from wherever the model may begin.
 */
import dagre from "@dagrejs/dagre";
import { useMemo, useState } from "preact/hooks";
import { plainText } from "../state/plain.ts";
import { PICTURED, type ReachedGraph, type ReachedState, reachedGraph, waysFrom } from "./reached-graph.ts";
import { goFrom, type Session } from "./session.ts";

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
            <p class="q">There are more than {PICTURED} states, or something throws in one of them.</p>
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
  const { story } = session;
  const isRecorded = session.trace.value !== null;
  const recorded = story.value.path.states;
  const ways = useMemo(
    () =>
      waysFrom(
        graph,
        recorded.map(({ text }) => text),
      ),
    [graph, recorded],
  );
  const isOpen = (at: number) => !isRecorded || ways[at] !== null;
  const goTo = (at: number) => {
    const { initial, way } = graph.states[at] as ReachedState;
    const from = ways[at];
    if (from != null) goFrom(session, from.leaves, from.steps);
    else if (!isRecorded) goFrom(session, 0, way, initial);
  };
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
            // biome-ignore lint/a11y/noStaticElementInteractions: it is a button wherever something happens.
            <g
              class={isOpen(at) ? "node" : "node shut"}
              key={at}
              {...(isOpen(at) && { tabindex: 0, role: "button" })}
              aria-current={at === here ? "true" : undefined}
              onClick={() => goTo(at)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
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
                stroke={colourOfState(graph, at)}
                stroke-width={graph.states[at]?.isInitial ? 2.5 : 1.25}
              />
              {graph.states[at]?.isEnd && (
                <circle cx={x} cy={y} r="7.5" fill="none" stroke={colourOfState(graph, at)} stroke-width="0.75" />
              )}
              <text
                class="n"
                x={x}
                y={y + 3.6}
                text-anchor="middle"
                font-size="10.5"
                style={{ fill: colourOfState(graph, at) }}
              >
                {at}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <p class="key">{keyOf(graph)}</p>
      <details>
        <summary>The graph as a list</summary>
        <ul class="in">
          {graph.states.map((_, at) => (
            <li key={at}>
              {isOpen(at) ? (
                <button type="button" class="under" onClick={() => goTo(at)}>
                  {wordsOf(graph, at)}
                </button>
              ) : (
                wordsOf(graph, at)
              )}
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
  const { state, isInitial, isEnd, breaks } = states[at] as ReachedState;
  const fields = [...state.plain].map(([name, plain]) => `${name} = ${plainText(plain)}`);
  const about = [
    ...(isInitial ? ["initial"] : []),
    ...(isEnd ? ["nothing can happen"] : []),
    ...breaks.map((name) => `${name} is false`),
  ];
  return `state ${at}${about.map((each) => `, ${each}`).join("")}: ${fields.join("; ")}`;
}

function colourOfState({ states }: ReachedGraph, at: number): string {
  return (states[at]?.breaks.length ?? 0) > 0 ? "var(--bad)" : "var(--ink)";
}

function keyOf({ states, edges }: ReachedGraph): string {
  const ends = states.some(({ isEnd }) => isEnd) ? "; a double ring: nothing can happen there" : "";
  const breaks = states.some((each) => each.breaks.length > 0) ? "; red: a property is false there" : "";
  return `${states.length} states, ${edges.length} arrows. A click goes to a state. A thick ring: it begins there${ends}${breaks}.`;
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
