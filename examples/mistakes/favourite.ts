/** A lock whose server prefers the first client that waits: clients are not interchangeable, though declared so. */
import { model, optional, scalarset, set } from "synod";

const Client = scalarset("client", 3);

export const favourite = model({
  state: { holder: optional(Client), waiting: set(Client) },
  rules: {
    ask: { for: { client: Client }, do: (s, { client }) => s.waiting.add(client) },
    grant: {
      when: (s) => s.holder === null && s.waiting.size > 0,
      do: (s) => {
        const first = Client.values.find((client) => s.waiting.has(client)) ?? null;
        s.holder = first;
        if (first !== null) s.waiting.delete(first);
      },
    },
    release: {
      when: (s) => s.holder !== null,
      do: (s) => {
        s.holder = null;
      },
    },
  },
  always: { "no more wait than there are": (s) => s.waiting.size <= 3 },
});
