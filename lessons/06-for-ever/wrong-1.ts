// edit:begin lock
import { model, optional, scalarset, set, strong, weak } from "synod";

const Client = scalarset("c", 2);

/** A lock that any waiting client may get next: a client may wait for ever while another gets it again and again. */
export const lock = model({
  state: { holder: optional(Client), waiting: set(Client) },
  rules: {
    ask: {
      for: { client: Client },
      when: (s, { client }) => s.holder !== client && !s.waiting.has(client),
      do: (s, { client }) => s.waiting.add(client),
    },
    take: {
      for: { client: Client },
      when: (s, { client }) => s.holder === null && s.waiting.has(client) && s.waiting.size === 1,
      do: (s, { client }) => {
        s.holder = client;
        s.waiting.delete(client);
      },
    },
    release: {
      for: { client: Client },
      when: (s, { client }) => s.holder === client,
      do: (s) => {
        s.holder = null;
      },
    },
  },
  // edit:end
  leadsTo: { "c1 gets its turn": [(s) => s.waiting.some((c) => c === "c1"), (s) => s.holder === "c1"] },
  reachable: { "c2 gets its turn": (s) => s.holder === "c2" },
  alwaysReachable: { "the lock is free": (s) => s.holder === null },
  fairness: {
    weak: weak(["take", "release"], { per: "instance" }),
    strong: [strong("take", { per: "client" }), weak("release", { per: "client" })],
  },
});
