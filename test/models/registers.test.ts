/**
 * Registers, their clients and linearizability. Counts are of stateright's examples/paxos.rs and single-copy-register.rs
 * (unordered network that does not duplicate), and of a brute-force program in Python that has its actors, its network and
 * its history, and was written for the comparison; see also test/oracles/counts.ts.
 */
import { describe, expect, it } from "vitest";
import { abdRegister, paxosRegister, paxosRegisterProcesses, singleCopyRegister } from "../../models/index.ts";
import { check, type Model } from "../../src/index.ts";
import { search } from "../support/search.ts";

describe("a single-copy register", () => {
  // Python. stateright stops at the violation, with 20 states: the 18 of up to four steps, and two more.
  it.each([
    [2, 2, 62, 81, 8],
    [3, 2, 2_519, 4_085, 12],
    [3, 3, 1_214, 2_002, 12],
  ])("is not linearizable: %i clients, %i servers", (clients, servers, distinct, generated, depth) => {
    const found = search(singleCopyRegister({ clients, servers }));
    expect(found).toMatchObject({ distinct, generated, depth, complete: true });
    expect(found.violations.get("linearizable")).toHaveLength(4);
  });

  it("is not linearizable since the next server has not heard of what was written", () => {
    const found = search(singleCopyRegister({ clients: 2, servers: 2 }), { until: ["linearizable"] });
    expect(found.distinct).toBe(18);
    expect(found.violations.get("linearizable")?.map((step) => step.replace(/\(.*/, ""))).toEqual([
      ...["put", "putOk", "get", "getOk"],
    ]);
  });

  it("answers with a value after three steps: stateright's “value chosen”", () => {
    expect(search(singleCopyRegister()).witnesses.get("value answered")).toEqual([
      "put(m: put(from: A, to: 0))",
      "putOk(m: putOk(from: 0, to: A))",
      "get(m: get(from: A, to: 0))",
    ]);
  });

  it("is linearizable, too, when clients begin at different times", () => {
    const found = search(singleCopyRegister({ invoke: "any-time" }));
    expect([...found.violations]).toEqual([]);
    expect(found.distinct).toBe(172);
  });
});

describe("a register over Paxos", () => {
  it("answers with a value after eight deliveries, stateright's “value chosen”, and one more has it read", () => {
    const { witnesses } = search(paxosRegister());
    expect(witnesses.get("value read")).toHaveLength(9);
    const steps = witnesses.get("value answered");
    expect(steps?.map((step) => step.replace(/\(.*/, ""))).toEqual([
      ...["put", "prepare", "prepared", "accept", "accepted", "putOk", "decided", "get"],
    ]);
  });

  it("is linearizable, too, when clients begin at different times", () => {
    const found = search(paxosRegister({ invoke: "any-time" }));
    expect([...found.violations]).toEqual([]);
    expect(found.distinct).toBe(19_238);
  });

  it("is not faulted for acknowledging early by clients that all began at once: any of their puts may be the first", () => {
    const found = search(paxosRegister({}, "pr-earlyack"));
    expect([...found.violations]).toEqual([]);
    expect(found.distinct).toBe(88_219);
  });

  it("that answers without knowing the decision is caught by one client's own write", () => {
    const steps = search(paxosRegister({ clients: 1 }, "pr-localread"), { until: ["linearizable"] });
    expect(steps.violations.get("linearizable")?.slice(-2)).toEqual([
      "get(m: get(from: A, to: 1))",
      "getOk(m: getOk(from: 1, to: A, value: none))",
    ]);
  });
});

/** How often `linearizable` is really run, and the histories there are. Neither changes what it answers. */
async function judgedIn(model: Model) {
  const histories = new Set<string>();
  let runs = 0;
  const watch = (predicate: (state: object) => boolean) => (state: object) => {
    runs++;
    const { history } = state as { history: { values(): Iterable<unknown>[] } };
    histories.add(JSON.stringify(history.values().map((each) => [...each])));
    return predicate(state);
  };
  const properties = model.properties.map((each) => {
    const predicate = each.predicate as (state: object) => boolean;
    return each.name === "linearizable" ? { ...each, predicate: watch(predicate) } : each;
  });
  const { verdict } = await check({ ...model, properties } as Model, { judgeAgain: false });
  return { distinct: verdict.states.distinct, histories: histories.size, runs };
}

describe("a history is judged once and not in every state", () => {
  // Of the first 64 runs each is made twice, and so is every 32nd, and on samples of the states one more (docs/concepts.md);
  // and each is asked once whether it looks at the state.
  it.each([
    ["paxos-register", paxosRegister(), 16_668, 5, 11],
    ["single-copy-register clients=3", singleCopyRegister({ clients: 3 }), 4_243, 1_147, 1_246],
  ])("%s", async (_, model, distinct, histories, runs) => {
    expect(await judgedIn(model)).toEqual({ distinct, histories, runs });
  });
});

describe("a register over Paxos, as processes", () => {
  it("has the steps of the rules, message by message", () => {
    const steps = (model: Model) =>
      search(model)
        .witnesses.get("value read")
        ?.map((step) => step.replace(/^receive /, "").replace(/\(.*/, ""));
    expect(steps(paxosRegisterProcesses())).toEqual(steps(paxosRegister()));
  });

  it("has clients that are interchangeable where all turn to the same servers", async () => {
    const model = paxosRegisterProcesses({ contact: "same" });
    const [reduced, whole] = await Promise.all([true, false].map((symmetry) => check(model, { symmetry })));
    expect(reduced?.verdict.outcome).toBe("holds");
    expect(reduced?.verdict.states).toMatchObject({ distinct: 265, unreduced: 529 });
    expect(whole?.verdict.states.distinct).toBe(529);
  });

  it("is not linearizable where servers answer at once", () => {
    const found = search(paxosRegisterProcesses({ clients: 1 }, "prp-localread"), { until: ["linearizable"] });
    expect(found.violations.get("linearizable")).toHaveLength(8);
  });
});

describe("a register of Attiya, Bar-Noy and Dolev", () => {
  it.each([
    ["abd-no-write-back", { servers: 3, work: "one-writes", reads: 2 }, 11],
    ["abd-one-stores", { servers: 3 }, 8],
    ["abd-asks-nobody", { servers: 3 }, 8],
  ] as const)("is not linearizable with %s", async (mutant, parameters, steps) => {
    const { verdict } = await check(abdRegister(parameters, mutant), { properties: ["linearizable"] });
    expect(verdict.properties).toMatchObject([{ outcome: "violated", steps }]);
  });
});
