/**
 * The types of histories of operations, inferred from their objects: each mistake is refused on its own line, which
 * `npm run typecheck` tests; what is right also runs.
 */
import { expect, it } from "vitest";
import { historyOf, linearizable, object, queue, register, sequentiallyConsistent } from "../../invariants/index.ts";
import { check, enumeration, model, optional, range, scalarset, system } from "../../src/index.ts";

const Client = scalarset("c", 1);
const Value = enumeration("low", "high");
const world = system({
  roles: {
    client: {
      processes: Client,
      stable: { step: range(0, 2) },
      history: { log: historyOf(queue(Value), { each: 2 }) },
    },
  },
  messages: { hello: { from: "client", to: "client" } },
  network: "set",
  history: { all: historyOf(register(optional(Value)), { each: 2, by: Client }) },
});

const client = world.role("client", {
  init: (_, { record }) => record.log.invoke.enqueue("low"),
  rules: {
    one: {
      when: (row) => row.step === 0,
      do: (row, { self, record }) => {
        row.step = 1;
        record.log.return.enqueue();
        record.log.invoke.dequeue();
        record.log.return.dequeue("low");
        record.all.of(self).invoke.write(null);
        record.all.of(self).return.write();
      },
    },
    wrong: {
      when: () => false,
      do: (_, { self, record }) => {
        // @ts-expect-error: no value of the domain
        record.log.invoke.enqueue("middle");
        // @ts-expect-error: it takes a value
        record.log.invoke.enqueue();
        // @ts-expect-error: it takes nothing
        record.log.invoke.dequeue("low");
        // @ts-expect-error: it answers something
        record.log.return.dequeue();
        // @ts-expect-error: it answers nothing
        record.log.return.enqueue("low");
        // @ts-expect-error: no operation
        record.log.invoke.push("low");
        // @ts-expect-error: a history is not read
        record.log.get(self);
        // @ts-expect-error: there is no history of that name
        record.lgo.invoke.dequeue();
        // @ts-expect-error: whose operation it is must be said
        record.all.invoke.read();
        // @ts-expect-error: nobody's operation
        record.all.of("d1").invoke.read();
      },
    },
  },
});

const talking = world.model({
  roles: [client],
  always: {
    "seen as a queue": linearizable((s) => s.client.log),
    "seen as a register": sequentiallyConsistent((s) => s.history.all),
    typed: (s) => {
      const last = s.client.log.get("c1").at(-1);
      if (last?.kind === "dequeue") return last.answer === "low";
      // @ts-expect-error: no kind of operation, under way or returned
      return last?.kind !== "deqeue";
    },
  },
  reachable: { done: (s) => s.client.log.get("c1").length === 2 },
});

const refused = () => {
  // @ts-expect-error: a field of a row is no history
  world.model({ roles: [client], always: { wrong: linearizable((s) => s.client.step) } });
  const put = { put: { takes: Value } };
  // @ts-expect-error: the effect of an operation that there is not
  object({ holds: Value, operations: put, does: { put: (_, value) => value, get: () => "low" } });
  // @ts-expect-error: an operation without an effect
  object({ holds: Value, operations: { put: { takes: Value }, get: { answers: Value } }, does: { put: (_, v) => v } });
  // @ts-expect-error: an effect that does not answer
  object({ holds: Value, operations: { get: { answers: Value } }, does: { get: (held) => held } });
  // @ts-expect-error: an effect that answers what is not in the domain
  object({ holds: Value, operations: { get: { answers: Value } }, does: { get: (held) => [held, "middle"] } });
  // @ts-expect-error: an effect that holds what it cannot
  object({ holds: Value, operations: { put: { takes: Value } }, does: { put: () => "middle" } });
  // @ts-expect-error: the most operations of a caller must be said
  historyOf(register(Value), {});
  const calls = historyOf(register(Value), { each: 1, by: Client });
  model({
    state: { log: calls.field },
    rules: {
      read: {
        for: { c: Client },
        do: (s, { c }) => {
          calls.of(s.log, c).invoke.write("low");
          // @ts-expect-error: no value of the domain
          calls.of(s.log, c).invoke.write("lwo");
        },
      },
    },
    always: { linearizable: linearizable((s) => calls.operations(s.log)) },
  });
};

it("what compiles runs", async () => {
  expect(refused).toBeTypeOf("function");
  const { verdict } = await check(talking);
  expect(verdict.outcome).toBe("holds");
  expect(verdict.states.distinct).toBe(2);
});
