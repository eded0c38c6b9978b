/** A system as a machine: what the documentation says of processes, networks, crashes and histories, done literally. */

import { domainsOf, keyOf, listedValue, valuesOf } from "../random/domain-values.ts";
import type { DomainData, FieldData, Fields as Shape, Statement, Value } from "../random/model-data.ts";
import type { Machine, PlainProperty, PlainStep } from "./machine.ts";
import { change, evaluate, Fault, perform, type Scope, type Slot, truth } from "./plain-evaluation.ts";
import { plainProperties } from "./plain-families.ts";
import { classOf } from "./plain-model.ts";
import {
  copyOf,
  type Members,
  type Plain,
  type PlainMap,
  type PlainState,
  renamedState,
  zeroOf,
  zeroState,
} from "./plain-states.ts";
import {
  type DoingData,
  type FieldList,
  fieldOfKind,
  type MessageData,
  type RoleData,
  type SystemData,
} from "./system-data.ts";

const FLAG = "$flag";
const LINKS = "links cut";
type Bound = Readonly<Record<string, Value>>;
type Message = Readonly<Record<string, Value>>;

/** Who does something: a process of a role, with a message perhaps. */
interface Acting {
  readonly role: RoleData;
  readonly self: Value;
  readonly message: Message | null;
}

