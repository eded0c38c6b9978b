// Canonical forms of random contents of random schemas, against renaming value by value, under every renaming there is.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainState, storedText } from "../../../src/interpret/plain-store.ts";
import type { Model } from "../../../src/model/model.ts";
import type { CanonicalForm } from "../../../src/reduce/symmetry/canonical-form.ts";
import { columnsFor } from "../../../src/reduce/symmetry/columns.ts";
import { Elements, scalarsetsOf } from "../../../src/reduce/symmetry/elements.ts";
import { Refinement } from "../../../src/reduce/symmetry/refinement.ts";
import { SlotRenaming } from "../../../src/reduce/symmetry/slot-renaming.ts";
import { fieldLabel } from "../../../src/report/model-shape.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { setThresholds } from "../../../src/thresholds.ts";
import { Dice } from "../../random/dice.ts";
import { imagesOf, packed } from "../../support/packed-renaming.ts";
import { allRenamings, renamed } from "../../support/plain-renaming.ts";
import { randomContents, randomSchema, slotCodes } from "../../support/random-schema.ts";

/** Seeds: a row of them, and one of a state without a bit, whose symmetries were once counted wrongly. */
const SEEDS = [...Array.from({ length: 240 }, (_, at) => 400 + at), 766];
const STATES = 4;

describe.each([
  {
    how: "whose values are numbered",
    changed: {},
    all: {
      schemas: 205,
      tables: 137,
      keyed: 43,
      ranked: 44,
      lists: 44,
      subsets: 100,
      sorted: 62,
      bitless: 2,
      symmetric: 469,
      states: 820,
    },
  },
  {
    how: "whose values are laid out by parts",
    changed: { numberedValues: 1 },
    all: {
      schemas: 205,
      tables: 128,
      keyed: 34,
      ranked: 44,
      lists: 44,
      subsets: 100,
      sorted: 72,
      bitless: 2,
      symmetric: 469,
      states: 820,
    },
  },
])("of random contents of random schemas $how", ({ changed, all }) => {
  beforeAll(() => setThresholds(changed));
  afterAll(() => setThresholds({}));
  const met = {
    ...{
      schemas: 0,
      tables: 0,
      keyed: 0,
      ranked: 0,
      lists: 0,
      subsets: 0,
      sorted: 0,
      bitless: 0,
      symmetric: 0,
      states: 0,
    },
  };
  it("all renamings are what renaming values makes, and have one canonical form", () => {
    for (const seed of SEEDS) {
      const dice = new Dice(seed);
      const schema = randomSchema(dice);
      const layout = layoutOf(schema);
      const scalarsets = scalarsetsOf(layout);
      if (scalarsets.length === 0) continue;
      const renaming = new SlotRenaming(layout, new Elements(scalarsets));
      const columns = columnsFor(renaming);
      const forms: CanonicalForm[] = [new Refinement(renaming), ...(columns === null ? [] : [columns])];
      const renamings = allRenamings({ schema } as Model);
      met.schemas++;
      if (columns !== null) met.tables++;
      if (renaming.shapes.some(({ place, codes }) => place.keyedCount > 0 || codes?.of(1).keyedCount)) met.keyed++;
      if (renaming.shapes.some(({ place, codes }) => place.rankedCount > 0 || codes?.of(1).rankedCount)) met.ranked++;
      const labels = Object.values(schema).map(fieldLabel).join();
      if (labels.includes("list(")) met.lists++;
      if (labels.includes("subset(")) met.subsets++;
      if (renaming.shapes.some(({ sorted }) => sorted !== null)) met.sorted++;
      if (layout.mask.every((mask) => mask === 0)) met.bitless++;
      for (let time = 0; time < STATES; time++) {
        const stored = randomContents(schema, dice);
        const interpreted = { stored, plain: plainState(stored), text: storedText(stored) };
        const state = packed(layout, slotCodes(layout, stored));
        const target = new Int32Array(layout.words);
        const images = new Set<string>();
        const found = forms.map(() => new Set<string>());
        const symmetries = forms.map(() => new Set<number>());
        for (const each of renamings) {
          const image = packed(layout, slotCodes(layout, renamed(interpreted, each).stored));
          renaming.apply(imagesOf(renaming, each), state, 0, target);
          expect(target, `renaming, seed ${seed}`).toEqual(image);
          images.add(image.join());
          for (const [at, form] of forms.entries()) {
            form.find(image, 0, target);
            found[at]?.add(target.join());
            symmetries[at]?.add(form.symmetries());
          }
        }
        for (const [at, texts] of found.entries()) {
          expect(texts.size, `form ${at}, seed ${seed}`).toBe(1);
          expect(images, `form ${at}, seed ${seed}`).toContain([...texts][0]);
          expect([...(symmetries[at] ?? [])], `symmetries, seed ${seed}`).toEqual([renamings.length / images.size]);
        }
        met.states++;
        if (images.size < renamings.length) met.symmetric++;
      }
    }
  });

  it("and what was generated is of every kind", () => {
    expect(met).toEqual(all);
  });
});
