import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basicPaxos, paxos, twoPhaseCommit } from "../../models/index.ts";
import { type CompiledProgram, compile } from "../../src/compile/compile.ts";
import { walk } from "../../src/compile/forest.ts";
import { DISABLED, LEARNED, STUTTER } from "../../src/compile/outcome.ts";
import { model as modelOf, range } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { BEYOND } from "../../src/program/program.ts";
import { CHANGE_PREFIX, type Publication, type PublishedRule, UNUSED } from "../../src/program/publication.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { Dice } from "../random/dice.ts";
import { membersModel } from "../support/members-model.ts";
import { randomModel } from "../support/random-model.ts";

// Rules over lists keep leaves that say what changes, which is what is read off here; for the others see test/kernel/written.test.ts.
beforeAll(() => setThresholds({ listWindow: 2 ** 20 }));
afterAll(() => setThresholds({}));

const models = [
  twoPhaseCommit({ participants: 3 }),

  paxos({ acceptors: 3, ballots: 2, values: 2 }),
  basicPaxos({ numbers: 2 }),
  ...Array.from({ length: 40 }, (_, seed) => membersModel(new Dice(seed))),
  ...Array.from({ length: 40 }, (_, seed) => randomModel(seed, { space: 2000, fault: null })),
];

/** A step and where it leads; the fingerprint last. */
type Successor = readonly number[];

/** What is learned of the loaded state, by whoever has nothing but the publication; the steps that are not known apart. */
function readOff(
  { rules }: Publication,
  program: CompiledProgram,
): { enabled: number; successors: Successor[]; unknown: number[] } {
  const read = { enabled: 0, successors: [] as Successor[], unknown: [] as number[] };
  for (const rule of rules)
    for (const each of passed(rule, program.work))
      if (each === STANDS_STILL) read.enabled++;
      else meet(rule, each[0], each[1]);
  return read;

  function meet({ first, cells, changes }: PublishedRule, instance: number, cell: number): void {
    const leaf = walk(cells, cell, program.work);
    if (leaf === DISABLED) return;
    if (leaf !== STUTTER && leaf > LEARNED) {
      read.unknown.push(first + instance);
      return;
    }
    read.enabled++;
    if (leaf === STUTTER) return;
    const at = LEARNED - leaf;
    const state = program.work.slice(0, program.words);
    for (let change = 0; change < (changes[at + 2] as number); change++) {
      const word = changes[at + CHANGE_PREFIX + 2 * change] as number;
      state[word] = (state[word] as number) ^ (changes[at + CHANGE_PREFIX + 2 * change + 1] as number);
    }
    const [low, high] = [program.low ^ (changes[at] as number), program.high ^ (changes[at + 1] as number)];
    read.successors.push([program.stepIn(first + instance), ...state, low, high]);
  }
}

/** In place of an instance that is enabled and changes nothing. */
const STANDS_STILL: [number, number] = [-1, -1];

/** The instances that gates let pass, with the cells at which their trees are walked on. */
function* passed({ gates }: PublishedRule, work: Int32Array): Iterable<[number, number]> {
  const lists = [gates[2] as number];
  let gate = 3;
  for (const end = gate + 3 * (gates[0] as number); gate < end; gate += 3) {
    const [where, mask, answers] = gates.slice(gate, gate + 3) as unknown as [number, number, number];
    const bits = (work[where >>> 5] as number) >>> (where & 31);
    let answer = bits & mask;
    if (mask < 0) for (answer = 0; answer < -mask && ((bits >>> answer) & 1) === 0; ) answer++;
    lists.push(gates[answers + answer] as number);
  }
  for (const end = gate + 3 * (gates[1] as number); gate < end; gate += 3) {
    const [word, bits, first] = gates.slice(gate, gate + 3) as unknown as [number, number, number];
    for (let bit = 0; bit < 32; bit++)
      if ((((work[word] as number) & bits) >>> bit) & 1) lists.push(gates[first + bit] as number);
  }
  for (const list of lists) {
    if (list === 0) continue;
    for (let still = 0; still < (gates[list + 1] as number); still++) yield STANDS_STILL;
    for (let item = 0; item < (gates[list] as number); item++)
      yield [gates[list + 2 + 2 * item] as number, gates[list + 3 + 2 * item] as number];
  }
}

const ascending = (successors: readonly Successor[]) =>
  successors.toSorted((a, b) => (a[0] as number) - (b[0] as number));

/** The first states of a model, in some order. */
function* statesOf(model: Model, most: number): Iterable<Int32Array> {
  const program = compile(model);
  const known = new Set<string>();
  const open: Int32Array[] = [];
  const enter = (state: Int32Array) => {
    if (known.size === most || known.has(String(state))) return;
    known.add(String(state));
    open.push(state);
  };
  for (const state of program.initialStates()) enter(state);
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    yield state;
    program.load(state, 0);
    program.expand({ visit: () => enter(program.work.slice(0, program.words)), fail: () => {} });
  }
}

