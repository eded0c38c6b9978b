/**
 * Bindings to what is in collections wherever they are: members inside maps, entries of sequences and maps, "or null". The
 * engine's loops, the closures run on packed states and the interpreter find the same instances in every reachable state,
 * and those that a model written without such bindings has.
 */
import { describe, expect, it } from "vitest";
import { PackedRun } from "../../src/certify/packed-run.ts";
import { packStored } from "../../src/certify/stored-words.ts";
import { check } from "../../src/check/check.ts";
import { compile } from "../../src/compile/compile.ts";
import {
  at,
  bag,
  boolean,
  entries,
  type Model,
  map,
  members,
  model,
  range,
  scalarset,
  sequence,
  set,
  union,
  weak,
} from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { instancesOf, stepText } from "../../src/program/instances.ts";

const Node = scalarset("n", 2);
const N = range(0, 2);
const { ping, pong, ...Message } = union({ ping: { from: Node }, pong: { n: N } });

/** Every reachable state's enabled steps, as the interpreter has them; that the others have the same is looked at. */
function stepsOf(given: Model): { readonly states: number; readonly steps: readonly (readonly string[])[] } {
  const interpreter = interpret(given);
  const program = compile(given);
  const packed = new PackedRun(given, program.layout);
  const reversed = new PackedRun(given, program.layout, true);
  const instances = instancesOf(given.rules);
  const queue = interpreter.initialStates();
  const met = new Set(queue.map(({ text }) => text));
  const all: string[][] = [];
  const words = new Int32Array(program.words);
  for (const state of queue) {
    const successors = interpreter.successors(state);
    const found = successors.map(({ step }) => step);
    expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
    packStored(program.layout, state.stored, words);
    program.load(words, 0);
    const changing: number[] = [];
    program.expand({
      visit: (step) => void changing.push(step),
      fail: (_, error) => {
        throw error;
      },
    });
    expect(changing).toEqual(successors.filter(({ state: next }) => next.text !== state.text).map(({ step }) => step));
    for (const run of [packed, reversed]) {
      const taken: number[] = [];
      run.load(words, 0);
      run.steps((step) => taken.push(step));
      expect(taken.sort((a, b) => a - b)).toEqual(found);
    }
    for (let step = 0; step < instances.total; step++)
      expect(interpreter.take(state, step) !== null).toBe(found.includes(step));
    for (let step = 0; step < instances.total; step++) {
      const rests = program.restsOn(step, new Int32Array(program.words));
      expect(rests).toBe(!changing.includes(step));
    }
    all.push(found.map((step) => stepText(instances, step)));
    for (const { state: next } of successors) {
      if (met.has(next.text)) continue;
      met.add(next.text);
      queue.push(next);
    }
  }
  return { states: met.size, steps: all };
}

/** Boxes of messages by node; whoever takes one answers with a pong to the other. */
function inboxes(kind: "set" | "sorted set" | "bag", nested: boolean): Model {
  const box =
    kind === "bag" ? bag(Message, { capacity: 2 }) : kind === "set" ? set(Message) : set(Message, { capacity: 2 });
  const state = { inbox: map(Node, box), done: map(Node, boolean) };
  const take = (s: State, node: string, m: { readonly kind: string }) => {
    s.inbox.get(node).delete(m);
    for (const other of Node.values) if (other !== node) s.inbox.get(other).add(pong({ n: 1 }));
    s.done.set(node, true);
  };
  interface State {
    readonly inbox: {
      get(node: string): { has(m: unknown): boolean; delete(m: unknown): void; add(m: unknown): void };
    };
    readonly done: { get(node: string): boolean; set(node: string, value: boolean): void };
  }
  return model({
    state,
    init: (s: State) => {
      for (const node of Node.values) s.inbox.get(node).add(ping({ from: node }));
    },
    rules: {
      take: nested
        ? {
            for: { node: Node, m: members(at(state.inbox, "node"), ping) },
            do: (s: State, { node, m }: { node: string; m: { kind: "ping" } }) => take(s, node, m),
          }
        : {
            for: { node: Node, m: ping },
            when: (s: State, { node, m }: { node: string; m: object }) => s.inbox.get(node).has(m),
            do: (s: State, { node, m }: { node: string; m: { kind: "ping" } }) => take(s, node, m),
          },
    },
    eventually: { "n1 is done": (s: State) => s.done.get("n1") },
    fairness: { takes: weak("take", { per: "node" }) },
  } as never);
}

