import { describe, expect, it } from "vitest";
import { boolean, map, model, scalarset, sequence, set, system } from "../../src/index.ts";
import { choicesIn } from "../../src/page/choices.ts";
import { flightsIn } from "../../src/page/flights.ts";
import { writersOf } from "../../src/page/written-by.ts";
import { processKinds } from "../../src/trace/process-kinds.ts";
import { pathOf } from "./told.ts";

function flown({ subject, path }: ReturnType<typeof pathOf>) {
  const at = path.steps.length;
  const state = path.states[at];
  if (state === undefined) throw new Error("there is no state");
  const seen = { writers: writersOf(path.steps), kinds: processKinds(subject.model) };
  const flights = flightsIn(state.plain, choicesIn(subject, state, null).enabled, seen, at);
  return flights.map(({ message, by, takes }) => [message, by, takes.map(({ verb }) => verb)]);
}

function pingPong(network: Parameters<typeof system>[0]["network"]) {
  const world = system({
    roles: {
      client: { processes: scalarset("c", 2), stable: { asked: boolean } },
      server: { processes: scalarset("s", 1), stable: { seen: boolean } },
    },
    messages: { ask: { from: "client", to: "server" } },
    network,
  });
  const client = world.role("client", {
    rules: {
      ask: {
        when: (row) => !row.asked,
        do: (row, { send }) => {
          row.asked = true;
          send.ask({ to: "s1" });
        },
      },
    },
  });
  const server = world.role("server", {
    receive: {
      ask: {
        do: (row) => {
          row.seen = true;
        },
      },
    },
  });
  return world.model({ roles: [client, server] });
}

describe("what is in flight", () => {
  it("is what can be delivered or lost, and says who sent it", () => {
    expect(flown(pathOf(pingPong({ kind: "bag", capacity: 2, lossy: true }), ["ask(client: c2)"]))).toEqual([
      ["ask(from: c2, to: s1)", 1, ["deliver", "lose"]],
    ]);
  });

  it("is, of a channel, what is first there", () => {
    expect(flown(pathOf(pingPong({ kind: "fifo", capacity: 2 }), ["ask(client: c1)"]))).toEqual([
      ["ask", 1, ["deliver"]],
    ]);
  });

  it("is no process that has been put into a set", () => {
    const Node = scalarset("n", 2);
    const known = model({
      state: { known: set(Node), rank: map(Node, boolean) },
      rules: {
        join: { for: { n: Node }, do: (s, { n }) => s.known.add(n) },
        rise: {
          for: { n: Node },
          when: (s, { n }) => s.known.has(n),
          do: (s, { n }) => {
            s.rank.set(n, true);
          },
        },
      },
    });
    expect(flown(pathOf(known, ["join(n: n1)"]))).toEqual([]);
  });

  it("is nothing where no step takes a member", () => {
    const Node = scalarset("n", 2);
    const idle = model({
      state: { log: map(Node, sequence(boolean, { capacity: 2 })) },
      rules: {
        write: {
          for: { n: Node },
          when: (s, { n }) => s.log.get(n).length < 2,
          do: (s, { n }) => {
            s.log.get(n).push(true);
          },
        },
      },
    });
    expect(flown(pathOf(idle, ["write(n: n1)"]))).toEqual([]);
  });
});
