/**
 * A register of which every server has a copy, and no server tells another: right with one server, wrong with more. The
 * least system to try a check of linearizability on. Follows stateright's examples/single-copy-register.rs.
 */
import { integer, map, model, protocol } from "../../src/index.ts";
import { clientParameters, registerClients } from "./clients.ts";

/**
 * A register whose servers do not talk to each other, and what its clients see of it. After stateright,
 * examples/single-copy-register.rs; Herlihy and Wing, Linearizability (1990).
 *
 * @example
 * ```ts
 * await check(singleCopyRegister());
 * ```
 */
export const singleCopyRegister = protocol(
  {
    name: "single-copy-register",
    about: "A register whose servers do not talk to each other, and what its clients see of it",
    source: "stateright, examples/single-copy-register.rs; Herlihy and Wing, Linearizability (1990)",
    parameters: {
      ...clientParameters,
      servers: integer({ from: 1, to: 3, default: 1, about: "who keeps a copy" }),
    },
  },
  (parameters) => {
    const clients = registerClients(parameters);
    const { Server, Content } = clients;

    return model({
      words: clients.words,
      state: { ...clients.state, copy: map(Server, Content) },
      init: clients.begin,
      rules: {
        ...clients.rules,
        put: {
          for: { m: clients.puts },
          do: (s, { m }) => {
            s.calls.delete(m);
            s.copy.set(m.to, m.from);
            clients.acknowledge(s, m.to, m.from);
          },
        },
        get: {
          for: { m: clients.gets },
          do: (s, { m }) => {
            s.calls.delete(m);
            clients.answer(s, m, s.copy.get(m.to));
          },
        },
      },
      always: { linearizable: clients.linearizable },
      reachable: clients.reachable,
    });
  },
);