describe("members of a collection inside a map", () => {
  it.each(["set", "sorted set", "bag"] as const)("are those that a guard would find: %s", async (kind) => {
    const [nested, plain] = [inboxes(kind, true), inboxes(kind, false)];
    expect(stepsOf(nested)).toEqual(stepsOf(plain));
    expect(stepsOf(nested).steps[0]).toEqual([
      "take(node: n1, m: ping(from: n1))",
      "take(node: n2, m: ping(from: n2))",
    ]);
    for (const symmetry of [true, false]) {
      const [one, other] = await Promise.all(
        [nested, plain].map((given) => check(given, { symmetry, certify: true, fairness: "takes" })),
      );
      expect(one?.verdict.outcome).toBe("holds");
      expect(one?.verdict.states).toEqual(other?.verdict.states);
      expect(one?.verdict.symmetry).toEqual(other?.verdict.symmetry);
      expect(one?.verdict.outcome).toBe(other?.verdict.outcome);
    }
  });

  it("are found through several maps, by keys that are bound in any order, to domains or to members", () => {
    const state = { rooms: map(range(0, 1), map(Node, set(N))), open: set(range(0, 1)), seen: set(N) };
    const given = model({
      state,
      init: (s) => {
        s.rooms.get(0).get("n2").add(1);
        s.rooms.get(1).get("n1").add(2);
        s.rooms.get(1).get("n2").add(0);
        s.open.add(1);
      },
      rules: {
        look: {
          for: { node: Node, door: members(state.open), n: members(at(state.rooms, "door", "node")) },
          do: (s, { node, door, n }) => {
            s.rooms.get(door).get(node).delete(n);
            s.seen.add(n);
          },
        },
        opens: { do: (s) => s.open.add(0) },
      },
    });
    const { states, steps } = stepsOf(given);
    expect(steps[0]).toEqual(["look(node: n1, door: 1, n: 2)", "look(node: n2, door: 1, n: 0)", "opens"]);
    expect(states).toBe(12);
    expect(steps.flat()).toContain("look(node: n2, door: 0, n: 1)");
    expect(steps.flat().filter((step) => /door: 0, n: [02]/.test(step))).toEqual([]);
  });

  it("have keys of a domain whose values lie elsewhere among those of the map", () => {
    const state = { at: map(range(-1, 2), set(N)), hits: set(N) };
    const given = model({
      state,
      init: (s) => void s.at.get(2).add(1),
      rules: { hit: { for: { k: range(1, 2), n: members(at(state.at, "k")) }, do: (s, { n }) => s.hits.add(n) } },
    });
    expect(stepsOf(given).steps[0]).toEqual(["hit(k: 2, n: 1)"]);
  });
});

describe("or null", () => {
  it.each([set(Node), set(Node, { capacity: 1 }), bag(Node, { capacity: 2 })])(
    "is one of the members, and null when there is none",
    (field) => {
      const state = { waiting: field, woken: set(Node), idle: boolean };
      const given = model({
        state,
        init: (s) => void s.waiting.add("n2"),
        rules: {
          notify: {
            for: { who: members(state.waiting, { orNull: true }) },
            do: (s, { who }) => {
              if (who === null) s.idle = true;
              else {
                s.waiting.delete(who);
                s.woken.add(who);
              }
            },
          },
        },
      });
      const { states, steps } = stepsOf(given);
      expect(steps).toEqual([["notify(who: n2)"], ["notify(who: none)"], ["notify(who: none)"]]);
      expect(states).toBe(3);
    },
  );

  it("is null when there are members of other cases only, inside a map too", () => {
    const state = { inbox: map(Node, bag(Message, { capacity: 2 })), got: map(Node, boolean) };
    const given = model({
      state,
      init: (s) => {
        s.inbox.get("n1").add(pong({ n: 2 }));
        s.inbox.get("n2").add(ping({ from: "n1" }));
      },
      rules: {
        look: {
          for: { n: Node, m: members(at(state.inbox, "n"), ping, { orNull: true }) },
          do: (s, { n, m }) => s.got.set(n, m !== null),
        },
      },
    });
    expect(stepsOf(given).steps[0]).toEqual(["look(n: n1, m: none)", "look(n: n2, m: ping(from: n1))"]);
  });
});

