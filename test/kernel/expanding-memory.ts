/** A small kernel memory with what a program publishes in it, that expands one state at a time. */
import { forgetImage, recipientMask } from "../../src/engine/forget-image.ts";
import { writtenImage } from "../../src/engine/written-image.ts";
import * as map from "../../src/kernel/map.ts";
import { NOTE_STEP, NOTE_WHOLE } from "../../src/kernel/notes.ts";
import { firstBound } from "../../src/model/property.ts";
import { isOfSteps } from "../../src/model/property-kinds.ts";
import type { Program } from "../../src/program/program.ts";
import {
  CHANGE_PREFIX,
  changeEnd,
  type Publication,
  type PublishedPart,
  type PublishedRecipient,
} from "../../src/program/publication.ts";
import { type Machine, REGION, SmallMemory } from "./small-memory.ts";

const NOTES_AT = 42_000;
const CROSSED_AT = 49_000;
const CURRENT = 290_000;
/** Where what is published begins. */
const PUBLISHED = 2 ** 21;
/** Places of `crossed` before those of single bounds. */
const TOTALS = 2;

/** What the kernel made of a state. */
export interface Expanded {
  /** Distinct successors: words and fingerprint. */
  readonly successors: readonly string[];
  readonly enabled: readonly number[];
  readonly crossed: readonly number[];
  readonly isTerminal: boolean;
  /** Seats that the host is to meet; and whether the state is for the host to expand. */
  readonly unknown: readonly number[];
  readonly isWholeUnknown: boolean;
}

export class ExpandingMemory extends SmallMemory {
  readonly #program: Program;
  #free = PUBLISHED;

  constructor(machine: Machine, program: Program) {
    const { words } = program;
    const shape = { words, isNumbered: false, lineCount: 1000, reachLines: 8, blockStates: 64, batchEntries: 200 };
    super(machine, { ...shape, waveMargin: 0 });
    this.#program = program;
    this.set(map.SHAPE_NOTES_AT, NOTES_AT);
    this.set(map.SHAPE_CROSSED_AT, CROSSED_AT);
    this.set(map.SHAPE_CURRENT, CURRENT);
    this.set(map.SHAPE_BLOCKS, 1);
    this.set(map.SHAPE_AUDIT_MASK, -1);
    this.set(map.SHAPE_MANY_NOTES, 400);
    this.set(map.SHAPE_MANY_SAMPLES, 400);
  }

