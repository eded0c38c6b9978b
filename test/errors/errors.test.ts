import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { asFlags, flags } from "../../src/cli/flags.ts";
import { commandErrors } from "../../src/errors/command.ts";
import { courseErrors } from "../../src/errors/course.ts";
import { definitionErrors } from "../../src/errors/declaration/definition.ts";
import { domainErrors } from "../../src/errors/declaration/domain.ts";
import { programErrors } from "../../src/errors/declaration/program.ts";
import { propertyErrors } from "../../src/errors/declaration/property.ts";
import { ruleErrors } from "../../src/errors/declaration/rule.ts";
import { systemErrors } from "../../src/errors/declaration/system.ts";
import { declarationErrors } from "../../src/errors/declaration.ts";
import { closestName, editDistance } from "../../src/errors/did-you-mean.ts";
import { engineErrors } from "../../src/errors/engine.ts";
import {
  type ErrorDetails,
  type ErrorId,
  formatError,
  isSynodError,
  reviveError,
  SynodError,
  synodError,
  toPlainError,
} from "../../src/errors/errors.ts";
import { exitCodes } from "../../src/errors/exit-codes.ts";
import { lockErrors } from "../../src/errors/lock.ts";
import { modelErrors } from "../../src/errors/model.ts";
import { refinementErrors } from "../../src/errors/refinement.ts";
import { errorTable } from "../../src/errors/table.ts";
import { testingErrors } from "../../src/errors/testing.ts";
import { namedOption } from "../../src/errors/wording.ts";

