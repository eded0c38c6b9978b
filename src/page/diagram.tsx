/**
 * The space-time diagram: lanes, steps, and what went from whom to whom, as layOutDiagram places them. Changing the order of rows
 * moves everything there, unless the reader wants no motion. All of it is in the list below it, as text.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ClaimMark } from "./claims.ts";
import { MANY_LANES } from "./collapse.ts";
import { LaneGround } from "./diagram-ground.tsx";
import { layOutDiagram } from "./diagram-layout.ts";
import { ArrowLine, OrderLine, PendingStub, Touch } from "./diagram-lines.tsx";
import { DiagramList } from "./diagram-list.tsx";
import { StepNode } from "./diagram-node.tsx";
import { MistakeNote, Pill, VerdictNote } from "./diagram-notes.tsx";
import type { DiagramLayout, NodeAt } from "./diagram-shapes.ts";
import { flightsIn } from "./flights.ts";
import { colourOf, StepMark } from "./marks.tsx";
import { useMoved } from "./moved-layout.tsx";
import { isNear, useNearRows } from "./near-rows.ts";
import { instanceText } from "./path.ts";
import { goTo, goToRecorded, type Session, toldSteps } from "./session.ts";
import { verdictAt } from "./verdict-at.ts";

const LONG = 24;
const MOST_PENDING = 16;

export function Diagram({ session }: { readonly session: Session }) {
  const { current, story, at, branched, isCausal, lit, trace } = session;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(756);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setWidth(matchMedia("print").matches ? 756 : Math.max(300, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener("beforeprint", measure);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", measure);
    };
  }, []);
  const shown = current.value;
  const causal = isCausal.value;
  const reasons = branched.value === null ? (trace.value?.reasons ?? null) : null;
  const layout = useMemo(
    () => layOutDiagram(shown, { width, isCausal: causal, reasons }),
    [shown, width, causal, reasons],
  );
  const moved = useMoved(layout, shown);
  const k = at.value;
  const from = branched.value === null || session.isFree ? Number.POSITIVE_INFINITY : session.place.value.state;
  const told = toldSteps(session);
  const isDim = (step: number) =>
    lit.value !== null ? !lit.value.has(step) : branched.value === null && !told.has(step);
  const verdict = branched.value === null ? verdictAt(session) : null;
  const mistake = branched.value === null ? (trace.value?.reasons?.mistake?.step ?? null) : null;
  const isLong = shown.path.steps.length > LONG;
  const near = useNearRows(box, isLong);
  const inSight = <T extends { readonly y1: number; readonly y2: number }>(lines: readonly T[]) =>
    lines.filter(({ y1, y2 }) => isNear(near, y1, y2));
  useEffect(() => {
    const element = box.current;
    const node = layout.nodes[k - 1];
    if (!isLong || element === null) return;
    const y = node?.y ?? 0;
    if (y < element.scrollTop + 70 || y > element.scrollTop + element.clientHeight - 70)
      element.scrollTop = y - element.clientHeight / 2;
  }, [k, layout, isLong]);
  const ghosts = branched.value === null ? [] : recordedBeside(session, layout);
  const height = ghosts.reduce((most, { y }) => Math.max(most, y + 30), moved.height);
  const compare = branched.value === null || session.isFree ? null : story.value;
  return (
    <section class="d" aria-labelledby="h-st">
      <div class="hd">
        <h2 id="h-st">{layout.lanes.length > 1 ? "Who did what, and what it took" : "What happened"}</h2>
        <div class="opt">
          {kindsToCollapse(session).map(({ kind, says, isOn }) => (
            <button
              type="button"
              key={kind}
              aria-pressed={isOn}
              onClick={() => {
                const next = new Set(session.collapsed.value);
                if (!next.delete(kind)) next.add(kind);
                session.collapsed.value = next;
              }}
            >
              {says}
            </button>
          ))}
          {[true, false].map((each) => (
            <button
              type="button"
              key={String(each)}
              aria-pressed={causal === each}
              title="key t"
              onClick={() => {
                isCausal.value = each;
              }}
            >
              {each ? "causal order" : session.isFree ? "order taken" : "recorded order"}
            </button>
          ))}
        </div>
      </div>
      <figure>
        <div
          class={`st${isLong ? " long" : ""}${session.isPredicting.value ? " predicting" : ""}`}
          ref={box}
          tabIndex={isLong || layout.width > width ? 0 : undefined}
          role="group"
          aria-label="Space-time diagram; the same as a list below"
        >
          <svg class="heads" width={layout.width} height="32" viewBox={`0 0 ${layout.width} 32`} aria-hidden="true">
            {layout.lanes.map(({ x, name, isUsed, claim }) => (
              <text
                class="name"
                key={x}
                x={x}
                y={18}
                style={{ fill: claim !== null ? colourOf(claim) : isUsed ? "var(--ink)" : "var(--ink3)" }}
              >
                {name}
              </text>
            ))}
          </svg>
          <svg
            id="st"
            width={layout.width}
            height={height - 32}
            viewBox={`0 32 ${layout.width} ${height - 32}`}
            role="group"
            aria-label="Steps"
          >
            <LaneGround
              layout={moved}
              loop={shown.loop}
              count={shown.path.steps.length}
              spans={shown.spans}
              order={shown.order}
            />
            <Pill layout={moved} k={k} isLit={lit.value !== null} />
            {moved.brackets
              .filter(({ y }) => isNear(near, y))
              .map((bracket) => (
                <g key={bracket.says} class={classOf(bracket.steps, k, isDim)}>
                  <path
                    d={`M${bracket.x1} ${bracket.y - 6}V${bracket.y}H${bracket.x2}V${bracket.y - 6}`}
                    fill="none"
                    stroke={colourOf(bracket.claim)}
                    stroke-width="2.5"
                  />
                  <text
                    class="note"
                    text-anchor="middle"
                    x={(bracket.x1 + bracket.x2) / 2}
                    y={bracket.y + 15}
                    style={{ fill: colourOf(bracket.claim) }}
                  >
                    {bracket.says}
                  </text>
                </g>
              ))}
            {inSight(moved.orders).map((line) => (
              <g key={`order ${line.steps.join()}`} class={classOf(line.steps, k, isDim)}>
                <OrderLine line={line} radius={moved.radius} />
              </g>
            ))}
            {inSight(moved.touches).map((line) => (
              <Touch
                key={`${line.steps[0]} ${line.x2}`}
                line={line}
                class={classOf(line.steps, k, isDim)}
                nodes={moved.nodes}
                radius={moved.radius}
              />
            ))}
            {inSight(moved.sources).map((line) => (
              <g key={`${line.steps[0]} ${line.x1}`} class={classOf(line.steps, k, isDim)}>
                <circle
                  cx={line.x1}
                  cy={line.y1}
                  r="3"
                  fill="var(--paper)"
                  stroke={colourOf(line.claim)}
                  stroke-width="1.25"
                />
                <ArrowLine line={line} start={3} end={moved.radius + 5} />
              </g>
            ))}
            {inSight(moved.arrows).map((line) => (
              <g key={line.steps.join()} class={classOf(line.steps, k, isDim)}>
                <ArrowLine
                  line={line}
                  start={moved.radius + 2}
                  end={moved.radius + 5}
                  dashed={(line.steps[1] as number) > from}
                />
              </g>
            ))}
            {moved.loop?.wraps.map((line) => (
              <g key={`wrap ${line.steps.join()}`} class={classOf([line.steps[0] as number], k, isDim)}>
                <ArrowLine line={line} start={moved.radius + 2} end={3} />
              </g>
            ))}
            {pendingIn(session, layout).map(({ key, ...stub }) => (
              <PendingStub key={key} {...stub} />
            ))}
            {ghosts.map(({ step, x, y, text }) => (
              <g class="ghost" key={`ghost ${step}`}>
                <title>
                  recorded: step {step}: {text}
                </title>
                <StepMark
                  step={step}
                  mark={story.value.claims.marks[step - 1] ?? { claim: null, filled: false }}
                  r={moved.radius - 2}
                  x={x}
                  y={y}
                />
              </g>
            ))}
            {moved.nodes
              .filter(({ y }) => isNear(near, y))
              .map((node) => (
                <StepNode
                  key={node.step}
                  node={node}
                  mark={shown.claims.marks[node.step - 1] ?? { claim: null, filled: false }}
                  radius={moved.radius}
                  class={`node${classOf([node.step], k, isDim)}${node.step === k ? " cur" : ""}`}
                  isBranch={node.step > from}
                  text={instanceText(shown.path.steps[node.step - 1] as (typeof shown.path.steps)[number])}
                  onGo={() => goTo(session, node.step)}
                />
              ))}
            {mistake !== null && moved.nodes[mistake - 1] !== undefined && (
              <MistakeNote node={moved.nodes[mistake - 1] as NodeAt} layout={moved} />
            )}
            {verdict !== null && moved.nodes[verdict.step - 1] !== undefined && (
              <VerdictNote
                node={moved.nodes[verdict.step - 1] as NodeAt}
                layout={moved}
                says={verdict.says}
                mark={shown.claims.marks[verdict.step - 1] as ClaimMark}
                mistake={mistake === null ? null : (moved.nodes[mistake - 1] ?? null)}
              />
            )}
          </svg>
        </div>
        <figcaption>{caption(session, moved)}</figcaption>
      </figure>
      {compare !== null && (
        <p class="key">
          Dashed: what if; faint beside it what was recorded. The recorded path goes on from state {from} with{" "}
          <button type="button" class="under" onClick={() => goToRecorded(session, from + 1)}>
            <code>
              {compare.path.steps[from] === undefined
                ? "nothing"
                : instanceText(compare.path.steps[from] as (typeof compare.path.steps)[number])}
            </code>
          </button>
          .
        </p>
      )}
      {layout.nodes.length > 0 && <DiagramList session={session} />}
    </section>
  );
}

/** What is in flight in the present state, at the step that sent it: towards who can take it, where that is one side. */
function pendingIn(session: Session, layout: DiagramLayout) {
  const { choices, state, current, at, isPredicting } = session;
  if (isPredicting.value || session.subject.recorded !== undefined) return [];
  const flights = flightsIn(state.value.plain, choices.value.enabled, current.value, at.value);
  const xOf = new Map(
    current.value.order.map((lane, place) => [current.value.plan.lanes[lane]?.value, layout.lanes[place]?.x]),
  );
  return flights.slice(0, MOST_PENDING).flatMap(({ message, field, by, takes }) => {
    const node = by === null ? undefined : layout.nodes[by - 1];
    if (node === undefined) return [];
    const others = takes.flatMap(({ choice }) => choice.arguments.flatMap(([, text]) => xOf.get(text) ?? []));
    const right = others.filter((x) => x > node.x).length;
    const left = others.filter((x) => x < node.x).length;
    return [
      {
        key: `${field} ${message}`,
        x: node.x,
        y: node.y,
        towards: right >= left ? (1 as const) : (-1 as const),
        says: message,
      },
    ];
  });
}

