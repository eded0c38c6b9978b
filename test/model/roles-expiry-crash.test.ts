// What a crash forgets may bring back what had expired: noticed wherever that is relied upon, and right where it is not.
import { describe, expect, it } from "vitest";
import { boolean, check, type Model, scalarset, system } from "../../src/index.ts";

/** A reader that has done with a note, by a row that a crash resets or keeps, and may crash. */
function reading(remembers: "volatile" | "stable", looks: "receives" | "inbox"): Model {
  const Reader = scalarset("r", 1);
  const done = { done: boolean };
  // Either way the row has the same two fields.
  const fields = (
    remembers === "stable"
      ? { stable: done, volatile: { up: boolean } }
      : { stable: {}, volatile: { ...done, up: boolean } }
  ) as { readonly stable: typeof done; readonly volatile: { readonly up: typeof boolean } };
  const world = system({
    roles: {
      reader: {
        processes: Reader,
        ...fields,
        crashes: { atMost: 1, restarts: true },
      },
      writer: { processes: scalarset("w", 1), stable: { wrote: boolean } },
    },
    messages: { note: { from: "writer", to: "reader" } },
    network: "set",
  });
  const writer = world.role("writer", {
    rules: {
      write: {
        when: (row) => !row.wrote,
        do: (row, { send }) => {
          row.wrote = true;
          send.note({ to: "r1" });
        },
      },
    },
  });
  const reader = world.role("reader", {
    expires: { note: (row) => row.done },
    ...(looks === "receives"
      ? {
          receive: {
            note: {
              do: (row) => {
                row.done = true;
              },
            },
          },
        }
      : {
          rules: {
            look: {
              when: (row, { inbox }) => !row.done && inbox.note.filter().length > 0,
              do: (row) => {
                row.done = true;
              },
            },
          },
        }),
  });
  return world.model({
    roles: [writer, reader],
    reachable: {
      "done after a crash": (s) => s.reader.done.get("r1") && !s.reader.down.get("r1"),
    },
  });
}

describe.each(["receives", "inbox"] as const)("a reader that %s notes which expire", (looks) => {
  it("has them come back with a crash that forgets that it is done: refused where they were forgotten", async () => {
    const { verdict } = await check(reading("volatile", looks), { reductions: ["stale-messages"] });
    expect(verdict.error).toMatchObject({ id: "unstable-expiry", details: { step: "crash reader(reader: r1)" } });
  });

  it("and read again where nothing is forgotten", async () => {
    const { verdict } = await check(reading("volatile", looks), { reductions: [] });
    // Nothing written; or written, then done or not; each before the crash, while down, and after it, where down is not done.
    expect(verdict.states).toMatchObject({ distinct: 3 + 2 + 3 });
  });

  it("does not, where it is stable that it is done", async () => {
    const counts = [];
    for (const reductions of [[], ["stale-messages"]] as const) {
      const { verdict } = await check(reading("stable", looks), { reductions });
      expect(verdict).toMatchObject({ outcome: "holds", reductions });
      counts.push(verdict.states.distinct);
    }
    expect(counts).toEqual([9, 9]);
  });
});
