/**
 * What an editor shows where somebody points: every export says what it is, every function and value with an example, and
 * so does every key that people write. Examples are compiled by examples.slow.test.ts.
 */
import { describe, expect, it } from "vitest";
import { definitions } from "./definitions.ts";
import { keysOfArguments, keysOfInterface, publicExports } from "./exports.ts";

const entries = [...publicExports()];
/** Interfaces whose fields and methods people read: results, views, what is handed to rules. */
const read: readonly (readonly [file: string, name: string])[] = [
  ["src/check/check-result.ts", "CheckResult"],
  ["src/check/counterexample.ts", "Counterexample"],
  ["src/verify/verdict.ts", "Verdict"],
  ["src/verify/verdict.ts", "PropertyVerdict"],
  ["src/verify/verdict.ts", "RuleCoverage"],
  ["src/verify/verdict.ts", "Warning"],
  ["src/verify/verdict.ts", "JudgedAgain"],
  ["src/trace/trace.ts", "Trace"],
  ["src/trace/trace.ts", "TraceStep"],
  ["src/explore/walk.ts", "Progress"],
  ["src/state/seen.ts", "MapView"],
  ["src/state/seen.ts", "MapDraft"],
  ["src/state/seen.ts", "SetView"],
  ["src/state/seen.ts", "SetDraft"],
  ["src/state/seen.ts", "BagView"],
  ["src/state/seen.ts", "BagDraft"],
  ["src/state/seen.ts", "SequenceView"],
  ["src/state/seen.ts", "SequenceDraft"],
  ["src/domain/domain.ts", "Domain"],
  ["src/model/roles/behaviour.ts", "Sight"],
  ["src/model/roles/behaviour.ts", "Means"],
  ["src/model/roles/behaviour.ts", "Inbox"],
  ["src/model/roles/system.ts", "System"],
  ["src/explore/crew.ts", "Crew"],
  ["src/model/model.ts", "Model"],
  ["src/mutants/run-mutants.ts", "MutantsOptions"],
  ["invariants/decisions.ts", "Decisions"],
  ["invariants/knowledge.ts", "Knowledge"],
  ["invariants/at-most-one.ts", "Candidates"],
  ["invariants/transaction-commit.ts", "Participants"],
  ["invariants/register-history.ts", "RegisterRecorder"],
];

describe.each(entries)("%s", (_, all) => {
  it("says of each export what it is", () => {
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter(({ comment }) => comment === null).map(({ name, file }) => `${name} of ${file}`)).toEqual([]);
  });

  it("has an example for each function, class and value", () => {
    const values = all.filter(({ kind }) => ["function", "class", "const"].includes(kind));
    const bare = values.filter(({ comment }) => !/^@example\n```ts\n/m.test(comment ?? ""));
    expect(bare.map(({ name, file }) => `${name} of ${file}`)).toEqual([]);
  });
});

describe("what people write", () => {
  it("is said of each key that a function takes", () => {
    const functions = entries.flatMap(([, all]) => all.filter(({ kind }) => kind === "function"));
    const keys = functions.flatMap((each) => keysOfArguments(each).map((key) => ({ ...key, of: each.name })));
    const known = keys.map(({ name, of }) => `${name} of ${of}`);
    expect(known).toEqual(
      expect.arrayContaining(["from of integer", "capacity of set", "proposed of validity", "most of lags"]),
    );
    const bare = keys.filter(({ comment }) => !/`[^`]+`/.test(comment ?? ""));
    expect(bare.map(({ name, of }) => `${name} of ${of}`)).toEqual([]);
  });

  it.each(definitions)("%s says of each key of %s what to write there", (file, name) => {
    const keys = keysOfInterface({ file, name });
    expect(keys.length).toBeGreaterThan(0);
    // As code: a key with a value, or values.
    expect(keys.filter(({ comment }) => !/`[^`]+`/.test(comment ?? "")).map((key) => key.name)).toEqual([]);
  });

  it.each(read)("%s says of each part of %s what it is", (file, name) => {
    const keys = keysOfInterface({ file, name });
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter(({ comment }) => comment === null).map((key) => key.name)).toEqual([]);
  });
});

describe("the reading of comments", () => {
  it("takes none for one that belongs to something else", async () => {
    const { commentBefore } = await import("./exports.ts");
    const above = (text: string) => commentBefore(text, text.indexOf("export"));
    expect(above("/** It. */\nexport const it = 1;")).toBe("It.");
    expect(above("/** It. */\n// biome-ignore lint/a: b.\nexport const it = 1;")).toBe("It.");
    expect(above("/** The file. */\n\nexport const it = 1;")).toBeNull();
    expect(above("/** Another. */\nconst other = 2;\nexport const it = 1;")).toBeNull();
    expect(above("/** The file. */\nimport a from b;\n/**\n * It.\n * And so on.\n */\nexport const it = 1;")).toBe(
      "It.\nAnd so on.",
    );
  });
});
