// Models as a person writes them in files of their own, as text: they are checked outside the repository.

/** Tellers deposit a coin each: read the balance, then write it back one higher. Nothing stops two from reading the same. */
export const bank = `
import { boolean, integer, map, model, optional, protocol, range, scalarset } from "synod";

interface Options { readonly unused?: string } // TypeScript, to be stripped

export const bank = protocol(
  { name: "bank", about: "deposits with a race", parameters: { tellers: integer({ from: 1, to: 9, default: 2 }) } },
  ({ tellers }) => {
    const Teller = scalarset("t", tellers);
    const Money = range(0, tellers);
    return model({
      state: { balance: Money, seen: map(Teller, optional(Money)), done: map(Teller, boolean) },
      rules: {
        read: {
          for: { t: Teller },
          when: (s, { t }) => s.seen.get(t) === null && !s.done.get(t),
          do: (s, { t }) => s.seen.set(t, s.balance),
        },
        write: {
          for: { t: Teller },
          when: (s, { t }) => s.seen.get(t) !== null,
          do: (s, { t }) => {
            s.balance = (s.seen.get(t) as number) + 1;
            s.seen.set(t, null);
            s.done.set(t, true);
          },
        },
      },
      always: {
        "no coin is lost": (s) => !Teller.values.every((t) => s.done.get(t)) || s.balance === tellers,
      },
    });
  },
);
`;

/** Counters that go up: (limit + 1) ^ counters states, with a choice of mistakes. Its levels are wide enough for workers. */
export const counters = `
import { exit } from "node:process";
import { isMainThread } from "node:worker_threads";
import { choice, integer, map, model, protocol, range, scalarset } from "synod";
let calls = 0;
const faults = ["none", "guard", "effect", "overflow", "impure", "random", "writes", "property", "kill", "exit", "log", "never"] as const;
export const counters = protocol(
  {
    name: "counters",
    about: "",
    parameters: {
      counters: integer({ from: 1, to: 9, default: 3 }),
      limit: integer({ from: 1, to: 99, default: 9 }),
      fault: choice(faults),
    },
  },
  ({ counters, limit, fault }) => {
    const Counter = scalarset("c", counters);
    return model({
      state: { n: map(Counter, range(0, limit)) },
      rules: {
        up: {
          for: { c: Counter },
          when: (s, { c }) => {
            const late = () => Counter.values.every((each) => s.n.get(each) >= 3);
            if (fault === "log") console.log("a guard was here");
            if (fault === "guard" && late()) throw new RangeError("too high");
            if (fault === "impure" && calls++ % 2 === 1) return false;
            if (fault === "random" && Math.random() < 0.5) return false;
            if (fault === "writes") (s as any).n.set(c, 0);
            // One state, deep enough for a crew to be the first that comes to it.
            const rare = () => Counter.values.every((each, at) => s.n.get(each) === (at === 0 ? limit : 3));
            if (fault === "kill" && !isMainThread && rare()) exit(3);
            if (fault === "exit" && late()) exit(0);
            return fault === "overflow" || s.n.get(c) < limit;
          },
          do: (s, { c }) => {
            if (fault === "effect" && s.n.get(c) === 2) (null as any).member;
            s.n.set(c, s.n.get(c) + 1);
          },
        },
      },
      always: { low: (s) => {
        if (fault === "property" && s.n.get("c1") === 2) throw new Error("cannot say");
        return Counter.values.every((c) => s.n.get(c) <= limit);
      } },
      reachable: { "above the limit": fault === "never" && (() => false) },
    });
  },
);
`;

/** A model that fills a set with a declared capacity. */
export const full = `
import { model, range, set } from "synod";
const Number = range(1, 9);
export default model({
  state: { kept: set(Number, { capacity: 2 }) },
  rules: { keep: { for: { n: Number }, when: (s, { n }) => !s.kept.has(n), do: (s, { n }) => s.kept.add(n) } },
  always: { few: (s) => s.kept.size <= 9 },
});
`;

/** A model file around the text of one definition. */
export const fileOf = (definition: string): string => `
import { model, range, record, set } from "synod";
export const mine = model(${definition});
`;

/** A server that may crash and recover, and does its jobs while it is up: what gets done depends on fairness. */
export const server = `
import { boolean, choice, integer, map, model, protocol, scalarset, strong, weak } from "synod";
export const server = protocol(
  {
    name: "server",
    about: "jobs on a server that crashes",
    parameters: { jobs: integer({ from: 1, to: 12, default: 1 }), crash: choice(["never", "once", "again"], { default: "again" }) },
  },
  ({ jobs, crash }) => {
    const Job = scalarset("j", jobs);
    return model({
      state: { up: boolean, done: map(Job, boolean) },
      init: (s) => { s.up = true; },
      rules: {
        crash: { when: (s) => crash !== "never" && s.up, do: (s) => { s.up = false; } },
        recover: { when: (s) => crash === "again" && !s.up, do: (s) => { s.up = true; } },
        work: { for: { j: Job }, when: (s, { j }) => s.up && !s.done.get(j), do: (s, { j }) => { s.done.set(j, true); } },
      },
      eventually: { "all done": (s) => Job.values.every((j) => s.done.get(j)) },
      leadsTo: { "crash is mended": [(s) => !s.up, (s) => s.up] },
      alwaysReachable: { "may finish": (s) => Job.values.every((j) => s.done.get(j)) },
      fairness: {
        weak: [weak("work", { per: "j" }), weak("recover")],
        strong: [strong("work", { per: "j" }), weak("recover")],
      },
    });
  },
);
`;
