/** A trace with all that is drawn of it, made once: its path, who did what, what needed what, and where everything stands. */
import { actorsOf } from "../trace/actors.ts";
import { type LanePlan, lanesOf } from "../trace/lanes.ts";
import { type ProcessKind, processKinds } from "../trace/process-kinds.ts";
import type { Reasons } from "../why/reasons.ts";
import { type Arrow, type BetweenLanes, drawnBetween } from "./arrows.ts";
import { causesOf } from "./causes.ts";
import { type ClaimMarks, claimsOf } from "./claims.ts";
import { collapsedPlan } from "./collapse.ts";
import { type ColouredSpan, colouredSpans } from "./lane-colours.ts";
import { orderedLanes } from "./lane-order.ts";
import type { LiveModel, WalkedPath } from "./path.ts";
import { rowsOf } from "./rows.ts";
import { type TruthRow, truthOf } from "./truth.ts";
import { type Writers, writersOf } from "./written-by.ts";

export interface Story {
  readonly path: WalkedPath;
  /** The state to which the last one's successor returns; null: none. */
  readonly loop: number | null;
  readonly kinds: readonly ProcessKind[];
  readonly plan: LanePlan;
  /** Lanes from left to right. */
  readonly order: readonly number[];
  readonly causes: readonly (readonly number[])[];
  /** By the index of a step, its row in causal order. */
  readonly rows: readonly number[];
  /** Pairs of steps, by their indexes, of which the other order would lead elsewhere though neither needed the other. */
  readonly orders: readonly Arrow[];
  readonly drawn: BetweenLanes;
  readonly claims: ClaimMarks;
  readonly truth: readonly TruthRow[];
  readonly writers: Writers;
  /** Where lanes have colours. */
  readonly spans: readonly ColouredSpan[];
}

export interface StoryOptions {
  readonly loop: number | null;
  readonly reasons: Reasons | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The order of lanes of a story that this one branches off. */
  readonly like?: Story;
  /** Who acts, where no model says so. */
  readonly kinds?: readonly ProcessKind[];
  /** The state at which this one leaves it: steps behind that serve no claim of what was recorded. */
  readonly leaves?: number;
  /** Whether one may go on from its end. */
  readonly isOpen?: boolean;
  /** Kinds of process whose lanes are one. */
  readonly collapsed?: ReadonlySet<number>;
}

export function storyOf(
  subject: LiveModel,
  path: WalkedPath,
  { loop, reasons, parameters, like, leaves, kinds: given, isOpen = false, collapsed = new Set() }: StoryOptions,
): Story {
  const kinds = like?.kinds ?? given ?? processKinds(subject.model, parameters);
  const isRecorded = subject.recorded !== undefined;
  const full = isRecorded
    ? lanesOf(path.steps, {
        kinds,
        rules: path.steps.map(({ rule, arguments: bound }) => ({ name: rule, bindings: bound.map(([name]) => name) })),
        looksAt: () => new Set(),
      })
    : actorsOf(
        subject,
        path.steps.map(({ step }) => step),
        path.states,
        kinds,
      );
  const plan = collapsedPlan(full, kinds, collapsed);
  const causes = isRecorded ? path.steps.map(() => []) : causesOf(subject, path);
  const lanes = plan.of.map((lane) => [lane]);
  const { rows, orders } = isRecorded
    ? { rows: path.steps.map((_, at) => at), orders: [] }
    : rowsOf(subject, path, { causes, lanes, loop });
  const drawn = drawnBetween(isRecorded ? null : subject, path, kinds, plan, causes, loop);
  const placed = (at: number) => ({ lane: plan.of[at] as number, row: rows[at] as number });
  const spans = drawn.arrows.map(({ from, to }) => ({
    from: placed(from).lane,
    to: placed(to).lane,
    top: placed(from).row,
    bottom: placed(to).row,
  }));
  const order = subject.model.drawing?.isAsWritten
    ? plan.lanes.map((_, lane) => lane)
    : orderedLanes(
        plan.lanes.length,
        spans,
        path.steps.map((_, at) => placed(at)),
      );
  const claims = claimsOf(path.steps, reasons, { lanes: plan.of, causes });
  return {
    path,
    loop,
    kinds,
    plan,
    order,
    causes,
    rows,
    orders,
    drawn,
    claims:
      leaves === undefined
        ? claims
        : { ...claims, marks: claims.marks.map((mark, at) => (at < leaves ? mark : { claim: null, filled: false })) },
    truth: truthOf(subject, path, loop, isOpen),
    writers: writersOf(path.steps),
    spans: colouredSpans(path, plan, kinds, subject.model.drawing),
  };
}
