import { describe, expect, it } from "vitest";
import { Signer } from "../../src/certify/signature.ts";
import { packStored } from "../../src/certify/stored-words.ts";
import { check } from "../../src/check/check.ts";
import { WhoseFault } from "../../src/check/whose-fault.ts";
import { boolean, forEvery, type Model, map, model, optional, range, record, set, weak } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { layoutOf } from "../../src/state/layout.ts";

/** Closures that keep what they were first asked, made anew with each instance of the model. */
function kept<T>() {
  let first: T | undefined;
  return (now: T): T => {
    first ??= now;
    return first;
  };
}

const Few = range(0, 3);
const Bit = range(0, 1);

/** Money that moves from one account to another; the sum is compared with the first that was seen. */
function accounts() {
  const total = kept<number>();
  return model({
    state: { one: Few, other: range(0, 6) },
    init: {
      for: { amount: Few },
      do: (s, { amount }) => {
        s.one = amount;
      },
    },
    rules: {
      move: {
        when: (s) => s.one > 0,
        do: (s) => {
          s.one -= 1;
          s.other += 1;
        },
      },
    },
    always: { "nothing is lost": (s) => s.one + s.other === total(s.one + s.other) },
  });
}

/** A counter that two properties compare with the value at which they saw it first. */
function counter(properties: (isFirst: (n: number) => boolean) => object) {
  const first = kept<number>();
  return model({
    state: { n: Few },
    rules: {
      up: {
        when: (s) => s.n < 3,
        do: (s) => {
          s.n += 1;
        },
      },
    },
    fairness: { weak: weak("up") },
    ...properties((n) => n === first(n)),
  });
}

/** A step that goes as far as the first one that was taken. */
function strider() {
  const far = kept<number>();
  return model({
    state: { at: range(0, 20), n: Few },
    rules: {
      stride: {
        when: (s) => s.n < 3,
        do: (s) => {
          s.n += 1;
          s.at += far(s.n);
        },
      },
    },
    always: { "not far": (s) => s.at < 3 },
  });
}

/** Two counters, of which only those are fair that the first one asked about says. */
function chosen(per: boolean) {
  const Place = range(0, 1);
  const first = kept<number>();
  return model({
    state: { n: map(Place, Few) },
    rules: {
      up: {
        for: { place: Place },
        when: (s, { place }) => s.n.get(place) < 3,
        do: (s, { place }) => s.n.set(place, s.n.get(place) + 1),
      },
    },
    eventually: { "the second is full": (s) => s.n.get(1) === 3 },
    fairness: {
      weak: per
        ? weak("up", { per: ({ place }: { place: number }) => first(place) })
        : weak("up", { per: "place", where: ({ place }: { place: number }) => first(place) === 0 }),
    },
  });
}

/** Initial states that are all what the first choice made. */
function beginning() {
  const first = kept<number>();
  return model({
    state: { n: Few },
    init: {
      for: { n: Few },
      do: (s, { n }) => {
        s.n = first(n);
      },
    },
    rules: {
      up: {
        when: (s) => s.n < 3,
        do: (s) => {
          s.n += 1;
        },
      },
    },
    always: { small: (s) => s.n < 4 },
  });
}

/** Numbers from which the least is taken, as it was where it was asked for first. */
function lowered() {
  const least = kept<number>();
  const Place = range(0, 1);
  return model({
    state: { n: map(Place, Few), last: optional(Place) },
    normalise: (s) => {
      const by = least(Math.min(s.n.get(0), s.n.get(1)));
      for (const place of Place.values) s.n.set(place, s.n.get(place) - by);
    },
    rules: {
      up: {
        for: { place: Place },
        when: (s, { place }) => s.n.get(place) < 2,
        do: (s, { place }) => {
          s.n.set(place, s.n.get(place) + 1);
          s.last = place;
        },
      },
    },
    always: { small: (s) => s.n.get(0) < 4 },
  });
}

/** Lists that grow as long as the first one of their length might. */
function growing() {
  const might = new Map<number, boolean>();
  return model({
    state: { length: range(0, 4), last: Few },
    rules: {
      push: {
        for: { n: Few },
        when: (s) => {
          const known = might.get(s.length) ?? (s.length < 4 && s.last === 0);
          might.set(s.length, known);
          return known;
        },
        do: (s, { n }) => {
          s.length += 1;
          s.last = n;
        },
      },
    },
    always: { short: (s) => s.length < 5 },
  });
}

