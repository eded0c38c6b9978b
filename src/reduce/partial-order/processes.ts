/**
 * What the footprints of a model's rules say for partial-order reduction: which process an instance is a step of, which
 * bits of the state are that process's alone, and which rules do nothing that another process's step could interfere with.
 */
import type { AnyDomain } from "../../domain/domain.ts";
import { synodError } from "../../errors/errors.ts";
import type { BoundPart, BoundPlace, Footprint } from "../../model/footprint.ts";
import type { Model } from "../../model/model.ts";
import type { Rule } from "../../model/rule.ts";
import { bindingCodes, boundValues, type Instances } from "../../program/instances.ts";
import type { Cell, Layout } from "../../state/layout.ts";

/** A role's processes are the numbers first .. first + size - 1. */
export interface ActingRole {
  readonly name: string;
  readonly first: number;
  readonly size: number;
  /** Its processes as values: what its fields map from. */
  readonly processes: AnyDomain;
  readonly rules: readonly number[];
  /** Per process: by word, the bits that its guards and effects may read and nobody else writes. */
  readonly own: readonly ReadonlyMap<number, number>[];
}

export class Processes {
  readonly roles: readonly ActingRole[];
  readonly count: number;
  /** Per rule: whether whatever other processes do commutes with its steps, as far as these are enabled for certain. */
  readonly independent: readonly boolean[];
  readonly #instances: Instances;
  readonly #known: readonly Map<number, number>[];

  constructor(model: Model, layout: Layout, instances: Instances) {
    const footprints = model.rules.map(({ footprint }) => footprint as Footprint);
    const fields = new Map<string, boolean>();
    for (const footprint of footprints) {
      for (const place of [...footprint.reads, ...footprint.writes]) {
        fields.set(place.field, (fields.get(place.field) ?? true) && isOwn(place, footprint));
      }
    }
    const isPrivate = ({ field }: BoundPlace) => fields.get(field) === true;
    this.#instances = instances;
    this.#known = model.rules.map(() => new Map());
    let first = 0;
    this.roles = [...new Set(footprints.flatMap(({ role }) => role ?? []))].flatMap((name) => {
      const rules = footprints.flatMap((footprint, at) => (footprint.role === name ? [at] : []));
      const places = rules.flatMap((at) => (footprints[at] as Footprint).reads.filter(isPrivate));
      const cells = [...new Set(places.map(({ field }) => field))].map((field) => layout.cells.get(field) as MapCell);
      const [cell] = cells;
      if (cell === undefined) return [];
      const own = cell.items.map((_, code) =>
        bitsOf(
          layout,
          cells.map(({ items }) => items[code] as Cell),
        ),
      );
      const role = { name, first, size: cell.items.length, processes: cell.key, rules, own };
      first += role.size;
      return [role];
    });
    this.count = first;
    this.independent = footprints.map((footprint) => isIndependent(footprint, footprints, isPrivate));
  }

  /** The process that takes a step, as a number; -1: none that is known. */
  of(rule: number, step: number): number {
    const index = step - (this.#instances.first[rule] as number);
    const known = this.#known[rule] as Map<number, number>;
    let process = known.get(index);
    if (process === undefined) {
      process = this.#find(rule, index);
      known.set(index, process);
    }
    return process;
  }

  #find(at: number, index: number): number {
    const rule = this.#instances.rules[at] as Rule;
    const { role: name, process } = rule.footprint as Footprint;
    const role = this.roles.find((each) => each.name === name);
    if (role === undefined || process === null) return -1;
    const codes = bindingCodes(rule, index);
    const bound = boundValues(rule, codes) as Readonly<Record<string, unknown>>;
    const value = bound[process.binding];
    const which = process.part === null ? value : (value as Readonly<Record<string, unknown>>)[process.part];
    const code = role.processes.encode(which);
    // A step of nobody would be missing among those of its process, and put off for them.
    if (code < 0) throw synodError("internal", { problem: `${rule.name} is a step of no process of ${name}` });
    return role.first + code;
  }
}

type MapCell = Extract<Cell, { kind: "map" }>;

/** Whether a place is an item of a map from the processes of the rule's role, its own process's. */
function isOwn({ keys }: BoundPlace, { role, process }: Footprint): boolean {
  const [key] = keys;
  return role !== null && process !== null && keys.length === 1 && isSame(key as BoundPart, process);
}

function isSame(one: BoundPart, other: BoundPart): boolean {
  return one.binding === other.binding && one.part === other.part;
}

function bitsOf(layout: Layout, cells: readonly Cell[]): Map<number, number> {
  const bits = new Map<number, number>();
  for (const { base, slots } of cells) {
    for (let slot = base; slot < base + slots; slot++) {
      const word = layout.word[slot] as number;
      bits.set(word, (bits.get(word) ?? 0) | ((layout.mask[slot] as number) << (layout.shift[slot] as number)));
    }
  }
  return bits;
}

/**
 * Whether an enabled instance of the rule commutes with every step of other processes and of the network, and neither
 * disables the other. It then
 *   - reads and writes nothing but what is its process's own,
 *   - looks nothing up in the network, where others may send,
 *   - takes nothing from a bag or channel: that makes room, and whether a sender exceeds the capacity is told apart,
 *   - sends no kind that anybody looks up, and nothing that is lost for want of room.
 * Sending commutes with sending; where both together exceed a capacity, both orders end in the same error.
 */
function isIndependent(
  footprint: Footprint,
  all: readonly Footprint[],
  isPrivate: (place: BoundPlace) => boolean,
): boolean {
  const { role, receives, reads, writes, sends, inbox } = footprint;
  if (role === null || inbox.length > 0) return false;
  if (![...reads, ...writes].every(isPrivate)) return false;
  if (receives !== null && receives.network !== "set") return false;
  return sends.every(({ kind, field }) => {
    const isLookedUp = all.some((other) => other.inbox.some((listened) => listened.kind === kind));
    const isLost = all.some((other) => other.sends.some((sent) => sent.field === field && sent.lostWhenFull));
    return !isLookedUp && !isLost;
  });
}
