/**
 * The clients of a replicated register, and what they see: that they request a command, and what it is answered with. A
 * write is answered with the value that it replaced, a read with the value. Requests are made in a fixed order, writes
 * first; a command is requested when a leader takes it, and answered once.
 */
import { linearizable, type RegisterOperation } from "../../invariants/index.ts";
import {
  enumeration,
  optional,
  type StateDraft,
  type StateView,
  sequence,
  union,
  type ValueOf,
} from "../../src/index.ts";

/** A command by its name: `w1` writes the value w1, `r1` reads. Null: no command at all. */
export type Content = string | null;

export type RegisterClients = ReturnType<typeof registerClients>;

export function registerClients({ writes, reads }: { readonly writes: number; readonly reads: number }) {
  const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);
  const Write = enumeration(...numbered("w", writes));
  const Command = enumeration(...Write.values, ...numbered("r", reads));
  const Value = optional(Write); // none before the first write
  const { requested, answered, ...Event } = union({
    requested: { command: Command },
    answered: { command: Command, value: Value },
  });
  const state = { observed: sequence(Event, { capacity: 2 * Command.values.length }) };
  type State = StateView<typeof state>;
  type Draft = StateDraft<typeof state>;
  type Event = ValueOf<typeof Event>;

  /** When this happened to a command; -1 if it has not. */
  const when = (events: readonly Event[], kind: Event["kind"], command: string) =>
    events.findIndex((event) => event.kind === kind && event.command === command);
  const has = (s: State, kind: Event["kind"], command: string) => when([...s.observed], kind, command) >= 0;
  const isWrite = (command: Content) => Write.values.some((write) => write === command);

  /** A command is the one operation of a client of its own. */
  const history = (s: State): RegisterOperation<Content>[][] => {
    const events = [...s.observed];
    return Command.values.map((command) => {
      const begun = when(events, "requested", command);
      if (begun < 0) return [];
      const after = Command.values.map((other) => (when(events.slice(0, begun), "answered", other) < 0 ? 0 : 1));
      const answer = events[when(events, "answered", command)] as ValueOf<typeof answered> | undefined;
      if (isWrite(command)) {
        return answer === undefined
          ? [{ kind: "writing", value: command, after }]
          : [{ kind: "swapped", value: command, found: answer.value, after }];
      }
      return [answer === undefined ? { kind: "reading", after } : { kind: "read", value: answer.value, after }];
    });
  };

  return {
    reads,
    Command,
    Value,
    state,
    isWrite,
    wasRequested: (s: State, command: string) => has(s, "requested", command),
    /** What has not been answered yet, the next request first. */
    pending: (s: State) => Command.values.filter((command) => !has(s, "answered", command)),
    request: (s: Draft, command: string) => {
      if (!has(s, "requested", command)) s.observed.push(requested({ command }));
    },
    answer: (s: Draft, command: string, value: Content) => {
      if (!has(s, "answered", command)) s.observed.push(answered({ command, value }));
    },
    areDone: (s: State) => Command.values.every((command) => has(s, "answered", command)),
    linearizable: linearizable({ initial: null, history }),
    isReadOfWrite: (event: Event) => event.kind === "answered" && !isWrite(event.command) && event.value !== null,
  };
}
