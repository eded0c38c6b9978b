/** What commutes and what does not, by how many terminal states are left: partial order must keep every one. */
import { describe, expect, it } from "vitest";
import { check } from "../../../src/check/check.ts";
import { boolean, enumeration, type Model, range, sequence, system } from "../../../src/index.ts";
import type { Network } from "../../../src/model/roles/declaration.ts";

const Sender = enumeration("p", "q");

const history = { events: sequence(Sender, { capacity: 2 }) };

/** Two senders take one step each: what it `does`; a keeper may keep what they send. */
function race({ network = "set", effect, looks = false, keeps = false }: Race): Model {
  const world = system({
    roles: {
      sender: { processes: Sender, stable: { done: boolean, heard: range(0, 2) } },
      keeper: { processes: enumeration("k"), stable: { heard: range(0, 2) } },
    },
    messages: {
      hello: { from: "sender", to: "sender", broadcast: true, network: "set" },
      note: { from: "sender", to: "keeper", network },
    },
    network: "set",
    // Every rule of a system may record in its history: there is one only where it is the point.
    history: (effect === "record" ? history : {}) as typeof history,
  });
  const sender = world.role("sender", {
    rules: {
      step: {
        sends: effect === "hello" ? ["hello"] : effect === "note" ? ["note"] : [],
        reads: looks ? ["hello"] : [],
        when: (row) => !row.done,
        do: (row, { self, inbox, send, record }) => {
          if (looks) row.heard = inbox.hello.filter().length;
          if (effect === "hello") send.hello({});
          if (effect === "note") send.note({ to: "k" });
          if (effect === "record") record.events.push(self);
          row.done = true;
        },
      },
    },
  });
  const keeper = world.role("keeper", {
    rules: {
      count: {
        reads: keeps ? ["note"] : [],
        when: (row, { inbox }) => keeps && row.heard === 0 && inbox.note.filter().length > 0,
        do: (row, { inbox }) => {
          row.heard = inbox.note.filter().length;
        },
      },
    },
    receive: { note: { reads: [], when: () => false, do: () => {} } },
  });
  return world.model({ roles: [sender, keeper], always: { nothing: () => true } });
}

interface Race {
  readonly network?: Network;
  readonly effect: "hello" | "note" | "record" | "none";
  readonly looks?: boolean;
  readonly keeps?: boolean;
}

async function terminals(model: Model, reductions: readonly ["partial-order"] | readonly []) {
  const { verdict } = await check(model, { reductions });
  expect(verdict.reductions).toEqual(reductions);
  return { terminal: verdict.terminalStates, states: verdict.states.distinct };
}

describe("partial order", () => {
  it.each<[string, Race, number, number, number]>([
    ["steps that touch their own row only", { effect: "none" }, 1, 4, 3],
    ["sending what is only received", { effect: "note" }, 1, 4, 3],
    ["filling a bag", { effect: "note", network: { kind: "bag", capacity: 2 } }, 1, 4, 3],
    ["channels of one's own", { effect: "note", network: { kind: "fifo", capacity: 2 } }, 1, 4, 3],
  ])("takes one order of %s", async (_, given, terminal, whole, part) => {
    expect(await terminals(race(given), [])).toEqual({ terminal, states: whole });
    expect(await terminals(race(given), ["partial-order"])).toEqual({ terminal, states: part });
  });

  it.each<[string, Race, number]>([
    ["what is recorded in a history of all", { effect: "record" }, 2],
    [
      "a bag that loses what finds no room",
      { effect: "note", network: { kind: "bag", capacity: 1, overflow: "lost" } },
      2,
    ],
    ["a look at what others send", { effect: "hello", looks: true }, 2],
    ["what somebody counts", { effect: "note", keeps: true }, 2],
  ])("takes both orders of %s", async (_, given, terminal) => {
    const whole = await terminals(race(given), []);
    expect(whole.terminal).toBe(terminal);
    expect(await terminals(race(given), ["partial-order"])).toEqual(whole);
  });

  it("lets nobody look first where another may still send", async () => {
    const world = system({
      roles: { peer: { processes: Sender, stable: { done: boolean, heard: range(0, 1) } } },
      messages: { hello: { from: "peer", to: "peer", broadcast: true } },
      network: "set",
    });
    const peer = world.role("peer", {
      rules: {
        look: {
          sends: [],
          when: (row, { self }) => self === "p" && !row.done,
          do: (row, { inbox }) => {
            row.heard = inbox.hello.filter().length;
            row.done = true;
          },
        },
        say: {
          reads: [],
          when: (row, { self }) => self === "q" && !row.done,
          do: (row, { send }) => {
            send.hello({});
            row.done = true;
          },
        },
      },
    });
    const model = world.model({ roles: [peer], always: { nothing: () => true } });
    expect(await terminals(model, [])).toEqual({ terminal: 2, states: 5 });
    expect(await terminals(model, ["partial-order"])).toEqual({ terminal: 2, states: 5 });
  });

  it("counts receiving among a process's steps, of the only kind of message as well", async () => {
    const stage = enumeration("waiting", "sent", "left", "heard");
    const world = system({
      roles: { node: { processes: Sender, stable: { stage } } },
      messages: { poke: { from: "node", to: "node" } },
      network: "set",
    });
    const node = world.role("node", {
      rules: {
        send: {
          reads: [],
          when: (row) => row.stage === "waiting",
          do: (row, { self, send }) => {
            send.poke({ to: self });
            row.stage = "sent";
          },
        },
        leave: {
          ...{ sends: [], reads: [] },
          when: (row) => row.stage === "sent",
          do: (row) => {
            row.stage = "left";
          },
        },
      },
      receive: {
        poke: {
          ...{ sends: [], reads: [] },
          when: (row) => row.stage === "sent",
          do: (row) => {
            row.stage = "heard";
          },
        },
      },
    });
    const model = world.model({ roles: [node], always: { nothing: () => true } });
    expect(await terminals(model, [])).toEqual({ terminal: 4, states: 16 });
    expect(await terminals(model, ["partial-order"])).toEqual({ terminal: 4, states: 11 });
  });
});