export function systemMachine(system: SystemData): Machine {
  const { roles, messages, partitions } = system;
  const extra: (readonly [string, DomainData])[] = [[FLAG, { is: "boolean" }]];
  const role = (name: string) => roles.find((each) => each.name === name) as RoleData;
  const kind = (name: string) => messages.find((each) => each.name === name) as MessageData;
  const processesOf = (name: string) => role(name).processes;
  /** What is stored of a message, besides its kind. */
  const storedShape = (each: MessageData): Shape => {
    const from = each.anonymous ? [] : [["from", processesOf(each.from)] as const];
    const to = ["to", processesOf(each.to)] as const;
    if (each.network.is === "fifo") return each.fields;
    return each.network.is === "set" && each.broadcast ? [...from, ...each.fields] : [...from, to, ...each.fields];
  };

  const own = domainsOf(system);
  const state: (readonly [string, FieldData])[] = [];
  const timers = ({ name }: RoleData) => `${name}.timers`;
  const byProcess = ({ processes }: RoleData, item: FieldData): FieldData => ({ is: "map", key: processes, item });
  for (const each of roles) {
    for (const [field, item] of [...each.stable, ...each.volatile, ...each.history])
      state.push([`${each.name}.${field}`, byProcess(each, item)]);
    if (each.calls !== null) {
      const { of, each: most } = each.calls;
      const keys = each.processes;
      const [count, after, call] = [`$count ${each.name}`, `$after ${each.name}`, `$call ${each.name}`] as const;
      extra.push([count, { is: "range", low: 0, high: most }]);
      extra.push([after, { is: "tuple", of: valuesOf(own, keys).map(() => count), keys }]);
      const given = [["argument", of] as const, ["after", after] as const];
      const cases = [
        ["write…", given] as const,
        ["write", given] as const,
        ["read…", [["after", after] as const]] as const,
        ["read", [["answer", of] as const, ["after", after] as const]] as const,
      ];
      extra.push([call, { is: "union", cases }]);
      state.push([`${each.name}.log`, byProcess(each, { is: "sequence", of: call, capacity: most })]);
    }
    if (each.timeout.length > 0) {
      extra.push([`$timers ${each.name}`, { is: "enumeration", names: each.timeout.map(({ name }) => name) }]);
      state.push([timers(each), byProcess(each, { is: "set", of: `$timers ${each.name}`, capacity: null })]);
    }
    if (each.crashes === null) continue;
    state.push([`${each.name}.down`, byProcess(each, { is: "variable", of: FLAG })]);
    if (each.crashes.atMost === null) continue;
    extra.push([`$crashes ${each.name}`, { is: "range", low: 0, high: each.crashes.atMost }]);
    state.push([`${each.name}.crashes`, { is: "variable", of: `$crashes ${each.name}` }]);
  }
  for (const field of new Set(messages.map(fieldOfKind))) {
    const together = messages.filter((each) => fieldOfKind(each) === field);
    const { network, from, to } = together[0] as MessageData;
    extra.push([`$${field}`, { is: "union", cases: together.map((each) => [each.name, storedShape(each)] as const) }]);
    const of = `$${field}`;
    const capacity = network.capacity as number;
    const carried: Record<typeof network.is, FieldData> = {
      set: { is: "set", of, capacity: network.capacity },
      bag: { is: "bag", of, capacity },
      fifo: byProcess(role(from), byProcess(role(to), { is: "sequence", of, capacity })),
    };
    state.push([field, carried[network.is]]);
  }
  const links =
    partitions === null ? [] : [...new Map(messages.map((each) => [`${each.from}→${each.to}`, each])).values()];
  if (partitions !== null) {
    extra.push(["$links", { is: "range", low: 0, high: partitions.atMost }]);
    state.push([LINKS, { is: "variable", of: "$links" }]);
    for (const { from, to } of links)
      state.push([`cut ${from}→${to}`, byProcess(role(from), byProcess(role(to), { is: "variable", of: FLAG }))]);
  }
  for (const [name, field] of system.history) state.push([`history.${name}`, field]);
  const domains = domainsOf({ domains: [...system.domains, ...extra] });
  const fields = new Map(state);

  const list = (plain: Plain | undefined): Value[] => (plain as Members).list;
  const item = (plain: Plain | undefined, ...keys: Value[]): Plain =>
    keys.reduce<Plain>((at, key) => (at as PlainMap)[keyOf(key)] as Plain, plain as Plain);
  const put = (plain: Plain | undefined, key: Value, value: Plain) => {
    (plain as PlainMap)[keyOf(key)] = value;
  };
  const channel = (at: PlainState, each: MessageData, from: Value, to: Value) =>
    list(item(at[fieldOfKind(each)], from, to));
  const processes = (name: string) => valuesOf(domains, processesOf(name));
  const isDown = (at: PlainState, { name, crashes }: RoleData, self: Value) =>
    crashes !== null && item(at[`${name}.down`], self) === true;
  const isCut = (at: PlainState, each: MessageData, from: Value, to: Value) =>
    partitions !== null && item(at[`cut ${each.from}→${each.to}`], from, to) === true;

  /** A broadcast reaches every process of the role but its sender. */
  const recipients = (each: MessageData, from: Value): readonly Value[] =>
    processes(each.to).filter((to) => each.from !== each.to || to !== from);

  function send(at: PlainState, each: MessageData, from: Value, content: Message, mayLose: boolean): void {
    const { network, broadcast } = each;
    const field = fields.get(fieldOfKind(each)) as FieldData;
    const { to, ...own } = content;
    const sender = each.anonymous ? {} : { from };
    if (network.is === "set") {
      const message = broadcast
        ? { kind: each.name, ...sender, ...own }
        : { kind: each.name, ...sender, to: to as Value, ...own };
      change(domains, field, at["sent"] as Plain, "add", message);
      return;
    }
    for (const recipient of broadcast ? recipients(each, from) : [to as Value]) {
      const isBag = network.is === "bag";
      const carrier = isBag ? (at["inFlight"] as Plain) : item(at[fieldOfKind(each)], from, recipient);
      if (network.overflow === "lost" && mayLose && list(carrier).length >= (network.capacity as number)) continue;
      if (isBag) change(domains, field, carrier, "add", { kind: each.name, ...sender, to: recipient, ...own });
      else {
        const sequence = ((field as Extract<FieldData, { is: "map" }>).item as Extract<FieldData, { is: "map" }>).item;
        change(domains, sequence, carrier, "push", { kind: each.name, ...own });
      }
    }
  }

  const expired = (at: PlainState, { role: of, self }: Acting, message: Message): boolean => {
    const test = of.expires.find(([name]) => name === message["kind"]);
    return test !== undefined && truth(rowScope(at, { role: of, self, message }, {}, true), test[1]);
  };

  /** Everything that was ever sent to the process, and what has not expired of it. */
  const heard = (at: PlainState, acting: Acting, name: string): Message[] =>
    list(at["sent"])
      .map((each) => each as Message)
      .filter((each) => each["kind"] === name && (kind(name).broadcast || each["to"] === acting.self))
      .filter((each) => !expired(at, acting, each));

  function rowScope(at: PlainState, acting: Acting, bound: Bound, mayLose: boolean): Scope {
    const { role: of, self, message } = acting;
    const rows = new Map([...of.stable, ...of.volatile]);
    return {
      domains,
      parameters: {},
      mutant: null,
      bound: { ...bound, self, ...(message !== null && { message }) },
      slot: (field): Slot => ({
        field: rows.get(field) as FieldData,
        holder: at[`${of.name}.${field}`],
        key: keyOf(self),
      }),
      system: {
        heard: (name, wanted) =>
          heard(at, acting, name).filter((each) =>
            Object.entries(wanted).every(([field, value]) => keyOf(each[field]) === keyOf(value)),
          ),
        sent: () => 0,
        send: (name, content) => send(at, kind(name), self, content, mayLose),
        record: (name, value) => {
          const own = of.history.find(([field]) => field === name);
          const [, field] = own ?? (system.history.find(([shared]) => shared === name) as FieldList[number]);
          const holder = (own === undefined ? at : at[`${of.name}.${name}`]) as PlainMap;
          const key = own === undefined ? `history.${name}` : keyOf(self);
          if (field.is === "variable") {
            const listed = listedValue(domains, field.of, value);
            if (listed === undefined) throw new Fault("out-of-domain");
            holder[key] = listed;
          } else change(domains, field, holder[key] as Plain, field.is === "sequence" ? "push" : "add", value);
        },
        call: (how, operation, value) => call(at, of, self, how, operation, value),
        explained: () => false,
        timer: (name, isRunning) => turn(at, of, self, name, isRunning),
      },
    };
  }

  const logsOf = (at: PlainState, name: string): PlainCall[][] =>
    processes(name).map((process) => list(item(at[`${name}.log`], process)) as unknown as PlainCall[]);

  /** Has an operation of a process begin or return, and notes which had returned then. */
  function call(at: PlainState, of: RoleData, self: Value, how: string, operation: string, value: Value | undefined) {
    const isOpen = (log: readonly PlainCall[]) => log.at(-1)?.kind.endsWith("…") === true;
    const log = item(at[`${of.name}.log`], self);
    const { item: field } = fields.get(`${of.name}.log`) as Extract<FieldData, { is: "map" }>;
    const last = list(log).at(-1) as unknown as PlainCall | undefined;
    if (how === "invoke") {
      if (last?.kind.endsWith("…")) throw new Fault("effect-threw");
      const after = logsOf(at, of.name).map((each) => each.length - (isOpen(each) ? 1 : 0));
      const begun = { kind: `${operation}…`, ...(value !== undefined && { argument: value }), after };
      change(domains, field, log, "push", begun);
      return;
    }
    if (last?.kind !== `${operation}…`) throw new Fault("effect-threw");
    list(log).pop();
    const done = { ...last, kind: operation, ...(value !== undefined && { answer: value }) };
    change(domains, field, log, "push", done as unknown as Value);
  }

  /** Has a timer of a process run or not. */
  const turn = (at: PlainState, of: RoleData, self: Value, name: string, isRunning: boolean) => {
    const { item: running } = fields.get(timers(of)) as Extract<FieldData, { is: "map" }>;
    change(domains, running, item(at[timers(of)], self), isRunning ? "add" : "delete", name);
  };

  /** One step of a process. */
  function act(
    at: PlainState,
    acting: Acting,
    doing: DoingData,
    rule: string,
    bound: Bound,
    own: Bound,
    before: (after: PlainState) => void,
  ): PlainStep | null {
    try {
      if (doing.when !== null && !truth(rowScope(at, acting, own, true), doing.when)) return null;
      const after = copyOf(state, at);
      before(after);
      perform(rowScope(after, acting, own, true), doing.do);
      return { rule, bound, after, fault: null };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { rule, bound, after: null, fault: error.code };
    }
  }

  /** A step that is nobody's doing. */
  const befall = (at: PlainState, rule: string, bound: Bound, how: (after: PlainState) => void): PlainStep => {
    const after = copyOf(state, at);
    how(after);
    return { rule, bound, after, fault: null };
  };

  function deliveries(at: PlainState, of: RoleData, doing: DoingData, again: boolean): (PlainStep | null)[] {
    const each = kind(doing.name);
    const rule = `receive ${doing.name}${again ? " again" : ""}`;
    const { network, broadcast } = each;
    const receive = (
      self: Value,
      message: Message,
      bound: Bound,
      take: (after: PlainState) => void,
      from: Value = message["from"] as Value,
    ) => {
      const acting = { role: of, self, message };
      if (isDown(at, of, self) || isCut(at, each, from, self) || expired(at, acting, message)) return null;
      return act(at, acting, doing, rule, bound, {}, again ? () => {} : take);
    };
    if (network.is === "fifo")
      return processes(each.from).flatMap((from) =>
        processes(each.to).map((to) => {
          const head = channel(at, each, from, to)[0] as Message | undefined;
          if (head === undefined || head["kind"] !== each.name) return null;
          const message = each.anonymous ? { ...head, to } : { ...head, from, to };
          return receive(to, message, { from, to }, (after) => channel(after, each, from, to).shift(), from);
        }),
      );
    const present = [
      ...new Map(list(at[fieldOfKind(each)]).map((one) => [keyOf(one), one as Message])).values(),
    ].filter((one) => one["kind"] === each.name);
    if (network.is === "set" && broadcast)
      return processes(each.to).flatMap((self) =>
        present.map((message) =>
          each.from === each.to && message["from"] === self
            ? null
            : receive(self, message, { [each.to]: self, message }, () => {}),
        ),
      );
    return present.map((message) =>
      receive(message["to"] as Value, message, { message }, (after) => {
        if (network.is === "bag")
          change(domains, fields.get("inFlight") as FieldData, after["inFlight"] as Plain, "delete", message);
      }),
    );
  }

  function losses(at: PlainState, each: MessageData): PlainStep[] {
    const rule = `lose ${each.name}`;
    if (each.network.is === "bag") {
      const present = [...new Map(list(at["inFlight"]).map((one) => [keyOf(one), one as Message])).values()];
      return present
        .filter((one) => one["kind"] === each.name)
        .map((message) =>
          befall(at, rule, { message }, (after) =>
            change(domains, fields.get("inFlight") as FieldData, after["inFlight"] as Plain, "delete", message),
          ),
        );
    }
    // Where a full channel loses what is sent, any message may be lost and make room; otherwise the first is enough.
    const anywhere = messages.some((one) => fieldOfKind(one) === fieldOfKind(each) && one.network.overflow === "lost");
    return processes(each.from).flatMap((from) =>
      processes(each.to).flatMap((to) =>
        channel(at, each, from, to).flatMap((message, place) => {
          if ((message as Message)["kind"] !== each.name || (place > 0 && !anywhere)) return [];
          const bound = { from, to, ...(anywhere && { at: place }) };
          return [befall(at, rule, bound, (after) => channel(after, each, from, to).splice(place, 1))];
        }),
      ),
    );
  }

  function steps(at: PlainState): PlainStep[] {
    const found: (PlainStep | null)[] = [];
    for (const of of roles) {
      for (const doing of of.rules)
        for (const self of processes(of.name))
          for (const own of choices(doing))
            if (!isDown(at, of, self))
              found.push(
                act(
                  at,
                  { role: of, self, message: null },
                  doing,
                  doing.name,
                  { [of.name]: self, ...own },
                  own,
                  () => {},
                ),
              );
      for (const doing of of.timeout)
        for (const self of processes(of.name)) {
          if (isDown(at, of, self) || !list(item(at[timers(of)], self)).includes(doing.name)) continue;
          const acting = { role: of, self, message: null };
          found.push(
            act(at, acting, doing, `timeout ${doing.name}`, { [of.name]: self }, {}, (after) =>
              turn(after, of, self, doing.name, false),
            ),
          );
        }
      for (const doing of of.receive) {
        found.push(...deliveries(at, of, doing, false));
        if (kind(doing.name).network.duplicating) found.push(...deliveries(at, of, doing, true));
      }
    }
    for (const of of roles) {
      const { name, crashes } = of;
      if (crashes === null || crashes.atMost === 0) continue;
      for (const self of processes(name)) {
        const bound = { [name]: self };
        if (isDown(at, of, self)) {
          if (!crashes.restarts) continue;
          const doing = { name: `restart ${name}`, for: [], when: null, do: of.restart ?? [] };
          found.push(
            act(at, { role: of, self, message: null }, doing, doing.name, bound, {}, (after) =>
              put(after[`${name}.down`], self, false),
            ),
          );
        } else if (crashes.atMost === null || (at[`${name}.crashes`] as number) < crashes.atMost)
          found.push(
            befall(at, `crash ${name}`, bound, (after) => {
              put(after[`${name}.down`], self, true);
              if (crashes.atMost !== null) after[`${name}.crashes`] = (after[`${name}.crashes`] as number) + 1;
              if (of.timeout.length > 0) list(item(after[timers(of)], self)).length = 0;
              for (const [field, data] of of.volatile) put(after[`${name}.${field}`], self, zeroOf(domains, data));
            }),
          );
      }
    }
    for (const each of messages) if (each.network.lossy) found.push(...losses(at, each));
    for (const each of links) {
      const field = `cut ${each.from}→${each.to}`;
      for (const from of processes(each.from))
        for (const to of processes(each.to)) {
          if (each.from === each.to && from === to) continue;
          const cut = item(at[field], from, to) === true;
          const set = (value: boolean) => (after: PlainState) => {
            put(item(after[field], from), to, value);
            after[LINKS] = (after[LINKS] as number) + (value ? 1 : -1);
          };
          if (!cut && (at[LINKS] as number) < (partitions?.atMost ?? 0))
            found.push(befall(at, field, { from, to }, set(true)));
          if (cut && partitions?.heals)
            found.push(befall(at, `heal ${each.from}→${each.to}`, { from, to }, set(false)));
        }
    }
    return found.filter((step) => step !== null);
  }

  const choices = (doing: DoingData): Record<string, Value>[] =>
    doing.for.reduce<Record<string, Value>[]>(
      (all, [name, { domain }]) =>
        all.flatMap((some) => valuesOf(domains, domain).map((value) => ({ ...some, [name]: value }))),
      [{}],
    );

  const rules = [
    ...roles.flatMap((of) => [
      ...of.rules.map(({ name }) => name),
      ...of.timeout.map(({ name }) => `timeout ${name}`),
      ...of.receive.flatMap(({ name }) => [
        `receive ${name}`,
        ...(kind(name).network.duplicating ? [`receive ${name} again`] : []),
      ]),
    ]),
    ...roles.flatMap(({ name, crashes }) =>
      crashes === null || crashes.atMost === 0
        ? []
        : [`crash ${name}`, ...(crashes.restarts ? [`restart ${name}`] : [])],
    ),
    ...messages.filter(({ network }) => network.lossy).map(({ name }) => `lose ${name}`),
    ...links.flatMap(({ from, to }) => [`cut ${from}→${to}`, ...(partitions?.heals ? [`heal ${from}→${to}`] : [])]),
  ];

  /** The messages on all networks, as receivers see them. */
  const onTheWay = (at: PlainState): Message[] =>
    [...new Set(messages.map(fieldOfKind))].flatMap((field) => {
      const [each] = messages.filter((one) => fieldOfKind(one) === field) as [MessageData];
      if (each.network.is !== "fifo") return list(at[field]) as Message[];
      return processes(each.from).flatMap((from) =>
        processes(each.to).flatMap((to) =>
          channel(at, each, from, to).map((message): Message => {
            const { anonymous } = kind((message as Message)["kind"] as string);
            return { ...(message as Message), ...(!anonymous && { from }), to };
          }),
        ),
      );
    });
  /** A broadcast is asked for without a recipient, and is there if any copy is. */
  const isThere = (at: PlainState, message: Message): number =>
    onTheWay(at).filter((each) => {
      const { to, ...rest } = each;
      return keyOf(message) === keyOf(kind(message["kind"] as string).broadcast ? rest : { ...rest, to: to as Value });
    }).length;
  const propertyScope = (at: PlainState, after: PlainState, bound: Bound): Scope => ({
    domains,
    parameters: {},
    mutant: null,
    bound,
    slot: (field, isAfter) => ({ field: fields.get(field) as FieldData, holder: isAfter ? after : at, key: field }),
    system: {
      heard: () => [],
      sent: (message) => (message === null ? onTheWay(at).length : isThere(at, message as Message)),
      send: () => {},
      record: () => {},
      call: () => {},
      explained: (name, inTime) => {
        const first = valuesOf(domains, role(name).calls?.of as string)[0] as Value;
        return isExplained(logsOf(at, name), first, inTime);
      },
      timer: () => {},
    },
  });
  const { terminal } = system;
  const properties: PlainProperty[] = system.properties.flatMap((property) =>
    plainProperties(domains, property, (at, after, bound, x) => truth(propertyScope(at, after, bound), x)),
  );
  if (terminal !== null && terminal !== "allowed")
    properties.push({
      name: "no deadlock",
      kind: "deadlock",
      holds: (at) => terminal !== "forbidden" && truth(propertyScope(at, at, {}), terminal),
      target: null,
    });

  return {
    rules,
    initial: () => {
      const first = zeroState(domains, state);
      try {
        for (const of of roles)
          for (const self of of.init === null ? [] : processes(of.name))
            perform(rowScope(first, { role: of, self, message: null }, {}, false), of.init as readonly Statement[]);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return { states: [], fault: error.code };
      }
      return { states: [first], fault: null };
    },
    steps,
    properties,
    isMet: ({ when = null }, at) => when === null || truth(propertyScope(at, at, {}), when),
    fairness: system.fairness,
    classOf: (assumption, { rule, bound }) =>
      classOf(assumption, rule, bound, (x) => evaluate(propertyScope({}, {}, bound), x)),
    scalarsets: [...domains.values()].flatMap((domain) => (domain.is === "scalarset" ? [domain] : [])),
    renamed: (at, renaming) => renamedState(domains, state, at, renaming),
  };
}

/** An operation as a history has it. */
interface PlainCall {
  readonly kind: string;
  readonly argument?: Value;
  readonly answer?: Value;
  readonly after: readonly number[];
}

/** Whether some order of operations on a register explains what was seen: all of them are tried. */
function isExplained(logs: readonly (readonly PlainCall[])[], first: Value, inTime: boolean): boolean {
  const go = (taken: readonly number[], held: Value): boolean => {
    const next = logs.map((log, at) => log[taken[at] as number]);
    if (next.every((call) => call === undefined || call.kind.endsWith("…"))) return true;
    return next.some((call, caller) => {
      if (call === undefined) return false;
      if (inTime && call.after.some((count, at) => count > (taken[at] as number))) return false;
      if (call.kind === "read" && keyOf(call.answer) !== keyOf(held)) return false;
      return go(
        taken.map((count, at) => count + (at === caller ? 1 : 0)),
        call.kind.startsWith("write") ? (call.argument as Value) : held,
      );
    });
  };
  return go(
    logs.map(() => 0),
    first,
  );
}
