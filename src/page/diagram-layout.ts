/**
 * Where everything of a diagram stands, in pixels, for a width: lanes, steps, their labels, arrows, the words of the reason
 * and the frame of a loop. A label stands on the side of its step where fewer arrows come and go, and is cut where the next
 * one begins; in full it is in the list below the diagram.
 */
import type { Reasons } from "../why/reasons.ts";
import { shortText } from "./short-text.ts";
import type { Story } from "./story.ts";

export interface LayoutOptions {
  readonly width: number;
  readonly isCausal: boolean;
  readonly reasons: Reasons | null;
}

export interface NodeAt {
  /** From 1. */
  readonly step: number;
  readonly lane: number;
  readonly x: number;
  readonly y: number;
  /** What the rule is called, and what of its arguments is new. */
  readonly name: string;
  readonly rest: string;
  readonly side: "left" | "right" | "above";
  /** How far its label is moved up or down, out of the way of arrows. */
  readonly shift: number;
}

export interface LaneAt {
  readonly x: number;
  readonly name: string;
  readonly isUsed: boolean;
  /** The claim that is alone on it; null: none, or several. */
  readonly claim: 0 | 1 | 2 | null;
}

export interface BracketAt {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly says: string;
  readonly claim: 0 | 1 | 2;
  readonly steps: readonly number[];
}

export interface LineAt {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly steps: readonly number[];
  readonly claim: 0 | 1 | 2 | null;
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly isWide: boolean;
  readonly radius: number;
  readonly lanes: readonly LaneAt[];
  readonly nodes: readonly NodeAt[];
  readonly arrows: readonly LineAt[];
  /** From a lane without a step: a process's first contents. */
  readonly sources: readonly LineAt[];
  /** To a lane of which a step wrote something. */
  readonly touches: readonly LineAt[];
  /** Where the other order would lead elsewhere. */
  readonly orders: readonly LineAt[];
  readonly brackets: readonly BracketAt[];
  readonly loop: {
    readonly top: number;
    readonly bottom: number;
    readonly right: number;
    readonly wraps: readonly (LineAt & { readonly to: number })[];
  } | null;
  readonly laneGap: number;
  /** Where the first row is, and how far it is to the next. */
  readonly top: number;
  readonly pitch: number;
}

const CHARACTER = 6.5;
const HEAD = 40;
/** Lanes are no nearer to each other than this; a diagram that has no room for that is scrolled. */
const NARROWEST_LANE = 58;

