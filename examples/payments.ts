import { bag, enumeration, flag, integer, protocol, scalarset, set, system } from "synod";

/** Clients pay through a server that may crash. The network may deliver a request late, twice, or not at all. */
export const payments = protocol(
  {
    name: "payments",
    about: "Clients that pay through a server, which must not charge anybody twice, crashes or not",
    parameters: {
      clients: integer({ from: 1, to: 3, default: 2, about: "who pays, once each" }),
      remembers: flag({ default: true, about: "whether the server looks into its ledger, which survives a crash" }),
    },
  },
  ({ clients, remembers }) => {
    const Client = scalarset("c", clients);

    const bank = system({
      roles: {
        client: { processes: Client, stable: { status: enumeration("new", "waiting", "paid") } },
        server: {
          processes: enumeration("server"),
          stable: { ledger: set(Client) },
          volatile: { cache: set(Client) },
          crashes: { atMost: 1, restarts: true },
        },
      },
      messages: {
        pay: { from: "client", to: "server", broadcast: true },
        receipt: { from: "server", to: "client" },
      },
      network: "set",
      history: { charges: bag(Client, { capacity: 6 }) },
    });

    const client = bank.role("client", {
      rules: {
        ask: {
          when: (row) => row.status === "new",
          do: (row, { send }) => {
            row.status = "waiting";
            send.pay({});
          },
        },
      },
      receive: {
        receipt: {
          do: (row) => {
            row.status = "paid";
          },
        },
      },
    });

    const server = bank.role("server", {
      receive: {
        pay: {
          do: (row, { message, send, record }) => {
            const known = remembers ? row.ledger : row.cache;
            if (!known.has(message.from)) record.charges.add(message.from);
            row.ledger.add(message.from);
            row.cache.add(message.from);
            send.receipt({ to: message.from });
          },
        },
      },
    });

    return bank.model({
      roles: [client, server],
      always: {
        "nobody is charged twice": (s) => Client.values.every((c) => s.history.charges.count(c) <= 1),
        "who has paid was charged": (s) =>
          Client.values.every((c) => s.client.status.get(c) !== "paid" || s.history.charges.has(c)),
      },
      reachable: { "all paid": (s) => Client.values.every((c) => s.client.status.get(c) === "paid") },
    });
  },
);
