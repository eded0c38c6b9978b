// A refused message at the head of a channel, and what waits behind it.
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { boolean, check, enumeration, type Model, system } from "../../src/index.ts";
import { blockedChannelWarnings } from "../../src/verify/blocked-channels.ts";

/** A client asks and then stops; the server takes no more questions when it is full, but would be told to stop. */
function asked(server: { refuses: boolean; stopsFirst?: boolean; restarts?: boolean }): Model {
  const world = system({
    roles: {
      client: { processes: enumeration("c"), stable: { sent: boolean } },
      server: {
        processes: enumeration("s"),
        stable: { full: boolean, stopped: boolean },
        ...(server.restarts === false && { crashes: { atMost: 1, restarts: false } }),
      },
    },
    messages: { ask: { from: "client", to: "server" }, stop: { from: "client", to: "server" } },
    network: { kind: "fifo", capacity: 3 },
  });
  const client = world.role("client", {
    rules: {
      go: {
        when: (row) => !row.sent,
        do: (row, { send }) => {
          row.sent = true;
          send.ask({ to: "s" });
          if (server.stopsFirst) send.stop({ to: "s" });
          send.ask({ to: "s" });
          if (!server.stopsFirst) send.stop({ to: "s" });
        },
      },
    },
  });
  const serve = world.role("server", {
    receive: {
      ask: {
        when: (row) => !server.refuses || !row.full,
        do: (row) => {
          row.full = true;
        },
      },
      stop: {
        do: (row) => {
          row.stopped = true;
        },
      },
    },
  });
  return world.model({ roles: [client, serve], always: { sane: (s) => s.server.stopped.get("s") || true } });
}

describe("a channel", () => {
  it("is said to be blocked where what waits behind a refused message would be received", async () => {
    const { verdict } = await check(asked({ refuses: true }));
    expect(verdict.warnings).toMatchObject([
      { kind: "rule-never-enabled", subject: "receive stop" },
      { kind: "channel-blocked", subject: "ask", message: expect.stringContaining('"receive stop" would take') },
    ]);
  });

  it.each<[string, Model]>([
    ["nothing is refused", asked({ refuses: false })],
    ["nothing waits behind what is", asked({ refuses: true, stopsFirst: true })],
    ["it is a dead process that does not receive", asked({ refuses: false, restarts: false })],
  ])("is not where %s", async (_, one) => {
    const { verdict } = await check(one);
    expect(verdict.warnings.filter(({ kind }) => kind === "channel-blocked")).toEqual([]);
  });

  it("is blocked in no model that comes with synod, none of which is asked at a cost", () => {
    for (const protocol of builtIns) expect(blockedChannelWarnings(protocol())).toEqual([]);
  });
});
