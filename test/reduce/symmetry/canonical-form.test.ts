// Canonical forms against the definition: the interpreter's states, and every renaming of them, value by value.
import { describe, expect, it } from "vitest";
import { gossip, paxos, twoPhaseCommit } from "../../../models/index.ts";
import { compile } from "../../../src/compile/compile.ts";
import type { Model } from "../../../src/model/model.ts";
import type { CanonicalForm } from "../../../src/reduce/symmetry/canonical-form.ts";
import { columnsFor } from "../../../src/reduce/symmetry/columns.ts";
import { Elements, scalarsetsOf } from "../../../src/reduce/symmetry/elements.ts";
import { Refinement } from "../../../src/reduce/symmetry/refinement.ts";
import { SlotRenaming } from "../../../src/reduce/symmetry/slot-renaming.ts";
import { unpackState } from "../../../src/state/codec.ts";
import { reachableTwins, textOf } from "../../program/random-walks.ts";
import { allRenamings, type Orbits, orbitsOf, type Renaming, renamed } from "../../support/plain-renaming.ts";
import { randomSymmetricModel } from "../../support/random-symmetric-model.ts";

const LIMIT = 250;

interface Subject {
  readonly model: Model;
  readonly orbits: Orbits;
}

/** Some built-in models, and the first random ones of few states. */
function subjects(count: number): Subject[] {
  const builtIn = [
    twoPhaseCommit({ participants: 3 }),
    paxos({ acceptors: 2, ballots: 2, values: 2 }),
    gossip({ nodes: 3, versions: 1 }),
  ];
  const found: Subject[] = builtIn.map((model) => ({ model, orbits: orbitsOf(model, 300) as Orbits }));
  for (let seed = 0; found.length < count; seed++) {
    const model = randomSymmetricModel(seed);
    const orbits = orbitsOf(model, LIMIT);
    if (orbits !== null) found.push({ model, orbits });
  }
  return found;
}

const small = subjects(45);

function renamingOf(model: Model): SlotRenaming {
  const { layout } = compile(model);
  return new SlotRenaming(layout, new Elements(scalarsetsOf(layout)));
}

/** The images of a renaming given by names. */
function imagesOf({ elements }: SlotRenaming, renaming: Renaming): Int32Array {
  return Int32Array.from(
    elements.scalarsets.flatMap(({ name, size }, at) => {
      const { first } = elements.blocks[at] as { first: number };
      return Array.from({ length: size }, (_, each) => {
        const image = renaming.get(name)?.get(`${name}${each + 1}`) as string;
        return first + Number(image.slice(name.length)) - 1;
      });
    }),
  );
}

describe("a renaming of a packed state", () => {
  it("is what renaming its values makes of it, in random models", () => {
    let compared = 0;
    for (const { model } of small) {
      const renaming = renamingOf(model);
      const target = new Int32Array(renaming.layout.words);
      const renamings = allRenamings(model);
      for (const [at, { packed, interpreted }] of reachableTwins(model, compile(model), 40).entries()) {
        const chosen = renamings[(at * 7) % renamings.length] as Renaming;
        renaming.apply(imagesOf(renaming, chosen), packed, 0, target);
        expect(textOf(unpackState(renaming.layout, target, 0))).toBe(textOf(renamed(interpreted, chosen).plain));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(700);
  });
});

describe.each<[string, (renaming: SlotRenaming) => CanonicalForm | null]>([
  ["tables", columnsFor],
  ["refinement", (renaming) => new Refinement(renaming)],
])("a canonical form by %s", (_, formFor) => {
  it("is one of the state's renamings, the same for all of them, and no other class's; symmetries are counted", () => {
    let models = 0;
    for (const { model, orbits } of small) {
      const renaming = renamingOf(model);
      const form = formFor(renaming);
      if (form === null) continue;
      models++;
      const target = new Int32Array(renaming.layout.words);
      const textAt = (states: Int32Array) => textOf(unpackState(renaming.layout, states, 0));
      const classes = new Map<string, number>();
      const stood: (readonly [form: string, size: number])[] = [];
      for (const { packed, interpreted } of reachableTwins(model, compile(model), orbits.states.length)) {
        form.find(packed, 0, target);
        const text = textAt(target);
        classes.set(text, (classes.get(text) ?? 0) + 1);
        stood.push([text, renaming.elements.renamings / form.symmetries()]);
        if (stood.length % 10 > 0) continue;
        const all = new Set(allRenamings(model).map((each) => textOf(renamed(interpreted, each).plain)));
        expect(all).toContain(text);
        // It is its own canonical form.
        const again = target.slice();
        form.find(again, 0, target);
        expect(target).toEqual(again);
      }
      expect([...classes.values()].sort()).toEqual([...orbits.sizes].sort());
      for (const [text, size] of stood) expect(size).toBe(classes.get(text));
    }
    expect(models).toBeGreaterThan(20);
  });
});
