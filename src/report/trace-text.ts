/**
 * A trace for people: the initial state, then numbered steps with rule, arguments and only what the step changed. Paths
 * stand in one column over the whole trace, so that the eye can follow a field down the page. Fits `width` columns. Of a
 * lasso it says where the loop starts and that it comes back there.
 */
import { countOf } from "../errors/counts.ts";
import type { Wording } from "../errors/wording.ts";
import type { Change } from "../state/diff.ts";
import { type Plain, plainText } from "../state/plain.ts";
import type { AbstractLane, AbstractStep } from "../trace/abstract-lane.ts";
import type { StateInTrace } from "../trace/plain-copy.ts";
import type { ProcessStep, Trace, TraceStep } from "../trace/trace.ts";
import { columnsOf } from "./columns.ts";
import type { Paint } from "./paint.ts";
import { wrap } from "./wrap.ts";

export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the page. */
  readonly width: number;
  /** What the first state is, where it is not an initial one. */
  readonly start?: string;
  /** How errors speak of options; absent: as a program's. */
  readonly wording?: Wording;
}

/** Share of the page that paths may take; a longer one has a line of its own. */
const PATH_SHARE = 1 / 3;

/** A place of the state and what stands there. */
interface Line {
  readonly path: string;
  readonly text: string;
  readonly mark?: "added" | "removed";
}

export function traceText(trace: Trace, options: TextOptions): string {
  const { paint } = options;
  const margin = Math.max(2, String(trace.steps.length).length) + 2;
  const valueWidth = options.width - margin - 4;
  const said = Object.entries(trace.initial).filter(([name]) => trace.unsaid?.includes(name) !== true);
  const initial = said.flatMap(([name, plain]) => stateLines(name, plain, valueWidth));
  const changes = trace.steps.map((step) => shownChanges(step).flatMap((change) => changeLines(change, valueWidth)));
  const others = trace.abstract === undefined ? [] : abstractLines(trace.abstract, valueWidth);
  const longest = [initial, ...changes, ...others].reduce(
    (most, lines) => lines.reduce((widest, line) => Math.max(widest, columnsOf(line.path)), most),
    0,
  );
  const column = Math.min(Math.floor(options.width * PATH_SHARE), longest) + 2;
  const block = (lines: readonly Line[]) =>
    lines.flatMap((line, at) => lineText(line, lines[at - 1]?.path, margin + 2, column, options));

  const lane = trace.abstract;
  const beside = (said: string, colour: (text: string) => string, below: readonly Line[] = []) => [
    ...wrap(said, options.width - margin - 2).map(
      (line, at) => " ".repeat(margin) + colour(`${at === 0 ? "↳ " : "  "}${line}`),
    ),
    ...block(below),
  ];

  // Line by line: a trace may have more lines than a call may have arguments.
  const text = [`${"0".padStart(margin - 2)}  ${paint.bold(options.start ?? "initial state")}`, ...block(initial)];
  if (lane !== undefined)
    text.push(
      ...(lane.isInitial
        ? beside(`${lane.model}: an initial state`, paint.dim)
        : beside(`${lane.model}: no initial state`, paint.red, laneState(lane.initial, valueWidth))),
    );
  trace.steps.forEach((step, at) => {
    if (at === trace.loop) text.push(" ".repeat(margin) + paint.yellow(`loop starts here (state ${at})`));
    for (const line of stepHeading(String(at + 1).padStart(margin - 2), step, options)) text.push(line);
    for (const line of block(changes[at] as Line[])) text.push(line);
    if (step.changes.length === 0 && isStill(step))
      text.push(`${" ".repeat(margin + 2)}${paint.dim("changes nothing")}`);
    const abstract = lane?.steps[at];
    if (lane !== undefined && abstract !== undefined)
      text.push(
        ...(abstract.is === "none"
          ? beside(`${lane.model}: no step does this`, paint.red, laneChanges(abstract.changes, valueWidth))
          : beside(abstractText(lane.model, abstract), paint.dim)),
      );
  });
  if (trace.failing !== null)
    for (const line of stepHeading("!".padStart(margin - 2), trace.failing, options)) text.push(line);
  if (trace.loop !== null) text.push(" ".repeat(margin) + paint.yellow(loopText(trace.loop, trace.steps.length)));
  return text.join("\n");
}

/** `voting: vote(a: a1)`, `voting stutters`. */
export function abstractText(model: string, { is, rule, arguments: bound, others }: AbstractStep): string {
  if (is === "stutter") return `${model} stutters`;
  if (rule === null) return `${model}: no step does this`;
  return `${model}: ${ruleText({ rule, arguments: bound })}${others === 0 ? "" : ` (or ${countOf(others, "other step")})`}`;
}

