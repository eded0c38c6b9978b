/**
 * Writes what a program publishes into a kernel's memory, and again what has changed since. Each array has a place with room
 * to grow; one that has outgrown it gets another, and what it leaves behind is forgotten: no more than as much again.
 *
 * A change is written with the units that it can affect: those that have ever read a bit that it changes. When a unit has
 * read more, all changes are written anew.
 */
import * as at from "../kernel/map.ts";
import type { ColumnTables } from "../program/column-tables.ts";
import {
  CHANGE_PREFIX,
  changeEnd,
  type Publication,
  type PublishedList,
  type PublishedPart,
  type PublishedRecipient,
  type PublishedRule,
} from "../program/publication.ts";
import { columnImage } from "./column-image.ts";
import { forgetImage, recipientMask } from "./forget-image.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { up } from "./memory-parts.ts";
import { holdsStandingStill, type Slots } from "./standing-still.ts";
import { twinsOf } from "./twins.ts";
import { type AllUnits, allUnits, type BoundUnit, MOST_UNITS, type PartOf, type Unit } from "./units.ts";
import { writtenImage } from "./written-image.ts";

/** What a unit's row says is expected: see src/kernel/judge.ts. */
const HOLDS = 0;
const IS_FALSE = 1;

interface Place {
  readonly address: number;
  /** In words. */
  readonly room: number;
}

/** What was written of a rule. */
interface Written {
  readonly version: number;
  readonly cells: Place;
  readonly gates: Place;
  readonly changes: Place;
  readonly changed: number;
  readonly givenUp: number;
}

/** What a unit has read so far. */
interface Reads {
  readonly unit: Unit;
  /** Per word of the current state and of the source. */
  readonly bits: Int32Array;
}

export class Publisher {
  /** Per unit of states one before it that says the same, or -1. */
  twins: readonly number[] = [];
  readonly #memory: KernelMemory;
  readonly #slots: Slots;
  readonly #units: AllUnits;
  readonly #bounds: readonly BoundUnit[];
  #end: number;
  readonly #rules: (Written | undefined)[] = [];
  /** By predicate and part. */
  readonly #parts = new Map<string, { readonly version: number; readonly place: Place }>();
  readonly #states: readonly Reads[];
  readonly #steps: readonly Reads[];
  /** Whom messages expire for; what was written of them: their versions, and where. */
  #forgets: readonly PublishedRecipient[] = [];
  #forgotten: { readonly versions: string; readonly place: Place } | null = null;
  /** Whether a unit has read more than was known when changes were written. */
  #hasReadMore = true;

  constructor(memory: KernelMemory, slots: Slots, units: AllUnits, bounds: readonly BoundUnit[]) {
    this.#memory = memory;
    this.#slots = slots;
    this.#units = units;
    this.#bounds = bounds;
    this.#end = memory.plan.trees;
    const reads = (unit: Unit): Reads => ({ unit, bits: new Int32Array(2 * memory.words) });
    this.#states = units.states.map(reads);
    this.#steps = units.steps.map(reads);
  }

  /** Bytes that trees take. */
  get bytes(): number {
    return this.#end - this.#memory.plan.trees;
  }