export function layOutDiagram(story: Story, { width: given, isCausal, reasons }: LayoutOptions): DiagramLayout {
  const { path, plan, order, rows, drawn, claims, loop } = story;
  const isWide = given > 560;
  const radius = isWide ? 11 : 10.5;
  const placeOf = new Map(order.map((lane, place) => [lane, place]));
  const last = order.length - 1;
  const place = (at: number) => placeOf.get(plan.of[at] as number) as number;
  const rowOf = (at: number) => (isCausal ? (rows[at] as number) : at);
  const nodesAt = new Map<number, number[]>();
  for (const at of path.steps.keys()) nodesAt.set(rowOf(at), [...(nodesAt.get(rowOf(at)) ?? []), at]);

  const labels = path.steps.map((step, at) => labelOf(story, at, step));
  const sides = path.steps.map((_, at) => sideOf(at));
  const widthOf = (at: number) =>
    ((labels[at] as Label).name.length +
      ((labels[at] as Label).rest === "" ? 0 : (labels[at] as Label).rest.length + 1)) *
    CHARACTER;
  const margin = (side: "left" | "right") => {
    const edge = side === "left" ? 0 : last;
    const widest = path.steps.reduce(
      (most, _, at) => (place(at) === edge && sides[at] === side ? Math.max(most, widthOf(at)) : most),
      0,
    );
    return Math.min(isWide ? 150 : 100, widest + radius + 14);
  };
  const names = order.map((lane) => plan.lanes[lane]);
  const half = (at: number) => ((isWide ? names[at]?.name : names[at]?.short)?.length ?? 0) * 3.9;
  const left = isWide ? Math.max(margin("left"), half(0), 30) : Math.max(36, half(0));
  const forLoop = loop === null ? 0 : isWide ? 104 : 44;
  const right = (isWide ? Math.max(margin("right"), half(last), 96) : Math.max(40, half(last))) + forLoop;
  const natural = last === 0 ? 0 : (given - left - right) / last;
  const laneGap = last === 0 ? 0 : Math.min(isWide ? 190 : 120, Math.max(NARROWEST_LANE, natural));
  const width = Math.max(given, left + laneGap * last + right);
  const slack = last === 0 ? Math.min(220, given * 0.3) : Math.max(0, (given - left - right - laneGap * last) / 2);
  const x = (lane: number) => left + slack + laneGap * (placeOf.get(lane) as number);

  const pitch = isCausal ? (isWide ? 61 : 72) : isWide ? 41 : 58;
  const top = isWide ? 66 : 78;
  const gap = loop === null ? 0 : 36;
  const y = (at: number) => top + rowOf(at) * pitch + (loop !== null && at >= loop ? gap : 0);
  const bottom = path.steps.reduce((most, _, at) => Math.max(most, y(at)), top - pitch);
  const loopTop =
    loop === null || path.steps.length === 0
      ? 0
      : Math.min(...path.steps.flatMap((_, at) => (at >= loop ? [y(at)] : []), bottom + pitch)) - pitch * 0.62;
  const nodes = path.steps.map((_, at): NodeAt => {
    const side = sides[at] as NodeAt["side"];
    const { name, rest } = cut(labels[at] as Label, roomOf(at));
    return {
      step: at + 1,
      lane: plan.of[at] as number,
      x: x(plan.of[at] as number),
      y: y(at),
      name,
      rest,
      side,
      shift: shiftOf(at),
    };
  });
  const node = (at: number) => nodes[at] as NodeAt;
  const claimOf = (at: number) => claims.marks[at]?.claim ?? null;
  const laneClaims = (lane: number) =>
    new Set(path.steps.flatMap((_, at) => (plan.of[at] === lane ? [claimOf(at)] : [])));
  const xr = x(order[last] as number) + (isWide ? Math.max(margin("right"), 74) : 22);
  const end = bottom + 44;
  return {
    width,
    height: loop === null ? bottom + (isWide ? 52 : 60) : end + 34,
    isWide,
    radius,
    laneGap,
    top,
    pitch,
    lanes: order.map((lane, at) => {
      const alone = [...laneClaims(lane)];
      const kind = plan.lanes[lane]?.kind ?? null;
      return {
        x: x(lane),
        name: (isWide && laneGap >= half(at) * 2 - 8 ? names[at]?.name : names[at]?.short) ?? "",
        isUsed:
          alone.length > 0 ||
          drawn.sources.some((each) => each.lane === lane) ||
          drawn.touches.some((each) => each.lane === lane),
        claim:
          alone.length === 1 && (kind === null || claims.legend.every(({ says }) => says.includes(": ")))
            ? (alone[0] as 0 | 1 | 2 | null)
            : null,
      };
    }),
    nodes,
    arrows: drawn.arrows.map(({ from, to }) => ({
      x1: node(from).x,
      y1: node(from).y,
      x2: node(to).x,
      y2: node(to).y,
      steps: [from + 1, to + 1],
      claim: claimOf(from),
    })),
    sources: drawn.sources.map(({ lane, to }) => ({
      x1: x(lane),
      y1: node(to).y - pitch * 0.5,
      x2: node(to).x,
      y2: node(to).y,
      steps: [to + 1],
      claim: claimOf(to),
    })),
    touches: drawn.touches.map(({ from, lane }) => ({
      x1: node(from).x,
      y1: node(from).y,
      x2: x(lane),
      y2: node(from).y,
      steps: [from + 1],
      claim: claimOf(from),
    })),
    orders: story.orders.flatMap(({ from, to }) =>
      place(from) === place(to)
        ? []
        : [
            {
              x1: node(from).x,
              y1: node(from).y,
              x2: node(to).x,
              y2: node(to).y,
              steps: [from + 1, to + 1],
              claim: null,
            },
          ],
    ),
    brackets: bracketsOf(),
    loop: loop === null ? null : { top: loopTop, bottom: end, right: xr, wraps: wrapsOf() },
  };

  function wrapsOf() {
    return drawn.wraps.map(({ from, to }) => {
      const y2 = y(to) + (end - loopTop);
      const [x1, y1, x3] = [node(from).x, node(from).y, node(to).x];
      const part = (end + 8 - y1) / (y2 - y1);
      return {
        x1,
        y1,
        x2: x1 + (x3 - x1) * part,
        y2: end + 8,
        steps: [from + 1, to + 1],
        claim: claimOf(from),
        to: to + 1,
      };
    });
  }

  /** Beside arrows that go down a label stands higher, beside those that come from above lower. */
  function shiftOf(at: number): number {
    const side = sides[at];
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

  /** How wide a label may be: to the next lane with a step on this row, or with a label that comes towards it. */
  function roomOf(at: number): number {
    const own = place(at);
    const side = sides[at];
    const row = (nodesAt.get(rowOf(at)) ?? []).filter((each) => each !== at);
    if (side === "above") return laneGap === 0 ? given : laneGap * 1.35;
    const towards = row.filter((each) => (side === "left" ? place(each) < own : place(each) > own));
    const nearest = towards.reduce<number | null>(
      (best, each) => (best === null || Math.abs(place(each) - own) < Math.abs(place(best) - own) ? each : best),
      null,
    );
    const lane = x(order[own] as number);
    if (nearest === null) return side === "left" ? lane - radius - 8 : width - forLoop - lane - radius - 8;
    const distance = Math.abs(place(nearest) - own) * laneGap - 2 * radius - 16;
    const meets = sides[nearest] !== side;
    return meets ? distance / 2 : distance;
  }

  function bracketsOf(): BracketAt[] {
    const why = reasons?.why ?? null;
    if (why === null) return [];
    return why.parts.flatMap((part, index): BracketAt[] => {
      const steps = [
        ...new Set([
          ...part.because.flatMap((each) => each.steps),
          ...part.facts.map((fact) => why.facts[fact]?.step ?? 0),
        ]),
      ].filter((step) => step > 0 && step <= path.steps.length);
      const byRow = new Map<number, number[]>();
      for (const step of steps) byRow.set(rowOf(step - 1), [...(byRow.get(rowOf(step - 1)) ?? []), step]);
      const [most] = [...byRow.values()].filter((row) => row.length > 1).sort((a, b) => b.length - a.length);
      if (most === undefined) return [];
      const xs = most.map((step) => node(step - 1).x);
      return [
        {
          x1: Math.min(...xs),
          x2: Math.max(...xs),
          y: node((most[0] as number) - 1).y + radius + 8,
          says: part.says,
          claim: index === 0 ? 0 : index === 1 ? 1 : 2,
          steps: most,
        },
      ];
    });
  }
}

interface Label {
  readonly name: string;
  readonly rest: string;
}

/** The rule, and of its arguments what its lane does not say. */
function labelOf(story: Story, at: number, step: Story["path"]["steps"][number]): Label {
  const { plan } = story;
  const lane = plan.lanes[plan.of[at] as number];
  const { process } = step;
  const usual = usualOf(story, at);
  const others = step.arguments.filter(
    ([name, value]) => value !== lane?.value && !(process !== null && name === "self") && usual.get(name) !== value,
  );
  const rest = others.map(([, value]) => shortText(value, lane?.value ?? "")).join(", ");
  if (process !== null) {
    const to = process.to === null || process.to === process.from ? "" : `→ ${process.to}`;
    return { name: process.step, rest: [rest, to].filter((each) => each !== "").join(" ") };
  }
  const name =
    lane !== undefined && lane.kind === null && step.rule.startsWith(`${lane.name} `)
      ? step.rule.slice(lane.name.length + 1)
      : step.rule;
  // What is received says by itself what it is.
  const received = /^receive (.+)$/.exec(name);
  if (received !== null && rest.startsWith(received[1] as string))
    return { name, rest: rest.slice((received[1] as string).length).trim() };
  return { name, rest };
}

/** What every step of a claim binds alike, where the claims are two: the shape says it. What a claim is about stays. */
function usualOf({ path, claims }: Story, at: number): ReadonlyMap<string, string> {
  const claim = claims.marks[at]?.claim ?? null;
  const usual = new Map<string, string>();
  if (claim === null || claims.legend.length < 2) return usual;
  const names = new Set(path.steps.flatMap(({ arguments: bound }) => bound.map(([name]) => name)));
  for (const name of names) {
    const valuesOf = (which: number) =>
      new Set(
        path.steps.flatMap(({ arguments: bound }, other) =>
          claims.marks[other]?.claim === which ? bound.flatMap(([each, value]) => (each === name ? [value] : [])) : [],
        ),
      );
    const each = claims.legend.map(({ claim: which }) => [...valuesOf(which)]);
    const isSubject = each.some((values, which) =>
      values.some((value) => isWordOf(claims.legend[which]?.says ?? "", value)),
    );
    const tellsApart = each.every((values) => values.length === 1) && new Set(each.flat()).size === each.length;
    if (tellsApart && (!isSubject || claims.isBound)) usual.set(name, [...valuesOf(claim)][0] as string);
  }
  return usual;
}

function isWordOf(says: string, value: string): boolean {
  return says.split(/[^\p{L}\p{N}_-]+/u).includes(value);
}

function cut({ name, rest }: Label, room: number): Label {
  const fits = Math.max(3, Math.floor(room / CHARACTER));
  if (name.length > fits) return { name: `${name.slice(0, fits - 1)}…`, rest: "" };
  if (rest === "" || name.length + 1 + rest.length <= fits) return { name, rest };
  const left = fits - name.length - 2;
  return { name, rest: left < 3 ? "" : `${rest.slice(0, left)}…` };
}

export const DIAGRAM_HEAD = HEAD;