describe("what a program publishes", () => {
  it.each(models.map((model, at) => [model.name ?? `random ${at}`, model] as const))(
    "says of every state, with what meeting unknown steps adds, what expanding it does: %s",
    (_, model) => {
      const [program, other] = [compile(model), compile(model)];
      let known = 0;
      const sample: number[] = [];
      for (const state of statesOf(model, 200)) {
        sample.push(...state);
        const publication = program.publish({ expanded: 1, judged: 1, met: Int32Array.from(sample) });
        if (typeof publication === "string") throw new Error(publication);
        program.load(state, 0);
        const { enabled, successors, unknown } = readOff(publication, program);
        known += successors.length;
        let met = enabled;
        const visit = (step: number) =>
          successors.push([step, ...program.work.slice(0, program.words), program.low, program.high]);
        for (const step of unknown) met += program.meet(step, { visit, fail: () => {} });
        other.load(state, 0);
        const expected: Successor[] = [];
        const all = other.expand({
          visit: (step) => expected.push([step, ...other.work.slice(0, other.words), other.low, other.high]),
          fail: () => {},
        });
        expect([met, ascending(successors)]).toEqual([all, ascending(expected)]);
      }
      expect(known).toBeGreaterThanOrEqual(0);
    },
  );

  it("is known in the end: of two-phase commit, searched once, no step has to be asked for", () => {
    const model = twoPhaseCommit({ participants: 3 });
    const program = compile(model);
    let visited = 0;
    for (const state of statesOf(model, 1000)) {
      program.load(state, 0);
      program.expand({ visit: () => visited++, fail: () => {} });
    }
    const publication = program.publish(UNUSED) as Publication;
    let successors = 0;
    for (const state of statesOf(model, 1000)) {
      program.load(state, 0);
      const read = readOff(publication, program);
      expect(read.unknown).toEqual([]);
      successors += read.successors.length;
    }
    expect(successors).toBe(visited);
  });

  it("has, per part of a predicate, the bits that its runs read of either state", () => {
    const program = compile(twoPhaseCommit({ participants: 3 }));
    const at = program.properties.findIndex(({ kind }) => kind === "step" || kind === "always");
    for (const state of program.initialStates()) {
      program.load(state, 0);
      program.holds(at);
    }
    const { predicates } = program.publish(UNUSED) as Publication;
    const [part] = predicates[at] ?? [];
    expect(part?.reads).toHaveLength(2 * program.words);
    expect(part?.reads.some((bits) => bits !== 0)).toBe(true);
  });

  it("has another version when anything of it is another", () => {
    const model = twoPhaseCommit({ participants: 3 });
    const program = compile(model);
    const seen = new Map<number, string>();
    for (const state of statesOf(model, 100)) {
      const { rules } = program.publish(UNUSED) as Publication;
      for (const [rule, { version, cells, gates, changes, changed }] of rules.entries()) {
        const content = [cells, gates, changes.slice(0, changed)].map(String).join(";");
        const key = rule * 2 ** 30 + version;
        expect(seen.get(key) ?? content).toBe(content);
        seen.set(key, content);
      }
      program.load(state, 0);
      program.expand({ visit: () => {}, fail: () => {} });
    }
    expect(seen.size).toBeGreaterThan(program.instances.rules.length);
  });

  it("has bounds as the last predicates, and asks those on steps of whoever is met", () => {
    const counter = modelOf({
      state: { n: range(0, 9) },
      rules: {
        up: {
          when: (s) => s.n < 9,
          do: (s) => {
            s.n += 1;
          },
        },
      },
      constraint: { always: { low: (s) => s.n < 5 }, step: { "not from 3": (s) => s.n !== 3 } },
    });
    const program = compile(counter);
    const visited: number[] = [];
    for (const n of [3, 4, 7]) {
      program.load(Int32Array.of(n), 0);
      expect(program.meet(0, { visit: () => visited.push(program.work[0] as number), fail: () => {} })).toBe(1);
    }
    expect(visited).toEqual([5, 8]);
    expect([...program.crossed]).toEqual([0, 1, 0, 1]);
    program.load(Int32Array.of(7), 0);
    expect(program.expand({ visit: () => {}, fail: () => {} })).toBe(BEYOND);
    const { predicates } = program.publish(UNUSED) as Publication;
    expect(predicates).toHaveLength(program.predicates.length);
    const known = (at: number) => predicates.at(at)?.[0]?.cells[1] !== 0;
    expect([known(-2), known(-1)]).toEqual([true, true]);
  });
});
