/**
 * What symmetry costs and brings: nanoseconds for a canonical form, by tables and by refinement, over the successors that a
 * reduced search meets; and checks with and without it, in this process, in turns. CPU time of all threads, so that what
 * else the machine does counts less.
 */
import { builtIns } from "../models/index.ts";
import { check } from "../src/check/check.ts";
import { compile } from "../src/compile/compile.ts";
import { countText } from "../src/errors/counts.ts";
import type { Model } from "../src/model/model.ts";
import type { CanonicalForm } from "../src/reduce/symmetry/canonical-form.ts";
import { columnsFor } from "../src/reduce/symmetry/columns.ts";
import { closedScalarsets } from "../src/reduce/symmetry/initial-states.ts";
import { Refinement } from "../src/reduce/symmetry/refinement.ts";
import { SymmetricProgram } from "../src/reduce/symmetry/symmetric-program.ts";
import { type Column, tableText, titlesOf } from "../src/report/table.ts";
import { median } from "./measure.ts";

const CASES: readonly (readonly [model: string, parameters: Readonly<Record<string, number | string>>])[] = [
  ["paxos", { acceptors: 3, ballots: 3, values: 2 }],
  ["paxos", { acceptors: 5, ballots: 2, values: 2 }],
  ["paxos", { acceptors: 2, ballots: 5, values: 1 }],
  ["basic-paxos", { proposers: 2, acceptors: 3, numbers: 2 }],
  ["two-phase-commit", { participants: 6 }],
  ["two-phase-commit", { participants: 7 }],
  ["voting", { acceptors: 3, ballots: 4, values: 2 }],
  ["gossip", { nodes: 3, versions: 3 }],
  ["gossip", { nodes: 3, versions: 1, transport: "in-flight" }],
];
const SUCCESSORS = 50_000;

export interface SymmetryRow {
  readonly name: string;
  readonly renamings: number;
  readonly states: number;
  readonly unreduced: number;
  /** Nanoseconds; null where the layout has no tables. */
  readonly byTables: number | null;
  readonly byRefinement: number;
  readonly cpuMs: number;
  readonly cpuMsWithout: number;
}

export async function* measureSymmetry(runs: number): AsyncGenerator<SymmetryRow> {
  for (const [name, parameters] of CASES) {
    const model = builtIns.find(({ protocol }) => protocol.name === name)?.(parameters) as Model;
    const program = compile(model);
    const reduced = new SymmetricProgram(program, { scalarsets: closedScalarsets(program), properties: [] });
    const successors = successorsOf(reduced);
    const columns = columnsFor(reduced.renaming);
    const properties = model.properties.filter(({ kind }) => ["always", "step", "reachable"].includes(kind));
    const took: { readonly on: number[]; readonly off: number[] } = { on: [], off: [] };
    const states = { on: 0, off: 0 };
    for (let run = 0; run < runs; run++) {
      for (const way of ["on", "off"] as const) {
        const started = cpuMs();
        const { verdict } = await check(model, {
          symmetry: way === "on",
          properties: properties.map((property) => property.name),
        });
        took[way].push(cpuMs() - started);
        states[way] = verdict.states.distinct;
      }
    }
    yield {
      name: [name, ...Object.values(parameters)].join("-"),
      renamings: reduced.elements.renamings,
      states: states.on,
      unreduced: states.off,
      byTables: columns === null ? null : nanosecondsPerForm(columns, successors, program.words),
      byRefinement: nanosecondsPerForm(new Refinement(reduced.renaming), successors, program.words),
      cpuMs: median(took.on),
      cpuMsWithout: median(took.off),
    };
  }
}

export const symmetryColumns: readonly Column[] = [
  { title: "case" },
  { title: "renamings", align: "right" },
  { title: "visited", align: "right" },
  { title: "of states", align: "right" },
  { title: "form, tables", align: "right" },
  { title: "refinement", align: "right" },
  { title: "check", align: "right" },
  { title: "without", align: "right" },
];

export function symmetryText(rows: readonly SymmetryRow[]): string {
  const lines = rows.map((row) => [
    row.name,
    countText(row.renamings),
    countText(row.states),
    countText(row.unreduced),
    row.byTables === null ? "-" : `${row.byTables} ns`,
    `${row.byRefinement} ns`,
    `${Math.round(row.cpuMs)} ms`,
    `${Math.round(row.cpuMsWithout)} ms`,
  ]);
  return tableText(symmetryColumns, [titlesOf(symmetryColumns), ...lines]);
}

/** The successors, before they are renamed, of the canonical states met first. */
function successorsOf(program: SymmetricProgram): Int32Array {
  const { words, beneath } = program;
  const states = [...program.initialStates()];
  const seen = new Set(states.map((state) => state.join()));
  const found: number[] = [];
  for (let at = 0; at < states.length && found.length < SUCCESSORS * words; at++) {
    program.load(states[at] as Int32Array, 0);
    program.expand({
      visit: () => {
        for (let word = 0; word < words; word++) found.push(beneath.work[word] as number);
        const text = program.work.subarray(0, words).join();
        if (seen.has(text)) return;
        seen.add(text);
        states.push(program.work.slice(0, words));
      },
      fail: () => {},
    });
  }
  return Int32Array.from(found);
}

function nanosecondsPerForm(form: CanonicalForm, successors: Int32Array, words: number): number {
  const target = new Int32Array(words);
  const count = successors.length / words;
  const rounds = Array.from({ length: 5 }, () => {
    const started = cpuMs();
    const times = Math.ceil(100_000 / count);
    for (let time = 0; time < times; time++)
      for (let at = 0; at < successors.length; at += words) form.find(successors, at, target);
    return ((cpuMs() - started) * 1e6) / (times * count);
  });
  return Math.round(Math.min(...rounds));
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