/** What is shown of abstract states: where they are at fault. */
function abstractLines({ isInitial, initial, steps }: AbstractLane, width: number): readonly (readonly Line[])[] {
  const last = steps.at(-1);
  return [
    ...(isInitial ? [] : [laneState(initial, width)]),
    ...(last?.is === "none" ? [laneChanges(last.changes, width)] : []),
  ];
}

function laneState(state: StateInTrace, width: number): readonly Line[] {
  return Object.entries(state).flatMap(([name, plain]) => stateLines(name, plain, width));
}

function laneChanges(changes: readonly Change[], width: number): readonly Line[] {
  return changes.flatMap((change) => changeLines(change, width));
}

interface Heading {
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
  readonly process?: ProcessStep;
}

/** What it changed, but for the move of its process, which the heading says, and what says nothing. */
function shownChanges({ process, changes }: TraceStep): readonly Change[] {
  return changes.filter(({ shown, unsaid }) => unsaid !== true && (process === undefined || shown !== process.called));
}

/** Whether the heading says of no move. */
function isStill({ process }: TraceStep): boolean {
  return process === undefined || process.from === process.to;
}

/** As `ruleText`; of a program's step `t1: push(node: 2) → idle`, and what of it is the name. */
export function happenedText(heading: Heading): { readonly text: string; readonly name: string } {
  const { rule, arguments: bound, process } = heading;
  if (process === undefined) return { text: ruleText(heading), name: rule };
  const { called, step, to } = process;
  const name = `${called}: ${step}`;
  const others = bound.filter(([binding]) => binding !== "self");
  return { text: `${ruleText({ rule: name, arguments: others })}${to === null ? "" : ` → ${to}`}`, name };
}

/** `promise(a: a1, m: prepare(ballot: 0))`. */
export function ruleText({ rule, arguments: bound }: Heading): string {
  return bound.length === 0 ? rule : `${rule}(${bound.map(([name, value]) => `${name}: ${value}`).join(", ")})`;
}

function stepHeading(number: string, step: Heading, { paint, width }: TextOptions): string[] {
  const margin = number.length + 2;
  const { text, name } = happenedText(step);
  return wrap(text, width - margin).map((line, at) => {
    if (at > 0) return " ".repeat(margin) + line;
    return `${paint.dim(number)}  ${paint.bold(line.slice(0, name.length))}${line.slice(name.length)}`;
  });
}

/** A field on one line; a map that does not fit, one line per item, named as changes name it. */
function stateLines(path: string, plain: Plain, width: number): Line[] {
  const text = plainText(plain);
  if (plain.kind !== "map" || columnsOf(path) + 2 + columnsOf(text) <= width) return [{ path, text }];
  return plain.entries.flatMap(([key, item]) => stateLines(`${path}[${key}]`, item, width));
}

/** Both values on a line; of lists and sets for which there is no room, what came and went, a line each. */
function changeLines(change: Change, width: number): Line[] {
  const { added = [], removed = [] } = change;
  const path = change.shown ?? change.path;
  if (change.kind === "set") {
    const text = `${change.before} → ${change.after}`;
    if (added.length + removed.length === 0 || columnsOf(path) + 2 + columnsOf(text) <= width) return [{ path, text }];
  }
  return [
    ...removed.map((each): Line => ({ path, text: each, mark: "removed" })),
    ...added.map((each): Line => ({ path, text: each, mark: "added" })),
  ];
}

function lineText(
  { path, text, mark }: Line,
  above: string | undefined,
  margin: number,
  column: number,
  { paint, width }: TextOptions,
): string[] {
  const sign = mark === undefined ? "" : mark === "added" ? "+ " : "- ";
  const colour = mark === undefined ? (line: string) => line : mark === "added" ? paint.green : paint.red;
  const room = Math.max(20, width - margin - column - sign.length);
  // A long before-and-after reads better as two halves than broken where the line happens to end.
  const halves = columnsOf(text) > room && mark === undefined ? text.split(/ (?=→ )/) : [text];
  const lines = halves.flatMap((half) => wrap(half, room));
  const label = path === above ? "" : path;
  if (columnsOf(label) + 2 > column)
    return [" ".repeat(margin) + paint.cyan(label), ...lines.map((line, at) => valueLine(line, at))];
  return lines.map((line, at) =>
    at === 0
      ? " ".repeat(margin) + paint.cyan(label) + " ".repeat(column - columnsOf(label)) + colour(sign + line)
      : valueLine(line, at),
  );

  function valueLine(line: string, at: number): string {
    return " ".repeat(margin + column) + colour((at === 0 ? sign : " ".repeat(sign.length)) + line);
  }
}

function loopText(loop: number, steps: number): string {
  return loop === steps ? "and nothing happens ever after" : `back to state ${loop}`;
}
