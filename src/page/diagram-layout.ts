/**
 * Where everything of a diagram stands, in pixels, for a width: lanes, steps, their labels, arrows, the words of the reason
 * and the frame of a loop. A label stands on the side of its step where fewer arrows come and go, and is cut where the next
 * one begins; in full it is in the list below the diagram.
 */
import { cutLabel, type Label, labelWidth, stepLabelOf } from "./diagram-labels.ts";
import type { BracketAt, DiagramLayout, LayoutOptions, NodeAt } from "./diagram-shapes.ts";
import { type LabelSide, labelSides } from "./label-sides.ts";
import type { Story } from "./story.ts";

const HEAD = 40;
/** Lanes are no nearer to each other than this; a diagram that has no room for that is scrolled. */
const NARROWEST_LANE = 58;

/** A lane's name that is wider is cut, in bold letters of so many pixels. */
const WIDEST_NAME = 220;
const BOLD = 7.8;
const nameWidth = (name: string) => name.length * BOLD;

/** What lanes are called above them: all in full, or all in short, and cut where even that would run into the next one. */
function laneHeaders(
  names: readonly (readonly [full: string, short: string])[],
  isWide: boolean,
  room: number,
): string[] {
  const apart = (texts: readonly string[]) =>
    texts.every((text, at) => at === 0 || (nameWidth(text) + nameWidth(texts[at - 1] as string)) / 2 + 8 <= room);
  const full = names.map(([name]) => name);
  const said = isWide && apart(full) ? full : names.map(([, short]) => short);
  const fits = Math.max(3, Math.floor((Math.min(room, WIDEST_NAME) - 8) / BOLD));
  return said.map((name) => (name.length <= fits ? name : `${name.slice(0, fits - 1)}…`));
}

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

  const labels = path.steps.map((step, at) => stepLabelOf(story, at, step));
  const placed = labelSides(story, { isWide, placeOf, rowOf, nodesAt });
  const sides = placed.map(({ side }) => side);
  const margin = (side: "left" | "right") => {
    const edge = side === "left" ? 0 : last;
    const widest = path.steps.reduce(
      (most, _, at) =>
        place(at) === edge && sides[at] === side ? Math.max(most, labelWidth(labels[at] as Label)) : most,
      0,
    );
    return Math.min(isWide ? 150 : 100, widest + radius + 14);
  };
  const names = order.map((lane) => plan.lanes[lane]);
  const half = (at: number) =>
    Math.min(WIDEST_NAME, nameWidth((isWide ? names[at]?.name : names[at]?.short) ?? "")) / 2;
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
    const { name, rest } = cutLabel(labels[at] as Label, roomOf(at));
    return {
      step: at + 1,
      lane: plan.of[at] as number,
      x: x(plan.of[at] as number),
      y: y(at),
      name,
      rest,
      ...(placed[at] as LabelSide),
    };
  });
  const node = (at: number) => nodes[at] as NodeAt;
  const headers = laneHeaders(
    names.map((lane) => [lane?.name ?? "", lane?.short ?? ""]),
    isWide,
    last === 0 ? given : laneGap,
  );
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
        name: headers[at] as string,
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

export const DIAGRAM_HEAD = HEAD;