/** Closures that throw when they are asked about less than what they were first asked about, which no search does. */
function backwards(where: "rule" | "init" | "init, after rules" | "where") {
  const least = kept<number>();
  const insist = (n: number) => {
    if (n < least(n)) throw new Error("it goes backwards");
  };
  return model({
    state: { n: range(0, 5) },
    init: {
      for: { n: Few },
      do: (s, { n }) => {
        if (where.startsWith("init")) insist(n);
        s.n = where === "rule" ? 0 : n;
      },
    },
    rules: {
      up: {
        for: { by: range(1, 2) },
        when: (s, { by }) => {
          if (where === "init, after rules") least(s.n);
          return s.n + by < 6;
        },
        do: (s, { by }) => {
          const before = s.n;
          if (where === "rule") insist(before);
          s.n = before + by;
        },
      },
    },
    ...(where === "where"
      ? {
          eventually: { full: (s: { n: number }) => s.n === 5 },
          fairness: {
            each: weak("up", {
              per: "by",
              where: ({ by }: { by: number }) => {
                insist(by);
                return true;
              },
            }),
          },
        }
      : { always: { "not far": (s: { n: number }) => s.n < (where === "init, after rules" ? 6 : 4) } }),
  });
}

/** A counter whose closures throw on its way once it was seen at its end, as a replay finds. */
function spoilt(by: "rule" | "property", kind: "always" | "eventually") {
  let wasThere = false;
  const spoil = (n: number) => {
    if (n === 3) wasThere = true;
    if (n < 3 && wasThere) throw new Error("it was at its end");
    return false;
  };
  const goal = (s: { n: number }) => (kind === "always" && s.n < 3) || (by === "property" && spoil(s.n));
  return model({
    state: { n: Few },
    rules: {
      up: {
        when: (s) => s.n < 3,
        do: (s) => {
          const before = s.n;
          if (by === "rule") spoil(before + 1);
          s.n = before + 1;
        },
      },
    },
    [kind]: { goal },
  });
}

/** Steps of two rules that are fair together, each of which writes the value that they share in its own way. */
function alike() {
  const [One, Other] = [record({ x: Bit, y: Bit }), record({ y: Bit, x: Bit })];
  return model({
    state: { one: boolean, other: boolean },
    rules: {
      one: {
        for: { m: One },
        do: (s) => {
          s.one = true;
        },
      },
      other: {
        for: { m: Other },
        do: (s) => {
          s.other = true;
        },
      },
    },
    eventually: { "one of them": (s) => s.one || s.other },
    fairness: {
      together: weak(["one", "other"], { per: ["m"], where: ({ m }: { m: { x: number } }) => m.x === 0 }),
    },
  });
}

const outcomeOf = async (make: () => Model, again: boolean) => {
  const { verdict } = await check(make(), again ? { again: async () => make() } : {});
  return { outcome: verdict.outcome, error: verdict.error?.id ?? null };
};

describe("a closure that keeps its first answer", () => {
  it.each<[string, () => Model, "holds" | "violated"]>([
    ["in a claim about states", accounts, "violated"],
    [
      "in a claim about states after a step",
      () => counter((is) => ({ always: { same: (s: { n: number }) => is(s.n) } })),
      "violated",
    ],
    [
      "in a claim about steps",
      () => counter((is) => ({ step: { same: (_: unknown, s: { n: number }) => is(s.n) } })),
      "violated",
    ],
    [
      "in a claim over time",
      () => counter((is) => ({ alwaysEventually: { same: (s: { n: number }) => is(s.n) } })),
      "violated",
    ],
    ["in an effect on the way", strider, "violated"],
    ["in a fairness's `where`", () => chosen(false), "holds"],
    ["in a fairness's `per`", () => chosen(true), "holds"],
    ["in `init`", beginning, "holds"],
    ["in `normalise`", lowered, "holds"],
  ])("is found out %s", async (_, make, believed) => {
    expect(await outcomeOf(make, false)).toEqual({ outcome: believed, error: null });
    expect(await outcomeOf(make, true)).toEqual({ outcome: "error", error: "impure-model" });
  });

  it("is the model's fault, not synod's, where the judges differ in a count only", async () => {
    expect(await outcomeOf(growing, true)).toEqual({ outcome: "error", error: "impure-model" });
  });
});

describe("a closure that throws only when it is asked in another order", () => {
  it.each<[Parameters<typeof backwards>[0], string, "holds" | "violated"]>([
    ["rule", "rule up", "violated"],
    ["init", "init", "violated"],
    ["init, after rules", "init", "holds"],
    ["where", "the fairness of up", "holds"],
  ])("is the model's fault, and in the verdict: %s", async (where, subject, believed) => {
    expect(await outcomeOf(() => backwards(where), false)).toEqual({ outcome: believed, error: null });
    const { verdict } = await check(backwards(where), { again: async () => backwards(where) });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model", details: { subject } } });
  });

  it.each<Parameters<typeof spoilt>>([
    ["rule", "always"],
    ["rule", "eventually"],
    ["property", "eventually"],
  ])("is so where the search's own instance is asked once more: a %s on the way, %s", async (by, kind) => {
    const { verdict } = await check(spoilt(by, kind), { again: async () => spoilt(by, kind) });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model" } });
  });
});

