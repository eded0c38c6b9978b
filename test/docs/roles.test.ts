// The names that docs/reference/roles.md gives the rules and fields of a system are those that it is lowered to.
import { describe, expect, it } from "vitest";
import type { SynodError } from "../../src/errors/errors.ts";
import { bag, boolean, enumeration, range, scalarset, system } from "../../src/index.ts";
import { readPage, tableBelow } from "./pages.ts";

const page = readPage("docs/reference/roles.md");

/** A system in which everything there can be is there, over networks of each kind. */
function everythingOver(network: "set" | "bag" | "fifo", overflow: "error" | "lost") {
  const Client = scalarset("c", 2);
  const lossy = { capacity: 3, lossy: true, duplicating: true, overflow } as const;
  const world = system({
    roles: {
      client: { processes: Client, stable: { n: range(0, 1) }, history: { seen: boolean } },
      server: {
        processes: enumeration("server"),
        volatile: { m: boolean },
        timers: ["alarm"],
        crashes: { atMost: 1, restarts: true },
      },
    },
    messages: {
      ping: { from: "client", to: "server" },
      pong: { from: "server", to: "client" },
      note: { from: "client", to: "client", broadcast: true, network: "set" },
    },
    network: network === "set" ? "set" : { kind: network, ...lossy },
    partitions: { atMost: 1, heals: true },
    history: { total: bag(Client, { capacity: 2 }) },
  });
  const nothing = { do: () => {} };
  return world.model({
    roles: [
      world.role("client", {
        rules: { go: { for: { k: range(0, 1) }, ...nothing } },
        receive: { pong: nothing, note: nothing },
      }),
      world.role("server", { receive: { ping: nothing }, timeout: { alarm: nothing } }),
    ],
  });
}

const systems = [
  everythingOver("set", "error"),
  everythingOver("bag", "error"),
  everythingOver("fifo", "error"),
  everythingOver("fifo", "lost"),
];

/** `receive KIND again` as a pattern of names. */
const pattern = (name: string) =>
  new RegExp(
    `^${name.replaceAll("ROLE", "(client|server)").replace(/KIND/, "(ping|pong|note)").replace(/RULE/, "go").replace(/TIMER/, "alarm").replace(/FIELD/, "\\w+").replace(/\./g, "\\.")}$`,
  );

/** The keys that there are where `wrong` is none. */
function known(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    return (error as SynodError<"bad-system">).details.wrong?.known ?? [];
  }
  return [];
}

describe("docs/reference/roles.md", () => {
  it("has every key of a system, a role, a kind of message and a behaviour", () => {
    const role = { processes: range(0, 1) };
    const declared = { roles: { a: role }, messages: { m: { from: "a", to: "a" } }, network: "set" };
    const make = (more: object) => system({ ...declared, ...more } as never);
    const keys = [
      known(() => make({ wrong: 1 })),
      known(() => make({ roles: { a: { ...role, wrong: 1 } } })),
      known(() => make({ messages: { m: { from: "a", to: "a", wrong: 1 } } })),
      known(() => make({}).role("a" as never, { wrong: 1 } as never)),
    ];
    const named = [0, 1, 2].map((later) => tableBelow(page, "Declaring a system", later));
    for (const [at, table] of [...named, tableBelow(page, "Behaviour")].entries())
      expect(table.flatMap(([cell = ""]) => cell.split(", ")).sort()).toEqual([...(keys[at] ?? [])].sort());
  });

  it("has the name of every rule that a system is lowered to, and no other", () => {
    const patterns = tableBelow(page, "Names of rules").map(([name = ""]) => pattern(name));
    const names = new Set(systems.flatMap(({ rules }) => rules.map(({ name }) => name)));
    for (const name of names)
      expect(
        patterns.filter((each) => each.test(name)),
        name,
      ).toHaveLength(1);
    for (const each of patterns)
      expect(
        [...names].some((name) => each.test(name)),
        String(each),
      ).toBe(true);
  });

  it("has what they bind", () => {
    const bindings = systems.map(({ rules }) =>
      Object.fromEntries(rules.map(({ name, bindings }) => [name, bindings.map(([each]) => each).join(" ")])),
    );
    const [set, mixed, fifo, full] = bindings as [Bindings, Bindings, Bindings, Bindings];
    for (const each of bindings) {
      expect(each).toMatchObject({ go: "client k", "crash server": "server", "restart server": "server" });
      expect(each).toMatchObject({ "timeout alarm": "server" });
      expect(each).toMatchObject({
        "receive note": "client message",
        "cut client→server": "from to",
        "heal client→client": "from to",
      });
    }
    expect(set["receive ping"]).toBe("message");
    expect(mixed).toMatchObject({ "receive ping": "message", "receive ping again": "message", "lose ping": "message" });
    expect(fifo).toMatchObject({ "receive ping": "from to", "receive ping again": "from to", "lose ping": "from to" });
    expect(full).toMatchObject({ "receive ping": "from to", "lose ping": "from to at" });
  });

  it("has the name of every field", () => {
    const named = tableBelow(page, "Names of rules", 1).flatMap(([cell = ""]) => cell.split(", "));
    // `client.seen` fits ROLE.FIELD, and so do `server.down` and `history.total`, which have rows of their own.
    const patterns = named.map(pattern);
    const fields = new Set(systems.flatMap(({ schema }) => Object.keys(schema)));
    for (const field of fields)
      expect(
        patterns.some((each) => each.test(field)),
        field,
      ).toBe(true);
    for (const each of patterns)
      expect(
        [...fields].some((field) => each.test(field)),
        String(each),
      ).toBe(true);
  });
});

type Bindings = Readonly<Record<string, string>>;
