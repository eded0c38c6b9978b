// Canonical forms in the kernel's memory: those of reduce/symmetry/columns.ts, to the bit, for states of random schemas.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basicPaxos, epaxosBallot, paxos, raft } from "../../models/index.ts";
import { columnImage, roomForForms } from "../../src/engine/column-image.ts";
import { ENTRY_TAIL, SHAPE_FORM_ROOM, SHAPE_FORMS, UNITS } from "../../src/kernel/map.ts";
import { fingerprintHalf, fingerprintTable } from "../../src/program/fingerprint.ts";
import { type Columns, columnsFor } from "../../src/reduce/symmetry/columns.ts";
import { Elements, scalarsetsOf } from "../../src/reduce/symmetry/elements.ts";
import { SlotRenaming } from "../../src/reduce/symmetry/slot-renaming.ts";
import type { Schema } from "../../src/state/field.ts";
import { type Layout, layoutOf } from "../../src/state/layout.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { Dice } from "../random/dice.ts";
import { packed } from "../support/packed-renaming.ts";
import { randomContents, randomSchema, slotCodes } from "../support/random-schema.ts";
import { MACHINES, type Machine, REGION, SmallMemory } from "./small-memory.ts";

const SUCCESSORS = 6;
/** What a step said of the units to judge, before a form is found. */
const OF_STEP = 5;
const ALL_UNITS = -1;

interface Found {
  readonly form: Int32Array;
  readonly fingerprint: readonly number[];
  readonly units: number;
}

/** A kernel with the tables of a layout in its memory. */
class Bench {
  readonly #memory: SmallMemory;
  readonly #words: number;
  readonly #fingerprints: Int32Array;