it("believes a fairness whose classes the first of their rules names", async () => {
  expect(await outcomeOf(alike, true)).toEqual({ outcome: "holds", error: null });
});

it("asks for other instances in the next check, whatever became of it in the last", async () => {
  let asked = 0;
  const again = async () => {
    if (asked++ === 0) throw new Error("not yet");
    return accounts();
  };
  const first = await check(accounts(), { again });
  expect(first.verdict.outcome).toBe("violated");
  const next = await check(accounts(), { again });
  expect(next.verdict.error?.id).toBe("impure-model");
});

it("shows a violation by a part of a claim behind which nothing is asked", async () => {
  const fine = forEvery([0, 1, 2], (at) => (s: { n: number }) => {
    if (at === 1 && s.n > 1) throw new Error("it is asked of small numbers only");
    return s.n < 2;
  });
  const counting = () =>
    model({
      state: { n: Few },
      rules: {
        up: {
          when: (s) => s.n < 3,
          do: (s) => {
            s.n += 1;
          },
        },
      },
      always: { fine },
    });
  const { verdict, counterexamples } = await check(counting(), { again: async () => counting() });
  expect(verdict).toMatchObject({ outcome: "violated", error: null });
  expect(counterexamples).toMatchObject([{ trace: { falseFor: { values: ["0", "2"], of: 3 } } }]);
});

it("does not take for the model's what a listener throws", async () => {
  const Hundred = range(0, 99);
  const counting = model({
    state: { one: Hundred, other: Hundred },
    init: {
      for: { one: Hundred, other: Hundred },
      do: (s, { one, other }) => {
        s.one = one;
        s.other = other;
      },
    },
    rules: { rest: { when: () => false, do: () => {} } },
  });
  const judging = () => {
    throw new RangeError("enough");
  };
  const { verdict } = await check(counting, { certify: true, judging });
  expect(verdict).toMatchObject({ outcome: "error", error: { id: "bad-config", thrown: { message: "enough" } } });
});

/** Records of one instance of a model are none of another's: who asks one about a state of the other shows it its own. */
describe("values that are compared with each other", () => {
  const compared = () => {
    const Entry = record({ term: Few, by: Bit });
    return model({
      state: { entry: Entry, entries: map(Bit, Entry), seen: map(Bit, set(Entry, { capacity: 2 })) },
      rules: {
        write: {
          for: { entry: Entry },
          when: (s, { entry }) => entry.term === s.entry.term + 1,
          do: (s, { entry }) => {
            s.entry = entry;
          },
        },
        copy: {
          for: { to: Bit, entry: Entry },
          when: (s, { to, entry }) => s.entry === entry && s.entries.get(to) !== entry && s.seen.get(to).size < 2,
          do: (s, { to }) => {
            s.entries.set(to, s.entry);
            s.seen.get(to).add(s.entry);
          },
        },
      },
      always: {
        "not both": (s) => s.entry.term < 2 || s.entries.get(0) !== s.entry || s.entries.get(1) !== s.entry,
        "not seen": (s) => s.entry.term < 3 || !s.seen.get(0).some((entry) => entry === s.entry),
      },
      reachable: { copied: (s) => s.entries.get(0) === s.entry && s.entry.term === 1 },
    });
  };

  it("are equal to another instance of the model as well", async () => {
    const { verdict } = await check(compared(), { again: async () => compared(), keepGoing: true });
    expect(verdict.error).toBeNull();
    expect(verdict.properties.map(({ name, outcome, steps }) => [name, outcome, steps])).toEqual([
      ["not both", "violated", 4],
      ["not seen", "violated", 4],
      ["copied", "holds", 2],
    ]);
  });

  it("are so where a fault is looked for", () => {
    const [one, other] = [compared(), compared()];
    const layout = layoutOf(one.schema);
    const rules = one.rules.map(({ name }) => name);
    const fault = new WhoseFault([one], new Signer(rules, one.properties, [0, 1, 2]), layout);
    const states = interpret(one)
      .initialStates()
      .flatMap((state) => interpret(one).successors(state))
      .map(({ state }) => {
        const words = new Int32Array(layout.words);
        packStored(layout, state.stored, words);
        return { states: words, offset: 0 };
      });
    expect(states.length).toBeGreaterThan(1);
    expect(fault.differenceFrom(other, states, Number.POSITIVE_INFINITY)).toBeNull();
  });
});