/** One instance of every entry: the type demands that none is missing. */
const samples: { readonly [I in ErrorId]: ErrorDetails<I> } = {
  "unknown-model": { name: "paxso", known: ["paxos", "gossip"] },
  "model-does-not-load": { model: "bank.ts", problem: "it exports no model" },
  "unknown-parameter": { model: "paxos", name: "aceptors", known: ["acceptors", "ballots", "values"] },
  "bad-parameter-value": { model: "paxos", name: "acceptors", value: "-1", accepts: "an integer from 1 to 7" },
  "parameters-clash": { model: "raft", requirement: "start <= servers", values: { start: 4, servers: 3 } },
  "not-for-pages": { model: "bank.ts", problem: "it throws while it loads" },
  "bad-lock": { path: "synod.lock.json", problem: "it is not JSON" },
  "lock-too-new": { path: "synod.lock.json", found: 2, known: 1, synod: "0.3.0" },
  "lock-missing": { path: "synod.lock.json" },
  "not-comparable": { path: "verdict.json", problem: "it is neither a check, nor a suite, nor a lock" },
  "report-not-written": { path: "reports/junit.xml", problem: "ENOSPC" },
  "not-a-report": { path: "package.json", problem: "is no JUnit report" },
  "port-taken": { port: 8080, problem: "EADDRINUSE" },
  "bad-claim": { claim: "toReach of agreement", problem: "it is of the kind always", instead: "use toHold" },
  "not-by-walks": { property: "served", kind: "eventually", judged: ["agreement", "validity"] },
  "bad-link": { part: "the link to voting", problem: "has a protocol as its `model`", expected: "a model of it" },
  "mapped-fields": { property: "refines voting", problem: 'gives no value for "votes"', fields: ["votes", "ballot"] },
  "mapped-value": { property: "refines voting", field: "votes", problem: "votes is a map" },
  "map-threw": { property: "refines voting" },
  "abstract-threw": { property: "refines voting", model: "voting", rule: "vote" },
  "bad-lesson": {
    file: "lessons/04-paxos/lesson.json",
    place: "/minutes",
    problem: 'is the text "60"',
    expected: "a number of minutes",
  },
  "bad-lesson-text": {
    file: "lessons/04-paxos/zh.md",
    line: 12,
    problem: "has [[99]], which lesson.json has not",
    remedy: "correct one of the two",
  },
  "unknown-lesson": { name: "11", known: ["01", "02"] },
  "bad-answer": { file: "choose.ts", problem: "has no region choose", remedy: "take the file of the lesson again" },
  "bad-candidate": { text: "statos = working", problem: "it is about no place of the state", expected: "status" },
  "suite-does-not-load": { file: "synod.config.ts", problem: "it has no default export" },
  "bad-suite": {
    subject: "check 2 (paxos)",
    problem: 'has no key "expext"',
    expected: "an object",
    wrong: { name: "expext", known: ["model", "expect"] },
  },
  "nothing-selected": { tag: "qick", known: ["quick", "slow"] },
  "cannot-write-project": { file: "models/lock.ts", problem: "EACCES" },
  "no-suite": { option: "--tag", folder: "/home/u/protocols" },
  "nothing-to-watch": { model: "paxos" },
  "bad-config": { setting: "expectedStates", problem: "not a number" },
  "unknown-property": { model: "paxos", name: "agreemnt", known: ["agreement", "validity"] },
  "unknown-mutant": { model: "paxos", name: "p-ow", known: ["p-own", "p-tie"] },
  "unknown-option": { name: "--worker", known: ["--workers", "--json"] },
  "bad-option-value": { option: "--workers", value: "none", expected: "a positive integer" },
  "bad-arguments": { problem: "MODEL is missing", usage: "synod check MODEL" },
  "output-lost": { problem: "ENOSPC" },
  "model-stuck": { model: "bank.ts", seconds: 30 },
  "checkpoint-folder": { folder: "/work/out", problem: "it is no folder" },
  "no-checkpoint": { path: "out/search.checkpoint", problem: "there is no such file" },
  "damaged-checkpoint": { path: "out/search.checkpoint", problem: "it is cut short" },
  "foreign-checkpoint": { folder: "out", problem: "parameter ballots (3 there, 2 here) differs" },
  "no-checkpoints": { problem: "there are no files here" },
  "limit-reached": { option: "timeMs", limit: "30s", states: 12_000, depth: 7 },
  "bad-program": { part: "the program", problem: 'has a label "done", which is where it ends' },
  "no-caller": { step: "thread pop.swap", procedure: "pop", process: "thread t1" },
  "no-such-label": {
    step: "thread pop",
    problem: 'goes to "idel", and there is no such label',
    known: ["idle", "read"],
    wrong: { name: "idel", known: ["idle", "read"] },
  },
  "empty-domain": { domain: "scalarset(acceptor, 0)" },
  "bad-domain": { domain: "range(3, 1)", problem: "its lower bound is above its upper bound" },
  "unknown-invariant": { model: "paxos", name: "stronger", known: ["strengthened", "published"] },
  "not-enumerable": { field: "log" },
  "beyond-constraint": { bounds: ["few tickets"], asked: "over-time", claims: ["served", "who wants gets in"] },
  "domain-too-large": { domain: "Message", size: 2 ** 66, limit: 65_536 },
  "no-rules": { model: "bank" },
  "duplicate-property": { property: "agreement", kinds: ["always", "reachable"] },
  "bad-rule": { rule: "transfer", problem: "it has no `do` function" },
  "too-many-instances": { rule: "go", bindings: ["x", "y"], count: 2 ** 25, limit: 2 ** 24 },
  "bad-binding": { binding: "a of transfer", problem: "it does not range over a domain" },
  "bad-property": { property: "agreement", problem: "it is not a function" },
  "bad-access": { rule: "look(clerk: clerk1)", does: "reads", problem: 'the state has no field "notes"' },
  "unknown-key": { subject: "bank", name: "allways", known: ["always", "step"] },
  "bad-definition": { subject: "the default of integer(...)", problem: "is 9", expected: "a default from 1 to 7" },
  "bad-view": {
    model: "bank",
    part: "`fields` of lanes[0]",
    problem: 'names "balanec", which is no field of the state',
    wrong: { name: "balanec", known: ["balance"] },
  },
  "overlapping-scalarsets": { one: "scalarset(n, 2)", other: "scalarset(n, 3)" },
  "bad-system": { part: "message prepare", problem: "is sent by no role" },
  "unsaid-loss": { kind: "ping", copies: 3 },
  "no-initial-state": { model: "bank", choices: 4 },
  "out-of-domain": { place: "promised[a1]", value: "2", domain: "-1..1" },
  "capacity-exceeded": { place: "sent", capacity: 4, value: "prepare(1)" },
  "guard-threw": { rule: "promise(a: a1)" },
  "effect-threw": { rule: "promise(a: a1)" },
  "property-threw": { property: "agreement" },
  "initial-state-threw": { model: "bank" },
  "out-of-sight": { place: "the row of acceptor", problem: 'has no field "voted"' },
  "impure-model": { subject: "the guard of promise", problem: "two runs on one state gave true and false" },
  "no-origin": { model: "paxos" },
  "other-model": { module: "file:///models/paxos.js", parts: ["parameter ballots", "field votes"], count: 5 },
  "no-engine": {},
  "engine-unsuited": { engine: "kernel", problem: "the exact store keeps whole states" },
  "unknown-name": { place: "the map m", problem: 'has no "1"; it has get, set', remedy: "write s.m.get(1)" },
  "wrong-argument": {
    place: "queue.remove",
    problem: "is given the index 3, and the length is 2",
    remedy: "look first",
  },
  "unfinished-closure": { subject: "the effect of go", returned: "a promise", how: "`async`" },
  "endless-closure": { subject: "the effect of go", spent: "10,000,000 reads and writes of the state" },
  "graph-over-budget": { budgetBytes: 2 ** 30, neededBytes: 3 * 2 ** 30, states: 12_000_000 },
  "asymmetric-model": {
    subject: "rule take",
    scalarset: "n",
    renaming: "n1 → n2, n2 → n1",
    problem: "its steps lead to states that are not the renamed ones",
  },
  "unstable-expiry": { process: "proposer p1", message: "promise(1)", step: "start(p1)" },
  "reduction-refused": { reduction: "stale-messages", problem: "property validity reads sent" },
  "undeclared-access": { rule: "look(clerk: clerk1)", does: "reads", place: "noted[clerk2]" },
  "over-budget": { budgetBytes: 2 ** 30, states: 12_000_000, depth: 14 },
  interrupted: { states: 1000, depth: 3 },
  "worker-died": { problem: "exit code 134" },
  "trace-mismatch": { model: "paxos", step: 3, problem: "promise(a: a1) is not enabled" },
  "bad-trace-file": { path: "trace.json", problem: "not JSON" },
  "graph-too-large": { limit: 1000, depth: 7 },
  "not-in-format": { format: "shiviz", problem: "the file has states alone" },
  "certification-over-budget": { budgetBytes: 2 ** 30, neededBytes: 3 * 2 ** 30, states: 12_000_000 },
  "certification-cut": { judged: 1000, states: 12_000_000 },
  internal: { problem: "a state was lost" },
  "judged-differently": {
    state: "votes: {}",
    subject: "property agreement",
    search: "it is true here",
    judge: "the interpreter",
    finds: "it is false",
  },
};
const ids = Object.keys(errorTable) as ErrorId[];

