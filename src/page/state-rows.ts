/**
 * A state as a person reads it: a row for each process with what is its own, then what all share. Every value says which
 * step wrote it, and what the last step changed, added or took away. Members of a shared set stand with whose step added
 * them: what has been sent stands with its sender.
 */
import type { Change } from "../state/diff.ts";
import type { Plain, PlainState } from "../state/plain.ts";
import type { Lane, LanePlan } from "../trace/lanes.ts";
import type { ProcessKind } from "../trace/process-kinds.ts";
import { shortText } from "./short-text.ts";
import { memberPlace, type Writers, writerOf } from "./written-by.ts";

export interface Leaf {
  /** What pins it. */
  readonly place: string;
  /** What leads to it within its cell: a key of an inner map. Empty: nothing. */
  readonly label: string;
  readonly text: string;
  /** In full, where the text is short for it. */
  readonly full: string;
  readonly by: number | null;
  readonly mark: "none" | "changed" | "added" | "removed";
  /** Of a changed one, what it was. */
  readonly before: string | null;
}

export interface StateRow {
  readonly name: string;
  readonly lane: Lane | null;
  /** As many as there are columns. */
  readonly cells: readonly (readonly Leaf[])[];
}

export interface StateBlock {
  /** `acceptor`; empty: there is but one kind. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly StateRow[];
}

export interface StateSource {
  readonly state: PlainState;
  /** What led to it changed; none of the initial state. */
  readonly changes: readonly Change[];
  readonly at: number;
  readonly writers: Writers;
  readonly kinds: readonly ProcessKind[];
  readonly plan: LanePlan;
  /** Lanes in the order in which they stand. */
  readonly order: readonly number[];
  /** Fields that say nothing to a reader. */
  readonly unsaid?: readonly string[];
}

export function stateBlocks(source: StateSource): readonly StateBlock[] {
  const { state, kinds, plan, order, unsaid = [] } = source;
  const lanes = order.map((lane) => plan.lanes[lane] as Lane);
  const rowFields = new Set(kinds.flatMap(({ fields }) => fields));
  const collections = [...state].flatMap(([name, plain]) =>
    !rowFields.has(name) && !unsaid.includes(name) && (plain.kind === "set" || plain.kind === "bag") ? [name] : [],
  );
  const owned = new Map(collections.map((name) => [name, membersByLane(source, name)]));
  const blocks: StateBlock[] = kinds.map(({ name, fields, takes }, kind) => {
    const own = lanes.filter((lane) => lane.kind === kind || (kinds.length === 1 && lane.kind === null));
    const sets = collections.filter((each) => own.some(({ key }) => owned.get(each)?.has(key)));
    const said = fields.filter((field) => state.has(field) && !unsaid.includes(field));
    return {
      // Who is alone of its kind has its name beside its row.
      title: kinds.length > 1 && takes === undefined ? (name ?? "") : "",
      columns: [...said.map((field) => columnName(field, name)), ...sets],
      rows: own.map((lane) => ({
        name: lane.name,
        lane,
        cells: [
          ...said.map((field) =>
            lane.kind === null ? [] : takes === undefined ? rowLeaves(source, field, lane) : wholeLeaves(source, field),
          ),
          ...sets.map((each) => owned.get(each)?.get(lane.key) ?? []),
        ],
      })),
    };
  });
  const placed = new Set(blocks.flatMap(({ rows }) => rows.map(({ lane }) => lane?.key)));
  const nameless = lanes.filter(({ key, kind }) => kind === null && !placed.has(key));
  const sets = collections.filter((each) => nameless.some(({ key }) => owned.get(each)?.has(key)));
  if (sets.length > 0)
    blocks.push({
      title: "",
      columns: sets,
      rows: nameless.map((lane) => ({
        name: lane.name,
        lane,
        cells: sets.map((each) => owned.get(each)?.get(lane.key) ?? []),
      })),
    });
  const rest = [...state].flatMap(([name, plain]): StateRow[] => {
    if (rowFields.has(name) || unsaid.includes(name)) return [];
    const isSaid = collections.includes(name) && (owned.get(name)?.size ?? 0) > 0;
    const leaves = isSaid ? (owned.get(name)?.get("") ?? []) : leavesOf(source, name, plain, "");
    return isSaid && leaves.length === 0 ? [] : [{ name, lane: null, cells: [leaves] }];
  });
  if (rest.length > 0)
    blocks.push({ title: kinds.length > 0 || blocks.length > 0 ? "shared" : "", columns: [""], rows: rest });
  return blocks.filter(({ rows, columns }) => rows.length > 0 && columns.length > 0);
}

