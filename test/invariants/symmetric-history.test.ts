// Clients are interchangeable, and so is what is recorded of them.
import { describe, expect, it } from "vitest";
import { linearizable, registerHistory } from "../../invariants/index.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { check, map, model, optional, range, record, scalarset } from "../../src/index.ts";

/** Clients write their names to a register, which takes effect at some time before they go on to read it. */
function register(Client: AnyDomain) {
  const recorder = registerHistory({ clients: Client, values: optional(Client), operations: 2 });
  const state = {
    held: optional(Client),
    phase: map(Client, range(0, 4)),
    history: recorder.field,
  };
  type Effect = (s: never, client: never) => void;
  // biome-ignore lint/suspicious/noExplicitAny: the clients' type depends on the test.
  const rule = (phase: number, effect: (s: any, client: any) => void) => ({
    for: { client: Client },
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    when: (s: any, { client }: any) => s.phase.get(client) === phase,
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    do: (s: any, { client }: any) => {
      s.phase.set(client, phase + 1);
      (effect as Effect)(s as never, client as never);
    },
  });
  return model({
    state,
    rules: {
      write: rule(0, (s, client) => recorder.invokeWrite(s.history, client, client)),
      written: rule(1, (s, client) => {
        s.held = client;
      }),
      ask: rule(2, (s, client) => {
        recorder.returnWrite(s.history, client);
        recorder.invokeRead(s.history, client);
      }),
      read: rule(3, (s, client) => recorder.returnRead(s.history, client, s.held)),
    },
    always: { linearizable: linearizable({ initial: null, history: (s) => recorder.operations(s.history) }) },
    reachable: { "all done": (s) => Client.values.every((client) => s.phase.get(client) === 4) },
  });
}

describe("a register's history", () => {
  it.each<[string, AnyDomain, distinct: number, all: number, depth: number]>([
    ["three clients", scalarset("c", 3), 1_143, 6_806, 12],
    ["clients that are pairs", record({ of: scalarset("c", 3), side: range(0, 0) }), 1_143, 6_806, 12],
  ])("of %s is renamed with them", async (_, Client, distinct, all, depth) => {
    const { verdict: reduced } = await check(register(Client), { symmetry: true });
    const { verdict: whole } = await check(register(Client), { symmetry: false });
    expect([reduced.outcome, whole.outcome]).toEqual(["holds", "holds"]);
    expect(reduced.states).toMatchObject({ distinct, unreduced: all, depth });
    expect(whole.states).toMatchObject({ distinct: all, depth });
  });
});