describe("the error table", () => {
  it("gives every error its own number, a known exit code and a title", () => {
    const numbers = ids.map((id) => errorTable[id].number);
    expect(new Set(numbers).size).toBe(ids.length);
    // The table is made of these; of two entries with one id it would have one.
    const parts = [
      commandErrors,
      lockErrors,
      testingErrors,
      refinementErrors,
      courseErrors,
      declarationErrors,
      modelErrors,
      engineErrors,
    ];
    const listed = parts.flatMap((part) => Object.keys(part));
    expect(listed).toEqual(ids);
    // And so is that of declarations.
    const kinds = [domainErrors, ruleErrors, propertyErrors, definitionErrors, systemErrors, programErrors];
    const declared = kinds.flatMap((part) => Object.keys(part));
    expect(declared.sort()).toEqual(Object.keys(declarationErrors).sort());
    for (const id of ids) {
      expect(errorTable[id].number).toMatch(/^SYN\d{3}$/);
      expect(Object.values(exitCodes)).toContain(errorTable[id].exitCode);
      expect(errorTable[id].title).not.toBe("");
    }
  });

  it.each(ids)("%s names what, likely cause and remedy from its details", (id) => {
    const error = synodError(id, samples[id]);
    expect(error).toBeInstanceOf(Error);
    expect(error.stack).toContain("SynodError");
    for (const text of [error.message, error.likelyCause, error.remedy]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/undefined|\[object|null|\n/);
    }
    const model: unknown = "model" in error.details && error.details.model;
    if (typeof model === "string") expect(error.message).toContain(model);
  });

  // Who reads these may have called `check`, and has no command line.
  const ofCommandLines = { ...commandErrors, ...lockErrors };
  it.each(ids.filter((id) => !(id in ofCommandLines)))("%s speaks of no command line's flags", (id) => {
    const { message, likelyCause, remedy, title } = synodError(id, samples[id]);
    expect(`${title} ${message} ${likelyCause} ${remedy}`).not.toMatch(/(^|\W)--?[a-z]/);
  });

  it("names options that a command line has flags for, all of them, and a command line is told the flags", () => {
    const texts = ids.map((id) => formatError(synodError(id, samples[id])));
    const named = texts.flatMap((text) => [...text.matchAll(namedOption)].map((match) => match[1] as string));
    expect(named).toContain("memoryBytes");
    expect(named.filter((name) => flags[name] === undefined)).toEqual([]);
    expect(asFlags(formatError(synodError("over-budget", samples["over-budget"])))).toMatch(/ or raise --memory$/);
    expect(asFlags(formatError(synodError("limit-reached", samples["limit-reached"])))).toMatch(
      /the search ended at --time 30s, .*\n.*\n {2}remedy: raise or leave out --time, /,
    );
  });

  it("has the exit codes of the design", () => {
    const exitCodeOf = (id: ErrorId) => synodError(id, samples[id]).exitCode;
    expect(exitCodeOf("unknown-option")).toBe(1);
    expect(exitCodeOf("unknown-mutant")).toBe(1);
    expect(exitCodeOf("no-initial-state")).toBe(10);
    expect(exitCodeOf("interrupted")).toBe(20);
    expect(exitCodeOf("impure-model")).toBe(23);
    expect(exitCodeOf("guard-threw")).toBe(75);
    expect(exitCodeOf("out-of-domain")).toBe(75);
    expect(exitCodeOf("capacity-exceeded")).toBe(75);
    expect(exitCodeOf("model-does-not-load")).toBe(150);
    expect(exitCodeOf("unknown-parameter")).toBe(151);
    expect(exitCodeOf("duplicate-property")).toBe(151);
    expect(exitCodeOf("over-budget")).toBe(152);
    expect(exitCodeOf("worker-died")).toBe(255);
  });

  it("ties details to the id at compile time", () => {
    // @ts-expect-error no such id
    const unknownId: ErrorId = "no-such-error";
    // @ts-expect-error the details of another error
    const otherDetails: ErrorDetails<"empty-domain"> = { model: "paxos" };
    expect([unknownId, otherDetails]).toHaveLength(2);
    const error: unknown = synodError("no-rules", { model: "bank" });
    if (isSynodError(error, "no-rules")) expectTypeOf(error.details).toEqualTypeOf<{ readonly model: string }>();
  });
});

