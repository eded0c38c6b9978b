import { integer, map, model, optional, protocol, range, scalarset } from "synod";
// A server grants a lease for `length` ticks by its clock. The holder stops working when its own clock says that the lease is over.
// Clocks may differ by `skew`. Seeded: neither side allows for skew.
export const lease = protocol(
  {
    name: "lease",
    parameters: {
      length: integer({ from: 1, to: 4, default: 2 }),
      skew: integer({ from: 0, to: 2, default: 1 }),
      margin: integer({ from: 0, to: 4, default: 0 }),
    },
  },
  ({ length, skew, margin }) => {
    const Client = scalarset("c", 2);
    const Time = range(0, 8);
    return model({
      state: {
        server: Time, // its clock
        clock: map(Client, Time),
        until: map(Client, optional(Time)), // by the client's clock
        holder: optional(Client),
        expires: Time,
      },
      rules: {
        "server ticks": {
          when: (s) => s.server < 8 && [...s.clock.values()].every((c) => s.server + 1 - c <= skew),
          do: (s) => {
            s.server += 1;
          },
        },
        "client ticks": {
          for: { c: Client },
          when: (s, { c }) => s.clock.get(c) < 8 && s.clock.get(c) + 1 - s.server <= skew,
          do: (s, { c }) => {
            const now = s.clock.get(c) + 1;
            s.clock.set(c, now);
            const until = s.until.get(c);
            if (until !== null && now >= until) s.until.set(c, null);
          },
        },
        grant: {
          for: { c: Client },
          when: (s, { c }) =>
            (s.holder === null || s.server >= s.expires + margin) &&
            s.until.get(c) === null &&
            s.server + length <= 8 &&
            s.clock.get(c) + length <= 8,
          do: (s, { c }) => {
            s.holder = c;
            s.expires = s.server + length;
            s.until.set(c, s.clock.get(c) + length);
          },
        },
      },
      always: { "one works": (s) => Client.values.filter((c) => s.until.get(c) !== null).length <= 1 },
      reachable: { "it is granted once it has expired": (s) => s.expires > length + margin },
    });
  },
);