  /** False: there is no room for it. */
  publish({ rules, predicates, lists, forms, forgets = [] }: Publication): boolean {
    if (forms !== undefined && !this.#publishForms(forms.columns)) return false;
    if (rules.some(saysWhatIsWritten) && !this.#publishLists(lists)) return false;
    if (!this.#publishParts(predicates) || !this.#publishForgets(forgets)) return false;
    for (const [index, rule] of rules.entries()) if (!this.#publishRule(rule, index)) return false;
    this.#hasReadMore = false;
    return true;
  }

  /** Once: they stay as they are. */
  #publishForms(columns: ColumnTables): boolean {
    if (this.#memory.read(at.SHAPE_FORMS) !== 0) return true;
    const place = this.#write(columnImage(columns, this.#memory.words, this.#end), undefined);
    if (place === null) return false;
    this.#memory.write(at.SHAPE_FORMS, place.address);
    return true;
  }

  /** Once: they stay as they are. */
  #publishLists(published: readonly PublishedList[]): boolean {
    const memory = this.#memory;
    if (memory.read(at.SHAPE_BYTE_FINGERPRINTS) !== 0) return true;
    const { image, lists, fingerprints } = writtenImage(published, memory.words, this.#end);
    if (this.#write(image, undefined) === null) return false;
    memory.write(at.SHAPE_LISTS, lists);
    memory.write(at.SHAPE_BYTE_FINGERPRINTS, fingerprints);
    return true;
  }

  #publishParts(predicates: Publication["predicates"]): boolean {
    let areOther = this.#parts.size === 0;
    for (const { predicate, part } of [...allUnits(this.#units), ...this.#bounds].flatMap(({ parts }) => parts)) {
      const key = `${predicate} ${part}`;
      const { version, cells } = partOf(predicates, { predicate, part });
      const written = this.#parts.get(key);
      if (written?.version === version) continue;
      const place = this.#write(cells, written?.place);
      if (place === null) return false;
      this.#parts.set(key, { version, place });
      areOther = true;
    }
    if (areOther) {
      this.#noteReads(predicates);
      this.#writeUnits(predicates);
    }
    return true;
  }

  #noteReads(predicates: Publication["predicates"]): void {
    for (const { unit, bits } of [...this.#states, ...this.#steps]) {
      for (const { predicate, part } of unit.parts) {
        const { reads } = partOf(predicates, { predicate, part });
        for (let word = 0; word < bits.length; word++) {
          const more = (reads[word] as number) & ~(bits[word] as number);
          if (more === 0) continue;
          bits[word] = (bits[word] as number) | more;
          this.#hasReadMore = true;
        }
      }
    }
  }

  #writeUnits(predicates: Publication["predicates"]): void {
    const memory = this.#memory;
    const { plan } = memory;
    const { states, steps, terminal, noted } = this.#units;
    let parts = plan.parts;
    const write = (row: number, unit: Pick<Unit, "parts">, expected: number) => {
      memory.set(row, expected);
      memory.set(row + 4, parts);
      memory.set(row + 8, unit.parts.length);
      for (const part of unit.parts) {
        memory.set(parts, this.#cellsOf(part));
        parts += 4;
      }
    };
    const expected = ({ isSought }: Unit) => (isSought ? IS_FALSE : HOLDS);
    for (const [index, unit] of states.entries()) write(plan.stateUnits + at.UNIT_BYTES * index, unit, expected(unit));
    for (const [index, unit] of steps.entries()) write(plan.stepUnits + at.UNIT_BYTES * index, unit, expected(unit));
    if (terminal !== null) write(plan.terminalUnit, terminal, expected(terminal));
    for (const [index, unit] of noted.entries()) write(plan.predicates + at.UNIT_BYTES * index, unit, HOLDS);
    for (const [rows, bounds] of [
      [plan.stateBounds, this.#bounds.filter(({ isOfSteps }) => !isOfSteps)],
      [plan.stepBounds, this.#bounds.filter(({ isOfSteps }) => isOfSteps)],
    ] as const)
      for (const [index, bound] of bounds.entries()) {
        write(rows + at.UNIT_BYTES * index, bound, HOLDS);
        memory.set(rows + at.UNIT_BYTES * index + 12, bound.place);
      }
    this.twins = twinsOf(states, ({ parts }) => parts.map((part) => partOf(predicates, part)));
    let loose = 0;
    for (const [index, unit] of steps.entries()) {
      const isStill = ({ predicate, part }: PartOf) =>
        holdsStandingStill(partOf(predicates, { predicate, part }).cells, this.#slots);
      if (!unit.parts.every(isStill)) loose |= 1 << index;
    }
    memory.write(at.SHAPE_LOOSE_STEPS, loose);
  }

  #publishForgets(forgets: readonly PublishedRecipient[]): boolean {
    this.#forgets = forgets;
    const versions = forgets.map(({ version }) => version).join();
    if (forgets.length === 0 || this.#forgotten?.versions === versions) return true;
    const memory = this.#memory;
    const { length } = forgetImage(forgets, memory.words, 0).image;
    const place = this.#place(length, this.#forgotten?.place);
    if (place === null) return false;
    const { image, recipients, recipientsEnd, fingerprints } = forgetImage(forgets, memory.words, place.address);
    memory.ints.set(image, place.address >>> 2);
    memory.write(at.SHAPE_RECIPIENTS, recipients);
    memory.write(at.SHAPE_RECIPIENTS_END, recipientsEnd);
    memory.write(at.SHAPE_FINGERPRINTS, fingerprints);
    this.#forgotten = { versions, place };
    return true;
  }

  #cellsOf({ predicate, part }: PartOf): number {
    return (this.#parts.get(`${predicate} ${part}`) as { readonly place: Place }).place.address;
  }

  #publishRule(rule: PublishedRule, index: number): boolean {
    const written = this.#rules[index];
    const isOther = written?.version !== rule.version;
    if (isOther) {
      const cells = this.#write(rule.cells, written?.cells);
      const gates = cells && this.#write(rule.gates, written?.gates);
      // Longer than what is written of it now: what is added later has its place there.
      const changes = gates && this.#place(rule.changes.length, written?.changes);
      if (cells === null || gates === null || changes === null) return false;
      // Changes are only added while trees are not given up, so those at the same place are there.
      const { givenUp } = rule;
      const isKept = changes === written?.changes && givenUp === written.givenUp;
      this.#rules[index] = {
        version: rule.version,
        cells,
        gates,
        changes,
        changed: isKept ? written.changed : 0,
        givenUp,
      };
      const row = (this.#memory.plan.rules + at.RULE_BYTES * index) >>> 2;
      const { first, firstStep, saysWho } = rule;
      const told = [gates.address, cells.address, changes.address, first, firstStep, saysWho ? 1 : 0];
      this.#memory.ints.set(told, row);
    }
    this.#writeChanges(rule, index);
    return true;
  }

  /** Those that are not there yet; all of them when a unit has read more. */
  #writeChanges(rule: PublishedRule, index: number): void {
    const written = this.#rules[index] as Written;
    const ints = this.#memory.ints;
    const base = written.changes.address >>> 2;
    let from = this.#hasReadMore ? 0 : written.changed;
    while (from < rule.changed) {
      const next = changeEnd(rule.changes, from);
      const end = next - (rule.changes[from + CHANGE_PREFIX - 1] as number);
      ints.set(rule.changes.subarray(from, next), base + from);
      ints[base + from + at.CHANGE_STATE_UNITS / 4] = this.#affected(this.#states, rule.changes, from, end, false);
      ints[base + from + at.CHANGE_STEP_UNITS / 4] = this.#affected(this.#steps, rule.changes, from, end, true);
      if (this.#forgets.length > 0)
        ints[base + from + at.CHANGE_RECIPIENTS / 4] = recipientMask(this.#forgets, rule.changes, from, end);
      from = next;
    }
    this.#rules[index] = { ...written, changed: rule.changed };
  }

  /** The units that have read something that a change changes, or may change, of either state. */
  #affected(units: readonly Reads[], changes: Int32Array, from: number, end: number, isOfSteps: boolean): number {
    const { words } = this.#memory;
    let mask = 0;
    for (let change = from + CHANGE_PREFIX; change < end; change += 2) {
      const word = changes[change] as number;
      const changed = changes[change + 1] as number;
      for (let unit = 0; unit < units.length; unit++) {
        const { bits } = units[unit] as Reads;
        const read = (bits[word] as number) | (isOfSteps ? (bits[words + word] as number) : 0);
        if ((read & changed) !== 0) mask |= 1 << unit;
      }
    }
    return mask;
  }

  /** The least state known to be bad of a unit, by its place among all, states' first; null: none. One of several properties has none. */
  setLeast(index: number, row: number, state: Int32Array | null): void {
    const memory = this.#memory;
    const address = memory.plan.least + index * memory.plan.stateBytes;
    if (state !== null) memory.ints.set(state, address >>> 2);
    memory.set(row + 12, state === null ? 0 : address);
  }

  /** The rows of units, of states, steps, and the terminal one, with their places. */
  *rows(): Iterable<{ readonly unit: Unit; readonly index: number; readonly row: number }> {
    const { plan } = this.#memory;
    const { states, steps, terminal } = this.#units;
    for (const [index, unit] of states.entries()) yield { unit, index, row: plan.stateUnits + at.UNIT_BYTES * index };
    for (const [index, unit] of steps.entries())
      yield { unit, index: MOST_UNITS + index, row: plan.stepUnits + at.UNIT_BYTES * index };
    if (terminal !== null) yield { unit: terminal, index: 2 * MOST_UNITS, row: plan.terminalUnit };
  }

  /** Writes an array to its place, or to another where it does not fit. */
  #write(array: Int32Array, before: Place | undefined): Place | null {
    const place = this.#place(array.length, before);
    if (place !== null) this.#memory.ints.set(array, place.address >>> 2);
    return place;
  }

  #place(length: number, before: Place | undefined): Place | null {
    if (before !== undefined && before.room >= length) return before;
    const room = before === undefined ? length : Math.ceil(1.5 * length);
    const address = this.#end;
    const end = up(address + 4 * room, 16);
    if (end > this.#memory.plan.treesEnd) return null;
    this.#end = end;
    return { address, room };
  }
}

/** Whether any of a rule's leaves does, so that all do: see compile/rule-tree.ts. */
function saysWhatIsWritten({ changes, changed }: PublishedRule): boolean {
  return changed > 0 && changes[CHANGE_PREFIX - 1] !== 0;
}

function partOf(predicates: Publication["predicates"], { predicate, part }: PartOf): PublishedPart {
  return (predicates[predicate] as readonly PublishedPart[])[part] as PublishedPart;
}