/** Of a branch: where the recorded path goes on, beside the lanes. Rows of what both share are the same. */
function recordedBeside({ story, branched, place, isCausal }: Session, layout: DiagramLayout) {
  const recorded = story.value;
  const shown = branched.value;
  if (shown === null) return [];
  const xOf = new Map(shown.order.map((lane, at) => [shown.plan.lanes[lane]?.key, layout.lanes[at]?.x]));
  return recorded.path.steps.slice(place.value.state).flatMap((step, index) => {
    const at = place.value.state + index;
    const x = xOf.get(recorded.plan.lanes[recorded.plan.of[at] as number]?.key);
    const y = layout.top + (isCausal.value ? (recorded.rows[at] as number) : at) * layout.pitch;
    const beside = layout.nodes.find((node) => node.x === x && node.y === y);
    const aside = beside?.side === "left" ? 30 : -30;
    return x === undefined ? [] : [{ step: at + 1, x: x + aside, y, text: instanceText(step) }];
  });
}

/** Kinds of process that may be one lane, where there are many lanes. */
function kindsToCollapse({ story, collapsed }: Session) {
  const { kinds, plan } = story.value;
  const count = kinds.reduce((sum, { values }) => sum + values.length, 0);
  if (count <= MANY_LANES && plan.lanes.length <= MANY_LANES) return [];
  return kinds.flatMap(({ name, values }, kind) =>
    values.length < 2 ? [] : [{ kind, says: `${name ?? "processes"} as one lane`, isOn: collapsed.value.has(kind) }],
  );
}