describe("formatError", () => {
  it("prints code, what, likely cause and remedy as plain lines", () => {
    expect(formatError(synodError("unknown-parameter", samples["unknown-parameter"]))).toBe(
      [
        'error SYN103 (unknown parameter): paxos has no parameter "aceptors"',
        '  likely cause: a slip of the keyboard: did you mean "acceptors"?',
        "  remedy: use one of: acceptors, ballots, values",
      ].join("\n"),
    );
  });

  it("names the error that the model threw, and where", () => {
    const text = formatError(synodError("guard-threw", { rule: "promise(a: a1)" }, new TypeError("no vote")));
    expect(text).toContain("the guard of promise(a: a1) threw TypeError: no vote");
    expect(text).toMatch(/\n {2}thrown at: .*errors\.test\.ts/);
  });

  it("reports anything else as internal", () => {
    expect(formatError(new RangeError("bad length"))).toContain("SYN901 (internal error): synod failed: ");
    expect(formatError("a string")).toContain('"a string"');
    expect(formatError(undefined)).toContain("SYN901");
  });
});

describe("what a model throws", () => {
  const unspeakable = Object.defineProperty(new Error("x"), "message", {
    get: () => {
      throw new Error("inside");
    },
  });
  const trapped = new Proxy(
    {},
    {
      get: () => {
        throw new Error("trap");
      },
    },
  );
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
    ["an object", {}, "[object Object]"],
    ["an object without a prototype", Object.create(null), "something that cannot be looked at"],
    ["an object that throws when it is looked at", trapped, "something that cannot be looked at"],
    ["an error whose message throws", unspeakable, "something that cannot be looked at"],
    ["an error with a number for its stack", Object.assign(new Error("e"), { stack: 5 }), "Error: e"],
  ])("is told whatever it is: %s", (_, thrown, told) => {
    expect(isSynodError(thrown)).toBe(false);
    const error = synodError("effect-threw", { rule: "up" }, thrown);
    expect(error.message).toBe(`the effect of up threw ${told}`);
    expect(formatError(error)).toContain("error SYN304");
    expect(formatError(reviveError(toPlainError(error)))).toBe(formatError(error));
  });

  it("is told apart from nothing being thrown", () => {
    expect(synodError("internal", { problem: "a fault" }).message).not.toContain("undefined");
    expect(synodError("internal", { problem: "a fault" }, undefined).message).toContain("undefined");
  });
});

