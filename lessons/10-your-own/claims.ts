/** A lock service hands out leases, and storage refuses what is older than it has seen. What else is there to claim? */
import { integer, members, model, optional, protocol, range, scalarset, set, union } from "synod";

export const lease = protocol(
  {
    name: "lease",
    about: "A lock service with leases that run out, and storage that may refuse a write",
    source: "Kleppmann, How to do distributed locking (2016)",
    parameters: {
      clients: integer({ from: 1, to: 4, default: 2, about: "who may get the lease" }),
      leases: integer({ from: 1, to: 6, default: 2, about: "how many leases are handed out, one after the other" }),
    },
  },
  ({ clients, leases }) => {
    const Client = scalarset("c", clients);
    const Token = range(0, leases); // leases are numbered 1, 2, ...; 0 stands for none
    const { grant, write, ...Message } = union({
      grant: { to: Client, token: Token },
      write: { token: Token },
    });
    const state = {
      issued: Token, // the last token handed out
      holder: optional(Client), // who has the lease, as the lock service sees it
      stored: Token, // under which token the last write was made
      inFlight: set(Message),
    };

    /** Whether storage takes a write under this token, when the last that it took was under `stored`. */
    const isTaken = (token: number, stored: number): boolean => token >= stored;

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
        "storage never goes back": (before, after) => before.stored <= after.stored,
        // edit:begin claims
        // "a name": (before, after) => ...
        // edit:end
      },
      reachable: { "last lease used": (s) => s.stored === leases },
      terminal: (s) => s.issued === leases && s.inFlight.size === 0,
    });
  },
);