describe("entries", () => {
  it("of a sequence are its places, with what is there", () => {
    const state = { belt: sequence(N, { capacity: 3 }), sum: range(0, 9) };
    const given = model({
      state,
      init: (s) => {
        for (const n of [2, 0, 2]) s.belt.push(n);
      },
      rules: {
        look: {
          for: { e: entries(state.belt) },
          do: (s, { e: [index, value] }) => {
            s.sum = 3 * index + value;
          },
        },
        shift: { do: (s) => void s.belt.shift() },
      },
    });
    expect(stepsOf(given).steps[0]).toEqual(["look(e: (0, 2))", "look(e: (1, 0))", "look(e: (2, 2))", "shift"]);
    expect(stepsOf(given).states).toBe(19);
  });

  it("of a map are its keys, with their items, inside another map and of sequences too", () => {
    const state = {
      of: map(N, boolean),
      in: map(boolean, map(Node, N)),
      lines: map(Node, sequence(N, { capacity: 2 })),
    };
    const given = model({
      state,
      init: (s) => {
        s.of.set(1, true);
        s.in.get(true).set("n2", 2);
        s.lines.get("n2").push(1);
      },
      rules: {
        flat: { for: { e: entries(state.of) }, do: (s, { e: [key, value] }) => s.of.set(key, !value) },
        deep: {
          for: { b: boolean, e: entries(at(state.in, "b")) },
          do: (s, { b, e: [key] }) => s.in.get(b).set(key, 0),
        },
        line: { for: { n: Node, e: entries(at(state.lines, "n")) }, do: (s, { n }) => void s.lines.get(n).pop() },
      },
    });
    expect(stepsOf(given).steps[0]).toEqual([
      ...["flat(e: (0, false))", "flat(e: (1, true))", "flat(e: (2, false))"],
      ...["deep(b: false, e: (n1, 0))", "deep(b: false, e: (n2, 0))", "deep(b: true, e: (n1, 0))"],
      "deep(b: true, e: (n2, 2))",
      "line(n: n2, e: (0, 1))",
    ]);
  });
});

describe("what is known of such rules", () => {
  const state = {
    inbox: map(Node, set(N)),
    taken: map(Node, set(N)),
    belt: sequence(N, { capacity: 2 }),
    seen: map(N, N),
  };
  /** Both take from places of their own, and put into one that the other does not look at. */
  const given = model({
    state,
    init: (s) => {
      for (const node of Node.values) for (const n of [1, 2]) s.inbox.get(node).add(n);
      s.belt.push(1);
    },
    rules: {
      take: {
        for: { node: Node, n: members(at(state.inbox, "node")) },
        do: (s, { node, n }) => {
          s.taken.get(node).add(n);
        },
        writes: ({ node, n }) => [["taken", node, n]],
      },
      see: {
        for: { e: entries(state.belt) },
        do: (s, { e: [index, value] }) => s.seen.set(index, value),
        writes: ({ e: [index] }) => [["seen", index]],
      },
    },
    reachable: { seen: (s) => s.seen.get(0) === 1 },
    terminal: "allowed",
  });

  it("partial order takes one order of what is independent, since it knows the place that is ranged over", async () => {
    const whole = await check(given, { symmetry: false, reductions: [], certify: true });
    const reduced = await check(given, { symmetry: false, reductions: ["partial-order"], certify: true });
    expect(whole.verdict).toMatchObject({ outcome: "holds", states: { distinct: 32 } });
    expect(reduced.verdict).toMatchObject({ outcome: "holds" });
    expect(reduced.verdict.states).toEqual({ distinct: 6, generated: 15, depth: 5 });
  });

  it("that a member comes or goes is seen: who waits for one is not overtaken", async () => {
    const places = { box: map(N, set(N)), out: set(N), ready: boolean };
    const waiting = model({
      state: places,
      rules: {
        put: {
          when: (s) => !s.ready,
          do: (s) => {
            s.ready = true;
            s.box.get(1).add(2);
          },
          reads: ["ready"],
          writes: ["ready", ["box", 1]],
        },
        take: {
          for: { k: N, n: members(at(places.box, "k"), { orNull: true }) },
          do: (s, { n }) => void (n !== null && s.out.add(n)),
          writes: ["out"],
        },
      },
      reachable: { taken: (s) => s.out.has(2) },
      terminal: "allowed",
    });
    for (const reductions of [[], ["partial-order"]] as const) {
      const { verdict } = await check(waiting, { reductions: [...reductions], certify: true });
      expect(verdict.properties).toMatchObject([{ name: "taken", outcome: "holds", steps: 2 }]);
    }
  });
});
