import { describe } from "vitest";
import { gossip, paxos, twoPhaseCommit } from "../../models/index.ts";
import { reduceAsAsked } from "../../src/check/reductions.ts";
import { compile } from "../../src/compile/compile.ts";
import { explore } from "../../src/explore/explorer.ts";
import { neverHalt } from "../../src/halt.ts";
import type { Model } from "../../src/model/model.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";
import type { ReductionPlan } from "../../src/program/program.ts";
import { reducedProgram } from "../../src/reduce/reduce.ts";
import { REDUCTION_NAMES, type ReductionName } from "../../src/reduce/table.ts";
import { randomDeclaredModel } from "../support/random-declared-model.ts";
import { randomSymmetricModel } from "../support/random-symmetric-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { itIsAProgram } from "./program.contract.ts";

const systems = Array.from({ length: 60 }, (_, seed) => randomSystem(seed, { expiring: true }));
const models = [
  twoPhaseCommit({ participants: 3 }),
  paxos({ acceptors: 3, ballots: 2, values: 2 }),
  gossip({ nodes: 3, versions: 2 }),
  ...Array.from({ length: 25 }, (_, seed) => randomSymmetricModel(seed)),
  ...Array.from({ length: 15 }, (_, seed) => randomDeclaredModel(seed, { alike: seed % 2 === 0 })),
  ...systems.slice(0, 25),
];

/** The plan that a check with these reductions makes, where all of them can be used; null: they cannot. */
async function planFor(model: Model, names: readonly ReductionName[]): Promise<ReductionPlan | null> {
  const properties = model.properties.flatMap(({ kind }, at) => (isTemporal(kind) ? [] : [at]));
  try {
    const { program } = await reduceAsAsked({
      model,
      properties,
      wanted: names,
      symmetry: names.includes("symmetry"),
      refused: [],
      halt: neverHalt,
      begin: async () => {},
      watched: (_, work) => work(),
    });
    if (!names.every((name) => name in program.plan)) return null;
    for (const state of program.initialStates()) {
      program.load(state, 0);
      program.audit();
    }
    await explore(reducedProgram(model, program.plan), {
      help: null,
      store: "compact",
      memoryBytes: 8_000_000,
      properties,
      keepGoing: true,
    });
    return program.plan;
  } catch {
    // It tells elements apart, throws, or a property reads what must be left alone.
    return null;
  }
}

describe("a compiled program", () => {
  itIsAProgram(compile, models);
});

const stacks: (readonly [names: readonly ReductionName[], at: number])[] = [
  ...REDUCTION_NAMES.map((name) => [[name], 15] as const),
  [REDUCTION_NAMES, 10],
];
for (const [names, least] of stacks) {
  const plans = new Map<Model, ReductionPlan>();
  for (const model of [...models, ...systems]) {
    const plan = await planFor(model, names);
    if (plan !== null) plans.set(model, plan);
  }
  if (plans.size < least) throw new Error(`${names} can be used for ${plans.size} models only`);
  describe(`a program under ${names.join(" and ")}`, () => {
    itIsAProgram((model) => reducedProgram(model, plans.get(model) as ReductionPlan), [...plans.keys()], names);
  });
}