  /** Writes all of it anew. */
  publish({ rules, predicates, lists, forgets }: Publication): void {
    this.#free = PUBLISHED;
    const written = writtenImage(lists, this.shape.words, this.#free);
    this.#put(written.image);
    this.set(map.SHAPE_LISTS, written.lists);
    this.set(map.SHAPE_BYTE_FINGERPRINTS, written.fingerprints);
    const rows = rules.map(({ gates, cells, changes, changed, first, firstStep, saysWho }) => {
      const masked = changes.slice(0, changed);
      maskChanges(masked, forgets ?? []);
      return [this.#put(gates), this.#put(cells), this.#put(masked), first, firstStep, saysWho ? 1 : 0, 0, 0];
    });
    const { bounds } = this.#program;
    const first = firstBound(predicates, bounds);
    const unitsOf = (areOfSteps: boolean) =>
      bounds.flatMap(({ kind }, at) => {
        const parts = predicates[first + at] as readonly PublishedPart[];
        if (isOfSteps(kind) !== areOfSteps) return [];
        return [[0, this.#put(parts.map(({ cells }) => this.#put(cells))), parts.length, TOTALS + at]];
      });
    this.#putRows(map.SHAPE_RULES, map.SHAPE_RULES_END, rows);
    this.#putRows(map.SHAPE_STATE_BOUNDS, map.SHAPE_STATE_BOUNDS_END, unitsOf(false));
    this.#putRows(map.SHAPE_STEP_BOUNDS, map.SHAPE_STEP_BOUNDS_END, unitsOf(true));
    if (forgets === undefined) return;
    const image = forgetImage(forgets, this.shape.words, this.#free);
    this.#put(image.image);
    this.set(map.SHAPE_RECIPIENTS, image.recipients);
    this.set(map.SHAPE_RECIPIENTS_END, image.recipientsEnd);
    this.set(map.SHAPE_FINGERPRINTS, image.fingerprints);
  }

  expand(state: Int32Array, low: number, high: number): Expanded {
    const { ints, firstBlock, lines, stateBytes } = this;
    const { words } = this.shape;
    ints.fill(0, REGION / 4, (REGION + 512) / 4);
    ints.fill(0, (REGION + CROSSED_AT) / 4, (REGION + CROSSED_AT) / 4 + 64);
    ints.fill(0, lines / 4, (lines + 1010 * map.LINE) / 4);
    for (const shared of [map.BLOCKS_CLAIMED, map.BLOCKS_OPENED, map.STATES_FOUND, map.PAUSE_WANTED])
      this.set(shared, 0);
    this.set(map.BLOCKS_USED, 1);
    ints[(REGION + map.FILLED) / 4] = this.batch;
    ints[CURRENT / 4] = firstBlock;
    const at = (firstBlock + map.HEADER) / 4;
    ints[firstBlock / 4] = 1;
    ints.fill(0, at, at + stateBytes / 4);
    ints.set(state, at);
    ints.set([low, high], at + stateBytes / 4 - 2);
    this.open();
    const ending = this.kernel.search(1, 1000);
    if (ending !== 0) throw new Error(`the search ended with ${ending}`);

    const blocks = Array.from(
      { length: this.get(map.BLOCKS_OPENED) },
      (_, block) => ints[this.next / 4 + block] as number,
    );
    const successors = blocks.flatMap((block) =>
      Array.from({ length: ints[block / 4] as number }, (_, which) => {
        const first = (block + map.HEADER + which * stateBytes) / 4;
        const fingerprint = first + stateBytes / 4 - 2;
        return [...ints.subarray(first, first + words), ...ints.subarray(fingerprint, fingerprint + 2)].join();
      }),
    );
    const notes = Array.from({ length: this.mine(map.NOTED) }, (_, which) => {
      const note = (REGION + NOTES_AT) / 4 + 4 * which;
      return { kind: ints[note] as number, step: ints[note + 2] as number };
    });
    const counters = (offset: number, count: number) => [
      ...ints.subarray((REGION + offset) / 4, (REGION + offset) / 4 + count),
    ];
    return {
      successors: successors.toSorted(),
      enabled: counters(128, this.#program.enabled.length),
      crossed: counters(CROSSED_AT, this.#program.crossed.length),
      isTerminal: this.mine(map.TERMINAL_STATES) === 1,
      unknown: notes.filter(({ kind }) => kind === NOTE_STEP).map(({ step }) => step),
      isWholeUnknown: notes.some(({ kind }) => kind === NOTE_WHOLE),
    };
  }

  #putRows(from: number, end: number, rows: readonly (readonly number[])[]): void {
    const at = this.#put(rows.flat());
    this.set(from, rows.length === 0 ? 0 : at);
    this.set(end, rows.length === 0 ? 0 : at + 4 * rows.flat().length);
  }

  #put(numbers: ArrayLike<number>): number {
    const at = this.#free;
    this.#free = (at + 4 * numbers.length + 15) & ~15;
    if (this.#free > this.bytes.length) throw new Error("there is no room for all that is published");
    this.ints.set(numbers, at / 4);
    return at;
  }
}

/** Writes into each change which recipients it concerns. */
function maskChanges(changes: Int32Array, forgets: readonly PublishedRecipient[]): void {
  for (let at = 0; at < changes.length; ) {
    const next = changeEnd(changes, at);
    const end = next - (changes[at + CHANGE_PREFIX - 1] as number);
    changes[at + map.CHANGE_RECIPIENTS / 4] = recipientMask(forgets, changes, at, end);
    at = next;
  }
}
