import { describe } from "vitest";
import { gossip, paxos, twoPhaseCommit } from "../../models/index.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Program } from "../../src/program/program.ts";
import { closedScalarsets } from "../../src/reduce/symmetry/initial-states.ts";
import { SymmetricProgram } from "../../src/reduce/symmetry/symmetric-program.ts";
import { randomSymmetricModel } from "../support/random-symmetric-model.ts";
import { itIsAProgram } from "./program.contract.ts";

const models = [
  twoPhaseCommit({ participants: 3 }),
  paxos({ acceptors: 3, ballots: 2, values: 2 }),
  gossip({ nodes: 3, versions: 2 }),
  ...Array.from({ length: 25 }, (_, seed) => randomSymmetricModel(seed)),
];

function symmetric(program: Program): Program {
  return new SymmetricProgram(program, {
    scalarsets: closedScalarsets(program),
    properties: program.properties.map((_, at) => at),
  });
}

describe("a compiled program", () => {
  itIsAProgram(compile, models);
});

describe("a program reduced by symmetry", () => {
  itIsAProgram((model) => symmetric(compile(model)), models);
});
