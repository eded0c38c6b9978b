import { describe, expect, it } from "vitest";
import { modules } from "../../models/modules.ts";
import { paxos } from "../../models/paxos/paxos.ts";
import { peterson } from "../../models/peterson/peterson.ts";
import { raft } from "../../models/raft/raft.ts";
import { check } from "../../src/check.ts";
import { proofOf } from "../../src/explore/proof.ts";
import { enumeration, map, model, range, scalarset, sequence, set, system } from "../../src/index.ts";
import { protocolsIn } from "../../src/model/address.ts";
import { UNREDUCED } from "../../src/program/program.ts";

const Node = scalarset("n", 2);
const Slot = range(0, 3);
const parts = {
  state: {
    phase: map(Node, enumeration("idle", "leader")),
    slots: map(Slot, range(0, 1)),
    seen: set(Node),
    log: map(Node, sequence(Slot, { capacity: 2 })),
    turn: Slot,
  },
  rules: {
    lead: {
      for: { n: Node },
      do: (s: { phase: { set(n: string, to: string): void } }, { n }: { n: string }) => s.phase.set(n, "leader"),
    },
    fill: {
      for: { slot: Slot },
      do: (s: { slots: { set(slot: number, to: number): void } }, { slot }: { slot: number }) => s.slots.set(slot, 1),
    },
    count: {
      do: (s: { turn: number }) => {
        s.turn = 1;
      },
    },
  },
} as const;
const withView = (view: unknown) => model({ ...parts, view } as never);

