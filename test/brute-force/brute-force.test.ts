import { describe, expect, it } from "vitest";
import * as invariants from "../../invariants/index.ts";
import * as library from "../../src/index.ts";
import type { Comparison } from "./differences.ts";
import { featuresOf } from "./features.ts";
import { type Case, caseOf, compareCase, MODES, type Mode, type Synod } from "./modes.ts";
import { turnedDown } from "./turned-down.ts";

const synod = { ...library, ...invariants, turnedDown } as unknown as Synod;

import { featuresOfSystem } from "./system-features.ts";

/** How many models of each mode are compared here; `npm run fuzz` has no end. */
const MODELS: Readonly<Record<Mode, number>> = {
  plain: 35,
  symmetric: 25,
  temporal: 25,
  declared: 35,
  careless: 40,
  asymmetric: 40,
  system: 25,
  "system-reduced": 28,
  "system-temporal": 15,
  values: 40,
  "symmetric-values": 50,
  "system-values": 18,
  "asymmetric-values": 20,
};

interface Compared {
  readonly one: Case;
  readonly comparison: Comparison;
}
const compared: Compared[] = [];

describe("brute force and synod agree", () => {
  it.each(MODES)("on random models: %s", async (mode) => {
    for (let seed = 0; seed < MODELS[mode]; seed++) {
      const one = caseOf(mode, seed);
      const comparison = await compareCase(one, synod);
      expect(comparison?.differences ?? [], `mode ${mode}, seed ${seed}`).toEqual([]);
      if (comparison !== null) compared.push({ one, comparison });
    }
  });

  it("on models that are worth it: of all features, outcomes and reductions", () => {
    const counted = new Map<string, number>();
    const count = (what: string) => counted.set(what, (counted.get(what) ?? 0) + 1);
    for (const { one, comparison } of compared) {
      for (const feature of one.data.is === "model" ? featuresOf(one.data) : featuresOfSystem(one.data)) count(feature);
      const { verdict } = comparison.result;
      count(verdict.outcome);
      for (const { kind, outcome } of verdict.properties) count(`${kind} ${outcome}`);
      for (const reduction of verdict.reductions) count(reduction);
      for (const { kind } of verdict.warnings) count(kind);
      if ((verdict.constraint?.states ?? 0) > 0) count("states beyond");
      if ((verdict.constraint?.steps ?? 0) > 0) count("steps beyond");
      count(one.manner.store);
      if (comparison.exploration.states.length >= 20) count("20 states or more");
      if (verdict.error !== null) count(verdict.error.id);
    }
    const rare = REACHED.filter((feature) => (counted.get(feature) ?? 0) < 2);
    expect(rare).toEqual([]);
  });
});

/** Each occurs in at least two of the models that are compared here. */
const REACHED: readonly string[] = [
  ...[
    "boolean",
    "enumeration",
    "optional",
    "range",
    "record",
    "scalarset",
    "tuple",
    "union",
    "list",
    "subset",
    "one-of",
  ].flatMap((is) => [`domain ${is}`, `binding ${is}`]),
  ...["negative range", "range of one", "wide range", "case without fields", "binding case", "two scalarsets"],
  ...[1, 2, 3, 4].map((size) => `scalarset of ${size}`),
  ...["variable", "map", "set", "bag", "sequence"].flatMap((is) => [`field ${is}`, `map of ${is}`]),
  ...["variable", "set", "bag", "sequence"].map((is) => `${is} of a case`),
  ...["set with a capacity", "bag with a capacity"],
  ...["members of set", "members of bag", "members of set within a case", "members of bag within a case"],
  ...["members inside a map", "members or null", "entries of sequence", "entries of map", "entries inside a map"],
  ...["insert", "put", "remove", "truncate", "copy", "assign"].map((does) => `statement ${does}`),
  "expression place",
  ...[0, 1, 2, 3].map((count) => `${count} bindings`),
  ...["no guard", "reads and writes", "places inside fields"],
  ...["no init", "init function", "init choices", "init when", "normalise statements"],
  ...[
    "always",
    "step",
    "deadlock",
    "alwaysReachable",
    "eventually",
    "alwaysEventually",
    "eventuallyAlways",
    "leadsTo",
  ].map((kind) => `${kind} holds`),
  ...[
    "always",
    "step",
    "deadlock",
    "alwaysReachable",
    "eventually",
    "alwaysEventually",
    "eventuallyAlways",
    "leadsTo",
  ].map((kind) => `${kind} violated`),
  ...["reachable holds", "reachable violated", "no properties", "forEvery"],
  ...["forEvery reachable", "forEvery leadsTo", "forEvery eventually"],
  ...["bound on states", "bound on steps", "states beyond", "steps beyond"],
  ...["weak under a condition", "strong under a condition"],
  ...["terminal null", "terminal allowed", "terminal forbidden", "terminal predicate"],
  ...["weak", "strong", "several assumptions", "fairness of several rules", "where"],
  ...["per instance", "per binding", "per function", "parameters", "mutant"],
  ...["if", "each", "keep", "set", "add", "delete", "push", "clear", "shift", "pop"].map((does) => `statement ${does}`),
  ...[
    "value",
    "bound",
    "read",
    "part",
    "record",
    "tuple",
    "nth",
    "clamp",
    "rank",
    "size",
    "count",
    "sum",
    "number",
  ].map((e) => `expression ${e}`),
  ...[
    "set",
    "longer",
    "slice",
    "replaced",
    "changed",
    "joined",
    "kept",
    "within",
    "item",
    "extent",
    "holds",
    "relates",
  ].map((e) => `expression ${e}`),
  ...["range with a first value", "subset of bounded size", "list within a value", "subset within a value"],
  ...["subset of scalarsets", "list of scalarsets", "quantified over a list or a set"],
  ...["index", "first", "arithmetic", "choose", "has", "same", "compare", "and", "or", "not", "every", "some"].map(
    (e) => `expression ${e}`,
  ),
  ...["holds", "violated", "error", "symmetry", "partial-order", "compact", "exact", "20 states or more"],
  ...["two roles", "processes scalarset", "processes range", "processes enumeration", "messages within a role"],
  ...["variable", "map", "set", "bag", "sequence"].map((is) => `row ${is}`),
  ...["history of a role", "history of the system", "record", "init of a role", "init sends", "restart", "volatile"],
  ...["crashes and restarts", "crashes for good", "any number of crashes", "some crashes", "no crashes", "expires"],
  ...["set", "bag", "fifo"].flatMap((is) => [`broadcast over ${is}`, `addressed over ${is}`, `anonymous over ${is}`]),
  ...["bag", "fifo"].flatMap((is) => [`${is} loses what finds no room`, `lossy ${is}`, `duplicating ${is}`]),
  ...["set network with a capacity", "two kinds of networks", "partitions", "partitions that heal"],
  ...[
    "inbox has",
    "inbox filter",
    "inbox from",
    "timers",
    "timer start",
    "timer stop",
    "history of operations",
    "linearizable",
    "sequentially consistent",
    ...["invoke write", "invoke read", "return write", "return read"],
    "message sent",
    "number of messages",
    "send",
    "stale-messages",
  ],
  ...["out-of-domain", "capacity-exceeded", "asymmetric-model"],
  ...["no-properties", "rule-never-enabled", "never-reached", "vacuous", "fairness-never-enabled"],
];
