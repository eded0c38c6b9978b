/**
 * Rules of roles that range over what is in their process's row, by a twin that binds all values and looks in a guard: as
 * many states and steps, in every reduction. And what cannot be ranged over, with its reason.
 */
import { describe, expect, expectTypeOf, it } from "vitest";
import { observeAccess } from "../../src/check/observed-access.ts";
import {
  at,
  bag,
  check,
  entries,
  list,
  type Model,
  map,
  members,
  range,
  SynodError,
  type SystemRule,
  type SystemState,
  scalarset,
  sequence,
  set,
  system,
} from "../../src/index.ts";
import type { SendersInbox } from "../../src/model/roles/behaviour.ts";
import type { Network } from "../../src/model/roles/declaration.ts";
import { type Binding, isMembers } from "../../src/model/rule.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { rulesText } from "../../src/report/rules-text.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

const Worker = scalarset("w", 2);
const Job = range(0, 1);

/** Workers pass jobs on and keep what they did last; what they were passed they forget in a crash. */
function workers(network: Network) {
  const stable = { pending: set(Job), log: sequence(Job, { capacity: 2 }) };
  const volatile = { inbox: map(Worker, bag(Job, { capacity: 1 })) };
  const world = system({
    roles: { worker: { processes: Worker, stable, volatile, crashes: { atMost: 1, restarts: true } } },
    messages: { pass: { from: "worker", to: "worker", broadcast: true, fields: { job: Job } } },
    network,
  });
  return { stable, volatile, world };
}

function byMembers(network: Network): Model {
  const { stable, volatile, world } = workers(network);
  const worker = world.role("worker", {
    init: (row) => {
      row.pending.add(0);
      row.pending.add(1);
    },
    rules: {
      pass: {
        for: { job: members(stable.pending) },
        do: (row, { job, send }) => {
          row.pending.delete(job);
          send.pass({ job });
        },
      },
      work: {
        for: { peer: Worker, job: members(at(volatile.inbox, "peer")) },
        when: (row) => row.log.length < 2,
        do: (row, { peer, job }) => {
          row.inbox.get(peer).delete(job);
          row.log.push(job);
        },
      },
      redo: {
        for: { entry: entries(stable.log) },
        when: (row) => row.log.length === 2,
        do: (row, { entry: [index, job] }) => {
          row.log.remove(index);
          row.pending.add(job);
        },
      },
      rest: {
        for: { job: members(stable.pending, { orNull: true }) },
        when: (row, { job }) => job === null && row.log.length > 0,
        do: (row) => {
          row.log.shift();
        },
      },
    },
    receive: {
      pass: {
        when: (row, { message }) => row.inbox.get(message.from).size === 0,
        do: (row, { message }) => {
          row.inbox.get(message.from).add(message.job);
        },
      },
    },
  });
  return judged(world, worker);
}

function byGuards(network: Network): Model {
  const { world } = workers(network);
  const worker = world.role("worker", {
    init: (row) => {
      row.pending.add(0);
      row.pending.add(1);
    },
    rules: {
      pass: {
        for: { job: Job },
        when: (row, { job }) => row.pending.has(job),
        do: (row, { job, send }) => {
          row.pending.delete(job);
          send.pass({ job });
        },
      },
      work: {
        for: { peer: Worker, job: Job },
        when: (row, { peer, job }) => row.log.length < 2 && row.inbox.get(peer).has(job),
        do: (row, { peer, job }) => {
          row.inbox.get(peer).delete(job);
          row.log.push(job);
        },
      },
      redo: {
        for: { index: range(0, 1), job: Job },
        when: (row, { index, job }) => row.log.length === 2 && row.log.at(index) === job,
        do: (row, { index, job }) => {
          row.log.remove(index);
          row.pending.add(job);
        },
      },
      rest: {
        when: (row) => row.pending.size === 0 && row.log.length > 0,
        do: (row) => {
          row.log.shift();
        },
      },
    },
    receive: {
      pass: {
        when: (row, { message }) => row.inbox.get(message.from).size === 0,
        do: (row, { message }) => {
          row.inbox.get(message.from).add(message.job);
        },
      },
    },
  });
  return judged(world, worker);
}

type World = ReturnType<typeof workers>["world"];