  constructor(machine: Machine, { tables }: Columns, words: number) {
    const shape = {
      words,
      isNumbered: false,
      lineCount: 1,
      reachLines: 1,
      blockStates: 1,
      batchEntries: 8,
      waveMargin: 0,
    };
    this.#memory = new SmallMemory(machine, shape);
    this.#words = words;
    this.#fingerprints = fingerprintTable(words);
    const forms = this.#memory.lines;
    const image = columnImage(tables, words, forms);
    const room = forms + 4 * image.length + ((-4 * image.length) & 15);
    expect(room + roomForForms(tables, words)).toBeLessThan(this.#memory.bytes.length);
    this.#memory.ints.set(image, forms / 4);
    this.#memory.set(SHAPE_FORMS, forms);
    this.#memory.set(SHAPE_FORM_ROOM, room - REGION);
    this.#memory.open();
  }

  /** The canonical forms of successors of a canonical state. */
  find(source: Int32Array, successors: readonly Int32Array[]): Found[] {
    const { batch, entryBytes, stateBytes, kernel, ints } = this.#memory;
    this.#put(batch, source);
    successors.forEach((state, at) => {
      this.#put(batch + (at + 1) * entryBytes, state);
    });
    kernel.canonicalise(batch, batch + entryBytes, batch + (successors.length + 1) * entryBytes);
    return successors.map((_, at) => {
      const start = (batch + (at + 1) * entryBytes) / 4;
      const end = start + stateBytes / 4;
      return {
        form: ints.slice(start, start + this.#words),
        fingerprint: [...ints.slice(end - 2, end)],
        units: ints[end + UNITS / 4] as number,
      };
    });
  }

  classSize(state: Int32Array): number {
    const { batch, kernel } = this.#memory;
    this.#put(batch, state);
    return kernel.classSize(batch);
  }

  #put(place: number, state: Int32Array): void {
    const { ints, stateBytes } = this.#memory;
    const end = (place + stateBytes) / 4;
    ints.fill(0, place / 4, end + ENTRY_TAIL / 4);
    ints.set(state, place / 4);
    ints.set(this.fingerprint(state), end - 2);
    ints[end + UNITS / 4] = OF_STEP;
  }

  fingerprint(state: Int32Array): number[] {
    return ([0, 1] as const).map((half) => fingerprintHalf(this.#fingerprints, state, 0, this.#words, half));
  }
}

/** The one state with some of its slots as they are in the other. */
function mixed({ word, shift, mask }: Layout, one: Int32Array, other: Int32Array, dice: Dice): Int32Array {
  const state = one.slice();
  mask.forEach((codes, slot) => {
    if (dice.below(4) > 0) return;
    const at = word[slot] as number;
    const bits = codes << (shift[slot] as number);
    state[at] = ((state[at] as number) & ~bits) | ((other[at] as number) & bits);
  });
  return state;
}

/** Random schemas, and some of more than one word a column. */
function schemas(): { readonly schema: Schema; readonly dice: Dice; readonly name: string }[] {
  const builtIn = {
    basicPaxos: basicPaxos(),
    epaxosBallot: epaxosBallot(),
    paxos: paxos({ ballots: 4 }),
    raft: raft(),
  };
  return [
    ...Array.from({ length: 160 }, (_, at) => {
      const dice = new Dice(400 + at);
      return { schema: randomSchema(dice), dice, name: `seed ${400 + at}` };
    }),
    ...Object.entries(builtIn).map(([name, { schema }]) => ({ schema, dice: new Dice(0), name })),
  ];
}

const NONE = { schemas: 0, states: 0, alike: 0, kept: 0, renamed: 0, enumerated: 0, wide: 0, unsorted: 0, full: 0 };
const NUMBERED = {
  schemas: 99,
  states: 2376,
  alike: 1321,
  kept: 1686,
  renamed: 690,
  enumerated: 64,
  wide: 5,
  unsorted: 38,
  full: 22,
};
const BY_PARTS = {
  schemas: 92,
  states: 2208,
  alike: 1217,
  kept: 1547,
  renamed: 661,
  enumerated: 54,
  wide: 5,
  unsorted: 29,
  full: 21,
};

describe.each(
  MACHINES.flatMap((machine) => [
    { machine, how: "whose values are numbered", changed: {}, all: NUMBERED },
    { machine, how: "whose values are laid out by parts", changed: { numberedValues: 1 }, all: BY_PARTS },
  ]),
)("on $machine, of random contents of random schemas $how", ({ machine, changed, all }) => {
  beforeAll(() => setThresholds(changed));
  afterAll(() => setThresholds({}));
  const met = { ...NONE };

  it("the kernel finds the same forms, fingerprints and sizes of classes", () => {
    for (const { schema, dice, name } of schemas()) {
      const layout = layoutOf(schema);
      const scalarsets = scalarsetsOf(layout);
      if (scalarsets.length === 0) continue;
      const elements = new Elements(scalarsets);
      const columns = columnsFor(new SlotRenaming(layout, elements));
      if (columns === null) continue;
      const { tables } = columns;
      met.schemas++;
      if (tables.renamings > 1) met.enumerated++;
      if (tables.column > 1) met.wide++;
      if (tables.columns === 0) met.unsorted++;
      // A code of 0 that mentions an element.
      if (tables.encode.sparse.some((sparse) => sparse === 0)) met.full++;
      const bench = new Bench(machine, columns, layout.words);
      const formOf = (state: Int32Array): Int32Array => {
        const form = new Int32Array(layout.words);
        columns.find(state, 0, form);
        return form;
      };
      for (let time = 0; time < 4; time++) {
        const random = () => packed(layout, slotCodes(layout, randomContents(schema, dice)));
        const source = formOf(random());
        // The source itself, a state that has nothing to do with it, and some that differ in a few slots.
        const successors = [
          source,
          random(),
          ...Array.from({ length: SUCCESSORS - 2 }, () => mixed(layout, source, random(), dice)),
        ];
        const expected = successors.map((state) => {
          const form = formOf(state);
          const isKept = form.every((word, at) => word === state[at]);
          if (isKept) met.kept++;
          else met.renamed++;
          return { form, fingerprint: bench.fingerprint(form), units: isKept ? OF_STEP : ALL_UNITS };
        });
        expect(bench.find(source, successors), name).toEqual(expected);
        for (const state of successors) {
          const form = formOf(state);
          const symmetries = columns.symmetries();
          if (symmetries > 1) met.alike++;
          expect(bench.classSize(form), name).toBe(elements.renamings / symmetries);
          met.states++;
        }
      }
    }
  });

  it("and what was generated is of every kind", () => {
    expect(met).toEqual(all);
  });
});
