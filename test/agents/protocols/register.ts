import { enumeration, flag, map, model, optional, protocol, range, scalarset, subset } from "synod";
// A value with a number on three replicas. A write goes replica by replica. A read asks a majority and takes the highest number.
// Seeded: the reader does not write back what it read, so that a later read may be older.
export const register = protocol({ name: "register", parameters: { writeBack: flag() } }, ({ writeBack }) => {
  const Replica = scalarset("r", 3);
  const Version = range(0, 1);
  const Majority = subset(Replica, { min: 2 });
  return model({
    state: {
      at: map(Replica, Version),
      writing: enumeration("no", "yes", "done"),
      reading: optional(Version),
      newest: Version,
      before: Version,
      reads: range(0, 2),
    },
    rules: {
      "begin write": {
        when: (s) => s.writing === "no",
        do: (s) => {
          s.writing = "yes";
        },
      },
      store: {
        for: { r: Replica },
        when: (s, { r }) => s.writing === "yes" && s.at.get(r) === 0,
        do: (s, { r }) => {
          s.at.set(r, 1);
        },
      },
      read: {
        for: { q: Majority },
        when: (s) => s.reads < 2 && s.reading === null,
        do: (s, { q }) => {
          s.reading = [...q].some((r) => s.at.get(r) === 1) ? 1 : 0;
          s.reads += 1;
        },
      },
      "write back": writeBack && {
        for: { q: Majority },
        when: (s) => s.reading !== null,
        do: (s, { q }) => {
          if (s.reading === 1) for (const r of q) s.at.set(r, 1);
          s.before = s.newest;
          s.newest = s.reading!;
          s.reading = null;
        },
      },
      answer: !writeBack && {
        when: (s) => s.reading !== null,
        do: (s) => {
          s.before = s.newest;
          s.newest = s.reading!;
          s.reading = null;
        },
      },
    },
    always: { "no read is older than one before it": (s) => s.newest >= s.before },
    reachable: { "a new value is read twice": (s) => s.newest === 1 && s.before === 1 },
  });
});