function judged(world: World, worker: ReturnType<World["role"]>): Model {
  return world.model({
    roles: [worker],
    always: { "nothing is pending twice": (s) => Worker.values.every((w) => s.worker.pending.get(w).size <= 2) },
    reachable: {
      "a log of two": (s) => Worker.values.some((w) => s.worker.log.get(w).length === 2),
      "a crash with nothing to do": (s) =>
        s.worker.crashes === 1 && Worker.values.every((w) => s.worker.pending.get(w).size === 0),
    },
  });
}

function fieldsOf({ schema }: Model, over: Binding): string[] {
  if (!isMembers(over)) return [];
  return Object.keys(schema).filter((name) => schema[name] === over.collection && name.includes("."));
}

const countsOf = (one: Model) => {
  const { distinct, generated, depth, witnesses } = search(one);
  return { distinct, generated, depth, lengths: [...witnesses].map(([name, steps]) => [name, steps.length]) };
};

describe("members of the process's own row", () => {
  it.each<[string, Network, object]>([
    ["a bag", { kind: "bag", capacity: 2, overflow: "lost" }, { distinct: 2936, generated: 9893, depth: 22 }],
    ["channels", { kind: "fifo", capacity: 1, overflow: "lost" }, { distinct: 2664, generated: 9055, depth: 22 }],
  ])("are as many instances as a guard would let through: over %s", async (_, network, counts) => {
    const [one, twin] = [byMembers(network), byGuards(network)];
    const found = countsOf(one);
    expect(found).toEqual(countsOf(twin));
    expect(found).toMatchObject(counts);
    const { distinct, generated, depth } = found;
    expect(referenceOf(one, { keepGoing: true, limit: 100_000 })).toMatchObject({ distinct, generated, depth });
    for (const reductions of [[], ["symmetry", "partial-order"]] as const) {
      const [mine, its] = await Promise.all([one, twin].map((each) => check(each, { reductions, certify: true })));
      const said = (of: typeof mine) => {
        const { error, outcome, states, properties } = (of as NonNullable<typeof mine>).verdict;
        return { error, outcome, states, properties: properties.map(({ name, outcome }) => [name, outcome]) };
      };
      expect(said(mine), reductions.join()).toEqual(said(its));
      expect(mine?.verdict.outcome).toBe("holds");
    }
  });

  it("are nobody else's business, which partial order knows", async () => {
    const [one, twin] = [loners(3, "members"), loners(3, "a guard")];
    expect(countsOf(one)).toEqual(countsOf(twin));
    const counted = [
      [[], 500],
      [["partial-order"], 230],
      [["symmetry", "partial-order"], 152],
    ] as const;
    for (const [reductions, states] of counted) {
      const found = await Promise.all([one, twin].map((each) => check(each, { reductions, certify: true })));
      for (const { verdict } of found)
        expect([verdict.error, verdict.outcome, verdict.states.distinct]).toEqual([null, "holds", states]);
    }
  });
});

/** Workers do their jobs, none of anybody else's business, and say so when all are done. */
function loners(jobs: number, isOver: "members" | "a guard"): Model {
  const Task = range(1, jobs);
  const stable = { open: set(Task), done: list(Task, { max: jobs }), said: Job };
  const world = system({
    roles: { worker: { processes: Worker, stable }, boss: { processes: scalarset("b", 1), stable: { heard: Job } } },
    messages: { ready: { from: "worker", to: "boss", fields: { first: Task } } },
    network: "set",
  });
  const boss = world.role("boss", {
    rules: {
      close: {
        when: (row, { inbox }) => row.heard === 0 && inbox.ready.from((message) => message.first > 1) === 2,
        do: (row) => {
          row.heard = 1;
        },
      },
    },
  });
  const init = (row: { readonly open: { add(task: number): void } }) => {
    for (const task of Task.values) row.open.add(task);
  };
  const tell: SystemRule<typeof world, "worker"> = {
    when: (row) => row.open.size === 0 && row.said === 0,
    do: (row, { send }) => {
      row.said = 1;
      send.ready({ to: "b1", first: row.done[0] ?? 1 });
    },
  };
  const overMembers = world.role("worker", {
    init,
    rules: {
      work: {
        for: { task: members(stable.open) },
        sends: [],
        do: (row, { task }) => {
          row.open.delete(task);
          row.done = [...row.done, task];
        },
      },
      tell,
    },
  });
  const overTasks = world.role("worker", {
    init,
    rules: {
      work: {
        for: { task: Task },
        when: (row, { task }) => row.open.has(task),
        sends: [],
        do: (row, { task }) => {
          row.open.delete(task);
          row.done = [...row.done, task];
        },
      },
      tell,
    },
  });
  return world.model({
    roles: [isOver === "members" ? overMembers : overTasks, boss],
    reachable: { closed: (s) => s.boss.heard.get("b1") === 1 },
  });
}