describe("isSynodError", () => {
  it("tells coded errors apart, and from other errors", () => {
    const error: unknown = synodError("no-rules", { model: "bank" });
    expect(error).toBeInstanceOf(SynodError);
    expect(isSynodError(error)).toBe(true);
    expect(isSynodError(error, "no-rules")).toBe(true);
    expect(isSynodError(error, "bad-rule")).toBe(false);
    expect(isSynodError(new Error("no-rules"))).toBe(false);
    expect(isSynodError({ name: "SynodError", id: "no-rules" })).toBe(false);
  });
});

describe("an error that leaves a worker thread", () => {
  it.each(ids)("%s comes back as it was", (id) => {
    const error = synodError(id, samples[id], new TypeError("inside"));
    const back = reviveError(structuredClone(toPlainError(error)));
    expect(back).toBeInstanceOf(SynodError);
    expect(back.details).toEqual(error.details);
    expect(back.stack).toBe(error.stack);
    expect(formatError(back)).toBe(formatError(error));
  });

  it.each([new Error("not coded"), "a string", undefined, { odd: true }])("formats the same: %s", (thrown) => {
    expect(formatError(reviveError(structuredClone(toPlainError(thrown))))).toBe(formatError(thrown));
  });
});

describe("did you mean", () => {
  it("suggests the nearest name and stays silent about a far one", () => {
    expect(closestName("aceptors", ["ballots", "acceptors"])).toBe("acceptors");
    expect(closestName("PAXOS", ["gossip", "paxos"])).toBe("paxos");
    expect(closestName("quorum", ["values", "ballots"])).toBeUndefined();
    expect(closestName("x", [])).toBeUndefined();
    expect(closestName("form", ["to", "from"])).toBe("from");
    expect(closestName("pre", ["where", "per"])).toBe("per");
    expect(closestName("abcd", ["badc"])).toBeUndefined();
  });

  it("law: editDistance is a metric", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});
