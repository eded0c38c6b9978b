/** The systems of random-network.ts as synod has them: roles, messages, networks and claims. */
import { type Domain, enumeration, type Model, range, scalarset, system } from "../../src/index.ts";
import { CONTENTS, FLAGS, PHASES, placeOf, type Row } from "../random/rows.ts";
import { type Act, FALL, falls, isGoal, type Kind, type NetworkSpec, ROWS } from "./random-network.ts";

// biome-ignore lint/suspicious/noExplicitAny: the systems' types depend on the seed.
type Loose = any;

/** The same as synod has it; with properties that look at messages, or only at rows. */
export function systemOf({ roles, kinds, partitions }: NetworkSpec, seesMessages: boolean): Model {
  const domains = new Map<string, Domain<string>>(
    roles.map(({ name, processes, interchangeable }) => [
      name,
      interchangeable ? (scalarset(name, processes.length) as Domain<string>) : enumeration(...processes),
    ]),
  );
  const phase = range(0, PHASES - 1);
  const flag = range(0, FLAGS - 1);
  const world = system({
    roles: Object.fromEntries(
      roles.map(({ name, crashes }) => [
        name,
        {
          processes: domains.get(name),
          stable: crashes === null ? { phase, flag } : { phase },
          ...(crashes !== null && {
            volatile: { flag },
            crashes: { restarts: crashes.restarts, ...(crashes.atMost !== null && { atMost: crashes.atMost }) },
          }),
        },
      ]),
    ),
    messages: Object.fromEntries(
      kinds.map(({ name, from, to, broadcast, carrier }) => [
        name,
        {
          ...{ from, to, broadcast, fields: { n: range(0, CONTENTS - 1) } },
          network: carrier.kind === "set" ? "set" : { ...carrier },
        },
      ]),
    ),
    network: "set",
    ...(partitions !== null && { partitions }),
  } as Loose) as Loose;

  const does = ({ guard, targets, sends }: Act, to: (at: Loose) => string) => ({
    ...(guard !== null && { when: (row: Row, at: Loose) => guard[placeOf(row, "message" in at ? at.n : 0)] }),
    do: (row: Row, at: Loose) => {
      if (sends !== null) at.send[sends.kind.name]({ n: sends.n, ...(!sends.kind.broadcast && { to: to(at) }) });
      Object.assign(row, targets[placeOf(row)]);
    },
  });
  const handles = ({ guard, targets, sends }: Act) => ({
    ...(guard !== null && { when: (row: Row, { message }: Loose) => guard[placeOf(row, message.n)] }),
    do: (row: Row, { message, send }: Loose) => {
      if (sends !== null) send[sends.kind.name]({ n: sends.n, ...(!sends.kind.broadcast && { to: message.from }) });
      Object.assign(row, targets[placeOf(row, message.n)]);
    },
  });
  const behaviours = roles.map(({ name, init, rules, receive, restart }) => {
    const expiring = kinds.filter(({ to, expires }) => to === name && expires !== null);
    return world.role(name, {
      init: (row: Row, { self, send }: Loose) => {
        row.flag = init.flag;
        if (init.sends !== null) send[init.sends.name]({ n: init.flag, ...(!init.sends.broadcast && { to: self }) });
      },
      rules: Object.fromEntries(
        rules.map((rule) => {
          const target = rule.sends === null || rule.sends.kind.broadcast ? null : domains.get(rule.sends.kind.to);
          const { guard } = rule;
          return [
            rule.name,
            {
              ...does(rule, ({ target: to }) => to),
              ...(target !== null && { for: { target } }),
              when: (row: Row) => guard?.[placeOf(row)] !== false,
            },
          ];
        }),
      ),
      receive: Object.fromEntries([...receive].map(([kind, act]) => [kind, handles(act)])),
      expires: Object.fromEntries(
        expiring.map(({ name: kind, expires }) => [
          kind,
          (row: Row, { message }: Loose) => row.phase >= ((expires as readonly number[])[message.n] as number),
        ]),
      ),
      restart: restart !== null && { do: does(restart, ({ self }) => self).do },
    });
  });
  const all = roles.flatMap(({ name, processes }) => processes.map((process) => ({ name, process })));
  const [kind] = kinds as [Kind];
  const everyone = (role: string) => roles.find(({ name }) => name === role)?.processes ?? [];
  const looked = everyone(kind.from).flatMap((from) =>
    (kind.broadcast ? [{ from }] : everyone(kind.to).map((to) => ({ from, to }))).map((ends) =>
      world.message[kind.name]({ ...ends, n: 1 }),
    ),
  );
  return world.model({
    roles: behaviours,
    step: {
      [FALL]: (before: Loose, after: Loose) =>
        !all.some(({ name, process }) => falls(readRow(before, name, process), readRow(after, name, process))),
    },
    reachable: {
      ...Object.fromEntries(
        Array.from({ length: ROWS }, (_, at) => [
          `${at}`,
          (s: Loose) => all.some(({ name, process }) => isGoal(at, readRow(s, name, process))),
        ]),
      ),
      ...(seesMessages && {
        "found by looking": (s: Loose) => [...s.sent].some((each) => each.kind === kind.name && each.n === 1),
        "found by asking": (s: Loose) => looked.some((message) => s.sent.has(message)),
        three: (s: Loose) => s.sent.size === 3,
      }),
    },
  });
}

const readRow = (s: Loose, role: string, process: string): Row => ({
  phase: s[role].phase.get(process),
  flag: s[role].flag.get(process),
});