describe("what a rule of a role ranges over", () => {
  it("is said by `list --rules`, and its values by traces", async () => {
    const one = byMembers({ kind: "bag", capacity: 2, overflow: "lost" });
    const access = await observeAccess(one, { mostStates: 10_000 });
    const { schema, rules } = one;
    const text = rulesText({ parameters: {}, schema, rules, programs: [], access }, {
      paint: plainPaint,
      width: 100,
    } as never);
    for (const said of [
      "pass(worker: scalarset(w, 2), job: members of worker.pending[worker])",
      "work(worker: scalarset(w, 2), peer: scalarset(w, 2), job: members of worker.inbox[worker][peer])",
      "redo(worker: scalarset(w, 2), entry: entries of worker.log[worker])",
      "rest(worker: scalarset(w, 2), job: members of worker.pending[worker], or none)",
    ])
      expect(text).toContain(said);
    expect(search(one).witnesses.get("a log of two")?.[0]).toBe("pass(worker: w1, job: 0)");
    for (const rule of one.rules) {
      const fields = rule.footprint?.reads.map(({ field }) => field);
      expect(fields).toEqual(expect.arrayContaining(rule.bindings.flatMap(([, over]) => fieldsOf(one, over))));
    }
  });

  it("may be values too many to number", async () => {
    const Text = list(range(0, 9), { max: 12 });
    const stable = { drafts: set(Text, { capacity: 2 }), sent: Text };
    const world = system({
      roles: { writer: { processes: Worker, stable } },
      messages: { letter: { from: "writer", to: "writer", broadcast: true, fields: { text: Text } } },
      network: { kind: "bag", capacity: 4 },
    });
    const writer = world.role("writer", {
      init: (row) => {
        row.drafts.add([1, 2]);
        row.drafts.add([3]);
      },
      rules: {
        send: {
          for: { text: members(stable.drafts) },
          when: (row, { text }) => row.sent.length < text.length,
          do: (row, { text, send }) => {
            row.drafts.delete(text);
            row.sent = text;
            send.letter({ text });
          },
        },
      },
      receive: { letter: { do: () => {} } },
    });
    const made = world.model({
      roles: [writer],
      reachable: { both: (s) => Worker.values.some((w) => s.writer.drafts.get(w).size === 0) },
    });
    const found = countsOf(made);
    expect(found).toEqual({ distinct: 81, generated: 181, depth: 8, lengths: [["both", 2]] });
    for (const reductions of [[], ["symmetry", "partial-order"]] as const) {
      const { verdict } = await check(made, { reductions, certify: true });
      expect([verdict.error, verdict.outcome]).toEqual([null, "holds"]);
    }
  });

  it("is in its process's row, and nowhere else", () => {
    const shared = set(Job);
    const stable = { open: set(Job), inbox: map(Worker, set(Job)), one: shared, two: shared };
    const boss = { lists: set(Job) };
    const history = { done: set(Job) };
    const all = { total: set(Job) };
    const world = system({
      roles: {
        worker: { processes: Worker, stable, history },
        boss: { processes: scalarset("b", 1), stable: boss, history: { told: set(Job) }, timers: ["rest"] },
      },
      messages: { hello: { from: "worker", to: "boss" } },
      network: "set",
      history: all,
    });
    const refusal = (bindings: object, role: "worker" | "boss" = "worker") => {
      try {
        world.role(role, {
          ...(role === "boss" && { timeout: { rest: () => {} } }),
          rules: { x: { for: bindings, do: () => {} } },
        } as never);
      } catch (error) {
        if (error instanceof SynodError) return [error.code, error.message, error.likelyCause].join(" ");
        throw error;
      }
      return "none";
    };
    expect(refusal({ job: members(stable.open) })).toBe("none");
    expect(refusal({ job: members(at(stable.inbox, "self")) })).toBe("none");
    expect(refusal({ peer: Worker, job: members(at(stable.inbox, "peer"), { orNull: true }) })).toBe("none");
    expect(refusal({ job: members(boss.lists) })).toMatch(
      /^SYN207 .*x's job .*in the rows of boss, and a process of worker sees only its own row/,
    );
    expect(refusal({ job: members(history.done) })).toMatch(/a history, which rules write .* only properties read/);
    expect(refusal({ job: members(history.done) }, "boss")).toMatch(/a history, which only properties read/);
    expect(refusal({ job: members(all.total) })).toMatch(/a history, which rules write/);
    expect(refusal({ job: members(set(Job)) })).toMatch(/is not a field of the row of worker/);
    expect(refusal({ job: members(shared) })).toMatch(/for several fields of the row of worker, one and two/);
    expect(refusal({ job: members(stable.inbox.item) })).toMatch(/but inside the map inbox: bind the key/);
    expect(refusal({ job: members(at(stable.inbox, "pear")), peer: Worker })).toMatch(
      /it ranges over inbox\[pear\], and there is no binding "pear"; bound before it: self/,
    );
    expect(refusal({ n: Job, job: members(at(stable.inbox, "n")) })).toMatch(/n can be 0, which is no key of inbox/);
    for (const name of ["self", "to", "from", "message", "send", "inbox", "record", "worker"]) {
      const said = refusal({ [name]: Job });
      expect(said).toMatch(new RegExp(`^SYN207 .*x's ${name} .*the name is taken by the system`));
      expect(said).toMatch(/by a name under which guards and effects are already handed something else/);
    }
    expect(refusal({ timer: Job })).toBe("none");
    expect(refusal({ timer: Job }, "boss")).toMatch(/the name is taken by the system/);
  });

  it("is inferred, and refused where it is wrong", () => {
    const stable = {
      open: set(Job),
      log: sequence(Job, { capacity: 2 }),
      inbox: map(Worker, bag(Worker, { capacity: 1 })),
    };
    const world = system({
      roles: { worker: { processes: Worker, stable }, clock: { processes: Job, stable: {}, timers: ["tick"] } },
      messages: { hello: { from: "worker", to: "clock" } },
      network: "set",
    });
    const rule = (make: () => unknown) => void make;
    rule(() =>
      world.role("worker", {
        rules: {
          typed: {
            for: {
              job: members(stable.open, { orNull: true }),
              entry: entries(stable.log),
              peer: Worker,
              told: members(at(stable.inbox, "peer")),
              mine: members(at(stable.inbox, "self")),
            },
            when: (_, bound) => {
              expectTypeOf(bound.job).toEqualTypeOf<number | null>();
              expectTypeOf(bound.entry).toEqualTypeOf<readonly [number, number]>();
              expectTypeOf(bound.told).toEqualTypeOf<`w${number}`>();
              expectTypeOf(bound.mine).toEqualTypeOf<`w${number}`>();
              expectTypeOf(bound.self).toEqualTypeOf<`w${number}`>();
              return true;
            },
            do: (row, { peer, told }) => row.inbox.get(peer).delete(told),
          },
        },
      }),
    );
    rule(() =>
      world.role("worker", {
        rules: {
          // @ts-expect-error there is no binding "pear"
          x: { for: { peer: Worker, told: members(at(stable.inbox, "pear")) }, do: () => {} },
          // @ts-expect-error a job is no key
          y: { for: { job: Job, told: members(at(stable.inbox, "job")) }, do: () => {} },
          // @ts-expect-error the name is taken
          z: { for: { self: Worker }, do: () => {} },
          // @ts-expect-error the name is taken
          t: { for: { to: Worker }, do: () => {} },
          // @ts-expect-error the process is bound by that name
          w: { for: { worker: Worker }, do: () => {} },
          timer: { for: { timer: Job }, do: () => {} },
        },
      }),
    );
    rule(() =>
      world.role("clock", {
        timeout: { tick: () => {} },
        // @ts-expect-error the name is taken in a role with timers
        rules: { x: { for: { timer: Job }, do: () => {} } },
      }),
    );
    rule(() =>
      world.model({
        roles: [],
        // @ts-expect-error a worker does not crash
        always: { x: (s) => s.worker.crashes === 0 },
      }),
    );
  });
});