function columnName(field: string, kind: string | null): string {
  if (kind === null || !field.startsWith(kind)) return field;
  const rest = field.slice(kind.length).replace(/^[.\s]+/, "");
  return rest === "" ? "at" : `${rest.slice(0, 1).toLowerCase()}${rest.slice(1)}`;
}

function wholeLeaves(source: StateSource, field: string): Leaf[] {
  const plain = source.state.get(field);
  return plain === undefined ? [] : leavesOf(source, field, plain, "");
}

function rowLeaves(source: StateSource, field: string, lane: Lane): Leaf[] {
  const map = source.state.get(field);
  if (map?.kind !== "map") return [];
  const item = map.entries.find(([key]) => key === lane.value)?.[1];
  return item === undefined ? [] : leavesOf(source, `${field}[${lane.value}]`, item, lane.value);
}

function leavesOf(source: StateSource, path: string, plain: Plain, owner: string, label = ""): Leaf[] {
  const { changes, writers, at } = source;
  if (plain.kind === "map")
    return plain.entries.flatMap(([key, item]) => leavesOf(source, `${path}[${key}]`, item, owner, key));
  const change = changes.find((each) => each.path === path);
  if (plain.kind === "value" || plain.kind === "sequence") {
    const full = plain.kind === "value" ? plain.text : `⟨${plain.members.join(", ")}⟩`;
    const text =
      plain.kind === "value"
        ? shortText(full, owner)
        : `⟨${plain.members.map((each) => shortText(each, owner)).join(", ")}⟩`;
    const before = change?.kind === "set" ? shortText(change.before.replace(/^<(.*)>$/su, "⟨$1⟩"), owner) : null;
    return [
      {
        place: path,
        label,
        text,
        full,
        by: writerOf(writers, path, at),
        mark: before === null ? "none" : "changed",
        before,
      },
    ];
  }
  const leaves = memberLeaves(source, path, plain.members, owner, label);
  return leaves.length > 0
    ? leaves
    : [{ place: path, label, text: "none", full: "{}", by: writerOf(writers, path, at), mark: "none", before: null }];
}

/** The members there are, and those that the last step took away. */
function memberLeaves(
  { changes, writers, at }: StateSource,
  path: string,
  members: readonly string[],
  owner: string,
  label: string,
): Leaf[] {
  const change = changes.find((each) => each.path === path);
  const [added, removed] = change?.kind === "members" ? [change.added, change.removed] : [[], []];
  const leaf = (member: string, mark: Leaf["mark"]): Leaf => {
    const place = memberPlace(path, member);
    return {
      place,
      label,
      text: shortText(member, owner),
      full: member,
      by: writerOf(writers, place, at),
      mark,
      before: null,
    };
  };
  const counts = new Map<string, number>();
  for (const member of members) counts.set(member, (counts.get(member) ?? 0) + 1);
  return [
    ...[...counts].map(([member, count]) => {
      const each = leaf(member, added.includes(member) ? "added" : "none");
      return count === 1 ? each : { ...each, text: `${each.text} ×${count}` };
    }),
    ...[...new Set(removed)].filter((member) => !counts.has(member)).map((member) => leaf(member, "removed")),
  ];
}

/** Members of a shared collection by the lane of the step that added them; by "" those of nobody. */
function membersByLane(source: StateSource, name: string): ReadonlyMap<string, readonly Leaf[]> {
  const { state, plan } = source;
  const plain = state.get(name);
  const found = new Map<string, Leaf[]>();
  if (plain?.kind !== "set" && plain?.kind !== "bag") return found;
  for (const leaf of memberLeaves(source, name, plain.members, "", "")) {
    const lane = leaf.by === null ? undefined : plan.lanes[plan.of[leaf.by - 1] as number];
    const key = lane?.key ?? "";
    const count = / ×\d+$/.exec(leaf.text)?.[0] ?? "";
    const said = { ...leaf, text: shortText(leaf.full, lane?.value ?? "") + count };
    found.set(key, [...(found.get(key) ?? []), said]);
  }
  for (const leaves of found.values()) leaves.sort((a, b) => (a.by ?? 0) - (b.by ?? 0));
  return found;
}
