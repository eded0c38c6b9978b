/** Smallest sufficient reasons beside brute force: over all states, and all sets of places, of a small schema. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { map, model, range, scalarset, sequence, set } from "../../src/index.ts";
import { interpretedState } from "../../src/interpret/interpret.ts";
import { zeroState } from "../../src/interpret/plain-store.ts";
import { NotingMemory } from "../../src/why/noting-memory.ts";
import { placeText } from "../../src/why/place-text.ts";
import { ofState, type Scene, sceneOf } from "../../src/why/scene.ts";
import { type Reason, smallestReason } from "../../src/why/smallest-reason.ts";

const Node = scalarset("n", 2);
const of = model({
  state: {
    level: map(Node, range(0, 2)),
    up: set(range(0, 2), { capacity: 2 }),
    queue: sequence(range(0, 1), { capacity: 2 }),
  },
  rules: { idle: { do: () => {} } },
});
const scene = sceneOf(of, [interpretedState(zeroState(of.schema))]);
const { list } = scene.places;

// biome-ignore lint/suspicious/noExplicitAny: predicates of one schema, written as anybody would.
type State = any;
type Predicate = (s: State) => boolean;

/** The states that there are: no gaps in the sequence, no more in the set than it holds. */
const states = list
  .reduce<number[][]>(
    (rows, { size }) => rows.flatMap((row) => Array.from({ length: size }, (_, code) => [...row, code])),
    [[]],
  )
  .filter((codes) => {
    const of = (field: string) => codes.filter((_, at) => list[at]?.field === field);
    const [first, second] = of("queue") as [number, number];
    return of("up").reduce((sum, code) => sum + code, 0) <= 2 && !(first === 0 && second !== 0);
  })
  .map((codes) => Int32Array.from(codes));

const atom: fc.Arbitrary<Predicate> = fc.oneof(
  fc.tuple(fc.constantFrom(...Node.values), fc.nat(2)).map(
    ([n, k]): Predicate =>
      (s) =>
        s.level.get(n) >= k,
  ),
  fc.nat(2).map(
    (k): Predicate =>
      (s) =>
        s.up.has(k),
  ),
  fc.nat(2).map(
    (k): Predicate =>
      (s) =>
        s.up.size > k,
  ),
  fc.nat(2).map(
    (k): Predicate =>
      (s) =>
        s.queue.length > k,
  ),
  fc.nat(1).map(
    (k): Predicate =>
      (s) =>
        s.queue.at(k) === 1,
  ),
  fc.constant<Predicate>((s) => s.level.get("n1") === s.level.get("n2")),
  fc.constant<Predicate>((s) => [...s.up].every((k) => k > 1 || s.queue.includes(k))),
);
const predicate: fc.Arbitrary<Predicate> = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    atom,
    tie("any").map(
      (p): Predicate =>
        (s) =>
          !p(s),
    ),
    fc.tuple(tie("any"), tie("any")).map(
      ([p, q]): Predicate =>
        (s) =>
          p(s) && q(s),
    ),
    fc.tuple(tie("any"), tie("any")).map(
      ([p, q]): Predicate =>
        (s) =>
          p(s) || q(s),
    ),
  ),
})).any;

function answer(p: Predicate, codes: Int32Array): boolean {
  const memory = new NotingMemory(codes);
  memory.start(new Map());
  return scene.closures.answers(memory, p);
}

function reasonIn(p: Predicate, codes: Int32Array, weight?: (place: number) => number): Reason {
  const at: Scene = { ...scene, codes: [codes] };
  return smallestReason(ofState(at, 0, p, answer(p, codes)), { budget: 100_000, ...(weight && { weight }) }) as Reason;
}

test("is sufficient in every state, with every value that it allows, and no fewer places are", () => {
  fc.assert(
    fc.property(predicate, fc.nat(states.length - 1), (p, at) => {
      const codes = states[at] as Int32Array;
      const wanted = answer(p, codes);
      const answers = states.map((each) => answer(p, each));
      const { facts, proof } = reasonIn(p, codes);
      expect(proof).toBe("proved");
      for (const [place, [first]] of facts) expect(first).toBe(codes[place]);
      const agrees = (each: Int32Array) => [...facts].every(([place, may]) => may.includes(each[place] as number));
      expect(states.every((each, n) => !agrees(each) || answers[n] === wanted)).toBe(true);
      const suffices = (places: readonly number[]) =>
        states.every((each, n) => answers[n] === wanted || places.some((place) => each[place] !== codes[place]));
      const fewer = Array.from({ length: 2 ** list.length }, (_, bits) => bits)
        .map((bits) => list.flatMap((_, place) => ((bits >> place) & 1 ? [place] : [])))
        .filter(({ length }) => length < facts.size);
      expect(fewer.find(suffices)).toBeUndefined();
    }),
    { numRuns: 80 },
  );
});

test("is one that costs least, where places cost more or less", () => {
  const codes = states.find((each) =>
    list.every((place, at) => place.field !== "level" || each[at] === 2),
  ) as Int32Array;
  const either: Predicate = (s) => Node.values.some((n) => s.level.get(n) === 2);
  const names = (weight: (place: number) => number) =>
    [...reasonIn(either, codes, weight).facts.keys()].map((place) => placeText(list[place] as (typeof list)[number]));
  expect(names((place) => (place === 0 ? 2 : 1))).toEqual(["level[n2]"]);
  expect(names((place) => (place === 1 ? 2 : 1))).toEqual(["level[n1]"]);
});

test("is tested, not proved, when the runs give out", () => {
  const codes = states[0] as Int32Array;
  const at: Scene = { ...scene, codes: [codes] };
  const many: Predicate = (s) => !(s.level.get("n1") === 2 && s.level.get("n2") === 2 && s.up.has(1));
  expect(smallestReason(ofState(at, 0, many, true), { budget: 3 })?.proof).toBe("tested");
  expect(smallestReason(ofState(at, 0, many, true), { budget: 300 })?.proof).toBe("proved");
});

test("says nothing of what is not so, and of what throws where it is asked", () => {
  const at: Scene = { ...scene, codes: [states[0] as Int32Array] };
  expect(
    smallestReason(
      ofState(at, 0, (s: State) => s.up.has(0), true),
      { budget: 100 },
    ),
  ).toBeNull();
  const throwing = () => {
    throw new Error("always");
  };
  expect(smallestReason(ofState(at, 0, throwing, true), { budget: 100 })).toBeNull();
});