describe("an inbox", () => {
  it("is asked by a test, by fields, or by both, and says what is no test", async () => {
    const world = (ask: (inbox: Inbox) => boolean) => {
      const one = system({
        roles: {
          voter: { processes: Worker },
          judge: { processes: scalarset("j", 1), stable: { found: Job } },
        },
        messages: { vote: { from: "voter", to: "judge", fields: { round: Job, weight: range(0, 2) } } },
        network: "set",
      });
      const voter = one.role("voter", {
        init: (_, { self, send }) => {
          send.vote({ to: "j1", round: 0, weight: self === "w1" ? 1 : 2 });
          send.vote({ to: "j1", round: 1, weight: 2 });
        },
      });
      const judge = one.role("judge", {
        rules: {
          find: {
            when: (row, { inbox }) => row.found === 0 && ask(inbox),
            do: (row) => {
              row.found = 1;
            },
          },
        },
      });
      return one.model({ roles: [voter, judge], reachable: { found: (s) => s.judge.found.get("j1") === 1 } });
    };
    type Vote = { readonly from: `w${number}`; readonly round: number; readonly weight: number };
    interface Inbox {
      readonly vote: SendersInbox<Vote & { readonly kind: "vote"; readonly to: `j${number}` }>;
    }
    const answers: readonly (readonly [(inbox: Inbox) => unknown, unknown])[] = [
      [({ vote }) => vote.filter((m) => m.weight === 2).length, 3],
      [({ vote }) => vote.filter({ round: 0 }, (m) => m.weight === 2).length, 1],
      [({ vote }) => vote.filter({ round: 0 }).length, 2],
      [({ vote }) => vote.filter().length, 4],
      [({ vote }) => vote.from((m) => m.round === 0 && m.weight >= 1), 2],
      [({ vote }) => vote.from({ round: 0 }, (m) => m.weight === 2), 1],
      [({ vote }) => vote.from({ weight: 2 }), 2],
      [({ vote }) => vote.from((m) => m.weight === 0), 0],
    ];
    for (const [ask, answer] of answers) {
      const { verdict } = await check(
        world((inbox) => ask(inbox) === answer),
        { certify: true, symmetry: false },
      );
      expect([ask.toString(), verdict.error, verdict.outcome]).toEqual([ask.toString(), null, "holds"]);
    }
    const slips: readonly (readonly [(inbox: Inbox) => unknown, RegExp])[] = [
      [
        ({ vote }) => vote.filter(((m: Vote) => m.weight) as never),
        /inbox\.vote\.filter answers 1, which is neither true/,
      ],
      [({ vote }) => vote.from((async () => true) as never), /a promise/],
      [({ vote }) => vote.from({ round: 0 }, 3 as never), /inbox\.vote\.from is given the number 3, not a function/],
    ];
    for (const [ask, problem] of slips) {
      const { verdict } = await check(world((inbox) => ask(inbox) === 1));
      expect(JSON.stringify(verdict.error)).toMatch(problem);
    }
  });
});

