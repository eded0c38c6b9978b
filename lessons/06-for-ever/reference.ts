// edit:begin lock
import { model, optional, scalarset, sequence, strong, weak } from "synod";

const Client = scalarset("c", 2);

/** A lock that any waiting client may get next: a client may wait for ever while another gets it again and again. */
export const lock = model({
  state: { holder: optional(Client), waiting: sequence(Client, { capacity: 2 }) },
  rules: {
    ask: {
      for: { client: Client },
      when: (s, { client }) => s.holder !== client && !s.waiting.includes(client),
      do: (s, { client }) => s.waiting.push(client),
    },
    take: {
      for: { client: Client },
      when: (s, { client }) => s.holder === null && s.waiting.at(0) === client,
      do: (s, { client }) => {
        s.holder = client;
        s.waiting.shift();
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