function caption(session: Session, layout: DiagramLayout): string {
  const { claims, loop } = session.story.value;
  const shapes = ["round", "square", "diamond"];
  const hasReason = (session.trace.value?.reasons?.why ?? null) !== null;
  const hasFilled = claims.marks.some(({ filled }) => filled);
  const legend = claims.legend.map(({ claim, says }) => `${shapes[claim]}: ${says}`).join("; ");
  if (layout.nodes.length === 0) return "No step has been taken yet: any of those that can happen here begins a path.";
  return [
    session.isCausal.value
      ? "Time runs down. Steps on one row are concurrent: either may come first."
      : "Time runs down, a row for each step in the order in which they were taken.",
    layout.arrows.length > 0 ? "An arrow: what a step needed of another." : "",
    layout.sources.length > 0 ? "An arrow from a small ring: what is there from the beginning." : "",
    layout.orders.length > 0 ? "Dotted: the other order would lead elsewhere." : "",
    layout.touches.length > 0 ? "A dot: it is changed in the same step." : "",
    sentence([legend, hasReason && hasFilled ? "filled: the reason rests on it" : ""]),
    loop !== null && (layout.loop?.wraps.length ?? 0) > 0
      ? "Arrows that leave the tinted loop below enter it again above."
      : "",
  ]
    .filter((each) => each !== "")
    .join(" ");
}

function sentence(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== "").join("; ");
  return said === "" ? "" : `${said[0]?.toUpperCase()}${said.slice(1)}.`;
}

function classOf(steps: readonly number[], k: number, isDim: (step: number) => boolean): string {
  return `${steps.some((step) => step > k) ? " later" : ""}${steps.some(isDim) ? " dim" : ""}`;
}
