/**
 * A lock service hands out leases. A lease runs out by itself, which its client does not notice: it may use it for a
 * write to storage at any later time. docs/tutorial.md begins with this; it has a bug.
 */
import { members, model, optional, range, scalarset, set, union } from "synod";

const Client = scalarset("c", 2);
const Token = range(0, 2); // leases are numbered 1, 2; 0 stands for none
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

export const lease = model({
  state,
  rules: {
    lend: {
      for: { client: Client },
      when: (s) => s.holder === null && s.issued < 2,
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
        s.stored = m.token;
      },
    },
  },
  step: { "storage never goes back": (before, after) => before.stored <= after.stored },
  reachable: { "last lease used": (s) => s.stored === 2 },
});
