// Which canonical forms lists and subsets of identities get, and that both kinds of forms agree with renaming value by value.
import { describe, expect, it } from "vitest";
import { check } from "../../../src/check/check.ts";
import {
  boolean,
  list,
  map,
  model,
  oneOf,
  optional,
  range,
  record,
  type Schema,
  scalarset,
  set,
  subset,
  tuple,
  type ValueSet,
} from "../../../src/index.ts";
import { plainState, storedText } from "../../../src/interpret/plain-store.ts";
import type { Model } from "../../../src/model/model.ts";
import { columnsFor } from "../../../src/reduce/symmetry/columns.ts";
import { Elements, scalarsetsOf } from "../../../src/reduce/symmetry/elements.ts";
import { Refinement } from "../../../src/reduce/symmetry/refinement.ts";
import { SlotRenaming } from "../../../src/reduce/symmetry/slot-renaming.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { Dice } from "../../random/dice.ts";
import { imagesOf, packed } from "../../support/packed-renaming.ts";
import { allRenamings, renamed } from "../../support/plain-renaming.ts";
import { randomContents, slotCodes } from "../../support/random-schema.ts";

const Node = scalarset("n", 5);
const Item = scalarset("i", 2);

const TABLES: Readonly<Record<string, Schema>> = {
  "a subset": { config: subset(Node), up: map(Node, boolean) },
  "a list": { log: list(Node, { max: 4 }), up: map(Node, boolean) },
  "a list of fixed length": { log: list(Node, { min: 2, max: 2 }) },
  "a record of them": { m: record({ from: Node, acks: subset(Node) }), last: optional(Node) },
  "a list of subsets": { configs: list(subset(Node), { max: 2 }), voted: map(Node, optional(range(1, 2))) },
  "a subset of records": { votes: subset(record({ by: Node, yes: boolean })), leader: optional(Node) },
  "a subset of either": { waiting: subset(oneOf(Node, Item, range(1, 2))), up: map(Item, boolean) },
  "a list too large to be numbered, laid out by parts": { log: list(Node, { max: 14 }) },
  "a list and a subset that are always empty, behind others": {
    up: map(Node, boolean),
    none: subset(Node, { max: 0 }),
    log: list(Node, { max: 0 }),
  },
  "two scalarsets": { pairs: map(Item, list(Node, { max: 2 })), config: subset(Node), first: subset(Item) },
};
const REFINEMENT: Readonly<Record<string, Schema>> = {
  "a subset of some size": { quorum: subset(Node, { min: 1, max: 3 }), up: map(Node, boolean) },
  "a list for each element": { known: map(Node, list(Node, { max: 1 })) },
  "a subset for each element": { knows: map(Node, subset(Node)) },
  "a subset of subsets": { groups: subset(subset(Node, { max: 1 })), more: subset(tuple(Item, Node)) },
  "a subset of pairs": { edges: subset(tuple(Item, Item)), up: map(Node, boolean), knows: map(Node, subset(Node)) },
  "members of a set": { sent: set(record({ from: Node, log: list(Node, { max: 2 }) }), { capacity: 2 }) },
  "a list of many values": { log: list(Node, { max: 7 }) },
  "keys of a map": { votes: map(subset(Node, { min: 4 }), optional(Node)), config: subset(Node, { max: 2 }) },
};

/** Compares both kinds of forms, where there are, with every renaming of some contents. */
function compareForms(schema: Schema): "tables" | "refinement" {
  const layout = layoutOf(schema);
  const renaming = new SlotRenaming(layout, new Elements(scalarsetsOf(layout)));
  const columns = columnsFor(renaming);
  const forms = [new Refinement(renaming), ...(columns === null ? [] : [columns])];
  const renamings = allRenamings({ schema } as Model);
  const dice = new Dice(7);
  for (let time = 0; time < 5; time++) {
    const stored = randomContents(schema, dice);
    const interpreted = { stored, plain: plainState(stored), text: storedText(stored) };
    const state = packed(layout, slotCodes(layout, stored));
    const target = new Int32Array(layout.words);
    const images = new Set<string>();
    const found = forms.map(() => new Set<string>());
    for (const each of renamings) {
      const image = packed(layout, slotCodes(layout, renamed(interpreted, each).stored));
      renaming.apply(imagesOf(renaming, each), state, 0, target);
      expect(target).toEqual(image);
      images.add(image.join());
      for (const [at, form] of forms.entries()) {
        form.find(image, 0, target);
        found[at]?.add(`${target.join()} of ${form.symmetries()}`);
      }
    }
    for (const texts of found) {
      expect(texts.size).toBe(1);
      const [form, symmetries] = ([...texts][0] as string).split(" of ");
      expect(images).toContain(form);
      expect(Number(symmetries)).toBe(renamings.length / images.size);
    }
  }
  return columns === null ? "refinement" : "tables";
}

describe("canonical forms", () => {
  it.each(Object.entries(TABLES))("are found by tables: %s", (_, schema) => {
    expect(compareForms(schema)).toBe("tables");
  });

  it.each(Object.entries(REFINEMENT))("are found by refinement: %s", (_, schema) => {
    expect(compareForms(schema)).toBe("refinement");
  });
});

describe("a model that looks at the order of a set of identities", () => {
  const looking = (first: (config: ValueSet<`n${number}`>) => `n${number}` | undefined) =>
    model({
      state: { config: subset(Node), out: optional(Node) },
      rules: {
        join: {
          for: { n: Node },
          do: (s, { n }) => {
            s.config = s.config.with(n);
          },
        },
        look: {
          do: (s) => {
            s.out = first(s.config) ?? null;
          },
        },
      },
      always: { "some are in": (s) => s.out === null || s.config.has(s.out) },
    });

  it.each([
    ["the first that there is", (config: ValueSet<`n${number}`>) => [...config][0]],
    ["the first that is found", (config: ValueSet<`n${number}`>) => config.find(() => true)],
    ["the last that is seen", (config: ValueSet<`n${number}`>) => config.map((n) => n).at(-1)],
    ["the number of a list", (config: ValueSet<`n${number}`>) => list(Node, { max: 5 })(config).at(-1)],
  ])("is refused when it takes %s", async (_, first) => {
    const { verdict } = await check(looking(first), { symmetry: true });
    expect(verdict.error?.id).toBe("asymmetric-model");
  });

  it("is accepted when all are treated alike", async () => {
    const { verdict } = await check(
      looking((config) => (config.size === 1 ? [...config][0] : undefined)),
      {
        symmetry: true,
      },
    );
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 11, depth: 6 } });
    const whole = await check(
      looking((config) => (config.size === 1 ? [...config][0] : undefined)),
      { symmetry: false },
    );
    expect(whole.verdict).toMatchObject({ outcome: "holds", states: { distinct: 112, depth: 6 } });
  });
});