describe("how many crashes there were", () => {
  it("is seen by properties and constraints where it is counted", async () => {
    const made = (atMost: number | null) => {
      const world = system({
        roles: { worker: { processes: Worker, crashes: { atMost: 2, restarts: true } } },
        messages: { hello: { from: "worker", to: "worker" } },
        network: "set",
      });
      const worker = world.role("worker", {});
      return world.model({
        roles: [worker],
        constraint: atMost !== null && { always: { crashes: (s) => s.worker.crashes < atMost } },
        step: { "one at a time": (before, after) => after.worker.crashes <= before.worker.crashes + 1 },
        always: { "not beyond": (s) => s.worker.crashes <= 2 },
        reachable: { two: (s) => s.worker.crashes === 2 && Worker.values.every((w) => !s.worker.down.get(w)) },
      });
    };
    for (const symmetry of [true, false]) {
      const { verdict } = await check(made(null), { symmetry, certify: true });
      expect([verdict.error, verdict.outcome, verdict.states.distinct]).toEqual([null, "holds", symmetry ? 6 : 8]);
    }
    expect((await check(made(1), { symmetry: false })).verdict.states.distinct).toBe(3);
  });

  it("is not counted where there may be any number, by type either", () => {
    const world = system({
      roles: { worker: { processes: Worker, crashes: { restarts: true } } },
      messages: { hello: { from: "worker", to: "worker" } },
      network: "set",
    });
    // @ts-expect-error it is not in the state
    const read = (s: SystemState<typeof world>) => s.worker.crashes;
    const one = world.model({ roles: [world.role("worker", {})], always: { none: (s) => read(s) === 0 } });
    expect(() => search(one)).toThrow(/role worker has no field "crashes"/);
  });
});