describe("a model's view", () => {
  it("is read: lanes by bindings and by fields, their order, colours", () => {
    const { drawing } = withView({
      lanes: [
        { name: "node", by: "n", fields: ["phase", "log"] },
        { by: ["slot"] },
        { name: "clerk", rules: ["count"], fields: ["turn", "seen"] },
      ],
      order: "as written",
      colours: { phase: { leader: "blue" }, turn: { 3: "red" } },
    });
    expect(
      drawing?.lanes?.map((each) => {
        if ("rules" in each) return each;
        const { domain, ...rest } = each;
        return { ...rest, of: domain.root === Node.root || domain.root === Slot.root };
      }),
    ).toEqual([
      { name: "node", by: ["n"], fields: ["phase", "log"], of: true },
      { name: null, by: ["slot"], fields: [], of: true },
      { name: "clerk", rules: ["count"], fields: ["turn", "seen"] },
    ]);
    expect(drawing?.isAsWritten).toBe(true);
    expect([...(drawing?.colours ?? [])].map(([field, of]) => [field, [...of]])).toEqual([
      ["phase", [["leader", "blue"]]],
      ["turn", [["3", "red"]]],
    ]);
  });

  it("need not be there, and may be false", () => {
    expect(model(parts as never).drawing).toBeNull();
    expect(withView(false).drawing).toBeNull();
    expect(withView({}).drawing).toMatchObject({ lanes: null, isAsWritten: false });
  });

  it.each<[string, unknown, string]>([
    ["an unknown key", { lane: [] }, 'did you mean "lanes"'],
    ["no object", "lanes", "where an object"],
    ["an unknown order", { order: "alphabetical" }, '"as written"'],
    ["lanes that are no list", { lanes: { by: "n" } }, "not a list of { name, by, fields, rules }"],
    ["no lanes", { lanes: [] }, "not a list of { name, by, fields, rules }"],
    ["an unknown key of a lane", { lanes: [{ filds: ["phase"] }] }, 'did you mean "fields"'],
    ["a lane of nobody", { lanes: [{ name: "node" }] }, "none of `by`, `fields` and `rules`"],
    ["an unknown field", { lanes: [{ fields: ["phse"] }] }, 'did you mean "phase"'],
    ["a field that is no map", { lanes: [{ fields: ["seen"] }] }, "which is no map"],
    ["maps from different things", { lanes: [{ fields: ["phase", "slots"] }] }, "maps from different things"],
    ["an unknown binding", { lanes: [{ by: "slt" }] }, 'did you mean "slot"'],
    [
      "a binding of something else",
      { lanes: [{ by: "slot", fields: ["phase"] }] },
      "bound to nothing of scalarset(n, 2)",
    ],
    [
      "a field in two lanes",
      { lanes: [{ fields: ["phase"] }, { by: "n", fields: ["phase"] }] },
      'both have the field "phase"',
    ],
    ["rules of nobody", { lanes: [{ rules: ["count"] }] }, "`rules` and no `name`"],
    ["rules of many", { lanes: [{ name: "clerk", rules: ["count"], by: "n" }] }, "`rules` and `by`"],
    ["no rules", { lanes: [{ name: "clerk", rules: [] }] }, "not a list of names"],
    ["a rule that is no name", { lanes: [{ name: "clerk", rules: [1] }] }, "which is no name"],
    ["an unknown rule", { lanes: [{ name: "clerk", rules: ["cuont"] }] }, 'did you mean "count"'],
    ["an unknown field of a process", { lanes: [{ name: "clerk", rules: ["count"], fields: ["trun"] }] }, '"turn"'],
    [
      "a rule that two take",
      {
        lanes: [
          { name: "clerk", rules: ["count"] },
          { name: "other", rules: ["count"] },
        ],
      },
      'both take "count"',
    ],
    ["two lanes of all", { lanes: [{ fields: ["phase"] }, { fields: ["log"] }] }, "say `by` of each"],
    ["a binding in two lanes", { lanes: [{ by: "n" }, { by: "n", fields: ["log"] }] }, 'both by "n"'],
    ["a name that is no text", { lanes: [{ name: 3, by: "n" }] }, "not a text"],
    ["colours of no field", { colours: { phse: {} } }, 'did you mean "phase"'],
    ["colours of a collection", { colours: { seen: {} } }, "are of a collection"],
    ["colours of a map to collections", { colours: { log: {} } }, "are of a collection"],
    ["a value that there is not", { colours: { phase: { leeder: "blue" } } }, 'did you mean "leader"'],
    ["no colour", { colours: { phase: { leader: "bleu" } } }, 'did you mean "blue"'],
    ["no object of colours", { colours: { phase: "blue" } }, "not an object of colours by value"],
  ])("is refused: %s", (_, view, says) => {
    try {
      withView(view);
    } catch (error) {
      expect(error).toMatchObject({ code: "SYN215" });
      const { message, likelyCause } = error as { message: string; likelyCause: string };
      expect(`${message} ${likelyCause}`).toContain(says);
      return;
    }
    throw new Error("it was taken");
  });

  it("does not know what a rule that is switched off binds", () => {
    const off = (view: unknown) => model({ ...parts, rules: { ...parts.rules, fill: false }, view } as never).drawing;
    expect(off({ lanes: [{ by: "slot" }, { by: "n" }] })?.lanes).toHaveLength(1);
    expect(off({ lanes: [{ name: "clerk", rules: ["count", "fill"] }] })?.lanes).toEqual([
      { name: "clerk", rules: ["count"], fields: [] },
    ]);
  });

  it("knows fields of roles and programs as traces call them", () => {
    const world = system({
      roles: { server: { processes: Node, stable: { is: enumeration("idle", "leader") } } },
      messages: {},
      network: "set",
    });
    const server = world.role("server", {
      rules: {
        lead: {
          do: (row) => {
            row.is = "leader";
          },
        },
      },
    });
    const { drawing } = world.model({ roles: [server], view: { colours: { "server.is": { leader: "blue" } } } });
    expect(drawing?.colours.get("server.is")?.get("leader")).toBe("blue");
    expect(peterson().drawing?.colours.get("process.at")?.get("inside")).toBe("red");
    // @ts-expect-error: there is no such role.
    expect(() => world.model({ roles: [server], view: { colours: { "sever.is": {} } } })).toThrow(/names "sever\.is"/);
  });

  it("is typed: its fields are those of the state", () => {
    expect(() =>
      model({
        state: { n: range(0, 1) },
        rules: { up: { do: () => {} } },
        // @ts-expect-error: there is no such field.
        view: { colours: { m: { 1: "blue" } } },
      }),
    ).toThrow();
    expect(() =>
      model({
        state: { n: range(0, 1) },
        rules: { up: { do: () => {} } },
        // @ts-expect-error: there is no such colour.
        view: { colours: { n: { 1: "green" } } },
      }),
    ).toThrow();
  });

  it("changes nothing that is true: verdict, counts, traces, and the proof that threads have the same model", async () => {
    const [plain, drawn] = [model(parts as never), withView({ lanes: [{ by: "n", fields: ["phase"] }] })];
    const told = async (subject: typeof plain) => {
      const { verdict, counterexamples } = await check(subject);
      const { wallMs: _, peakRssBytes: __, ...rest } = verdict;
      return { rest, counterexamples };
    };
    expect(await told(drawn)).toEqual(await told(plain));
    const partsOf = (subject: typeof plain) => proofOf(subject, UNREDUCED).parts;
    expect(partsOf(drawn)).toEqual(partsOf(plain));
  });

  it("of the built-in models names what is there, at all defaults", async () => {
    const seen: string[] = [];
    for (const load of Object.values(modules))
      for (const [, protocol] of protocolsIn(await load()))
        if (protocol().drawing !== null) seen.push(protocol.protocol.name);
    expect(seen.sort()).toEqual([
      "duelling-proposers",
      "ewd840",
      "gossip-unending",
      "paxos",
      "peterson",
      "raft",
      "transaction-commit",
      "two-phase-commit",
      "two-phase-commit-backup",
      "two-phase-commit-crashes",
    ]);
    expect(paxos().drawing?.lanes?.map(({ name }) => name)).toEqual(["acceptor", "proposer of ballot"]);
    expect(raft().drawing?.colours.get("server.is")?.get("leader")).toBe("blue");
  });
});
