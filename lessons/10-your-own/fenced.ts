/**
 * A lock service hands out leases, and storage refuses writes under an older lease than it has seen: fencing tokens, as
 * in Kleppmann, *How to do distributed locking* (2016).
 */
import { integer, members, model, optional, protocol, range, scalarset, set, union } from "synod";
import { monotonic } from "synod/invariants";

/** What storage decides. Each mutant decides otherwise. */
const takes = {
  correct: (token: number, stored: number) => token >= stored,
  "no-fencing": () => true,
  "only-newer": (token: number, stored: number) => token > stored,
  "only-older": (token: number, stored: number) => token < stored,
};

export const lease = protocol(
  {
    name: "lease",
    about: "A lock service with leases that run out, and storage that checks fencing tokens",
    source: "Kleppmann, How to do distributed locking (2016)",
    parameters: {
      clients: integer({ from: 1, to: 4, default: 2, about: "who may get the lease" }),
      leases: integer({ from: 1, to: 6, default: 2, about: "how many leases are handed out, one after the other" }),
    },
    mutants: {
      "no-fencing": {
        about: "storage takes every write",
        breaks: "storage never goes back",
        at: { clients: 1, leases: 2 },
        steps: 7,
      },
      "only-newer": {
        about: "storage refuses a second write under one lease, of which there is none",
        breaks: null,
        at: { clients: 2, leases: 3 },
        steps: null,
      },
      "only-older": {
        about: "storage compares the wrong way round",
        breaks: "last lease used",
        at: { clients: 1, leases: 1 },
        steps: null,
      },
    },
  },
  ({ clients, leases }, mutant) => {
    const Client = scalarset("c", clients);
    const Token = range(0, leases);
    const { grant, write, ...Message } = union({
      grant: { to: Client, token: Token },
      write: { token: Token },
    });
    const state = {
      issued: Token, // the last token handed out, 0 before the first
      holder: optional(Client), // who has the lease, as the lock service sees it
      stored: Token, // under which token the last write was made
      inFlight: set(Message),
    };
    const isTaken = takes[mutant ?? "correct"];

    return model({
      state,
      rules: {
        lend: {
          for: { client: Client },
          when: (s) => s.holder === null && s.issued < leases,
          do: (s, { client }) => {
            s.issued += 1;
            s.holder = client;
            s.inFlight.add(grant({ to: client, token: s.issued }));
          },
        },
        expire: {
          for: { client: Client },
          when: (s, { client }) => s.holder === client,
          do: (s) => {
            s.holder = null;
          },
        },
        send: {
          for: { m: members(state.inFlight, grant) },
          do: (s, { m }) => {
            s.inFlight.delete(m);
            s.inFlight.add(write({ token: m.token }));
          },
        },
        store: {
          for: { m: members(state.inFlight, write) },
          do: (s, { m }) => {
            s.inFlight.delete(m);
            if (isTaken(m.token, s.stored)) s.stored = m.token;
          },
        },
      },
      always: { "storage is not ahead": (s) => s.stored <= s.issued },
      step: {
        "storage never goes back": monotonic({ at: ["issued", "stored"] as const, read: (s: Numbers, at) => s[at] }),
      },
      reachable: { "last lease used": (s) => s.stored === leases },
      terminal: (s) => s.issued === leases && s.inFlight.size === 0,
    });
  },
);

/** The part of a state that only grows. */
type Numbers = Readonly<Record<"issued" | "stored", number>>;
