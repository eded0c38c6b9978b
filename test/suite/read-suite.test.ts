/** What a suite may say: everything else is refused by a coded error that names the check and the key. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import { readSuite } from "../../src/suite/read-suite.ts";
import { defineSuite } from "../../src/suite.ts";

const refusal = (suite: unknown): string => {
  try {
    readSuite(suite, "synod.config.ts");
  } catch (error) {
    if (isSynodError(error)) return `${error.code}: ${error.message}; ${error.likelyCause}`;
    throw error;
  }
  return "it is read";
};
const ofCheck = (check: object) => refusal({ checks: [{ model: "paxos" }, { model: "paxos", ...check }] });

describe("a suite", () => {
  it("is read with all that it says, defaults in it", () => {
    const suite = defineSuite({
      defaults: { strict: true, tags: ["all"], budget: { time: "5m", states: 1000 } },
      checks: [
        {
          model: "./models/lease.ts",
          parameters: [{ clients: [2, 3], fencing: [true, false] }, { clients: 4 }],
          budget: { states: 5 },
          tags: ["own"],
          expect: { violated: "exclusion", steps: 3 },
          mutants: { eager: "declared", late: { violated: "exclusion" } },
        },
      ],
    });
    const [check] = readSuite(suite, "synod.config.ts");
    expect(check).toMatchObject({
      choices: [
        { clients: 2, fencing: true },
        { clients: 2, fencing: false },
        { clients: 3, fencing: true },
        { clients: 3, fencing: false },
        { clients: 4 },
      ],
      options: { timeMs: 300_000, maxStates: 5 },
      strict: true,
      tags: ["all", "own"],
      expected: { outcome: "violated", property: "exclusion", steps: 3 },
    });
    expect({ ...(check?.mutants as object) }).toEqual({
      eager: null,
      late: { outcome: "violated", property: "exclusion", steps: null },
    });
  });

  it.each([
    [{ expext: "holds" }, 'check 2 has no key "expext"; a slip of the keyboard: did you mean "expect"?'],
    [{ model: 3 }, "model of check 2 is the number 3"],
    [{ expect: "hold" }, 'expect of check 2 (paxos) is the text "hold"'],
    [{ expect: { violated: "agreement", step: 3 } }, 'did you mean "steps"?'],
    [{ expect: { violated: "agreement", steps: -1 } }, "steps of expect of check 2 (paxos) is the number -1"],
    [{ parameters: { acceptors: [] } }, "acceptors in parameters of check 2 (paxos) is an array"],
    [{ parameters: { acceptors: [3, null] } }, "acceptors in parameters of check 2 (paxos) is null"],
    [{ parameters: [] }, "parameters of check 2 (paxos) is an array"],
    [{ budget: { time: "5" } }, 'time of budget of check 2 (paxos) is the text "5"'],
    [{ budget: { memory: "much" } }, 'memory of budget of check 2 (paxos) is the text "much"'],
    [{ budget: { state: 5 } }, 'did you mean "states"?'],
    [{ reductions: ["symetry"] }, 'did you mean "symmetry"?'],
    [{ engine: "kernal" }, 'did you mean "kernel"?'],
    [{ store: "big" }, 'store of check 2 (paxos) is "big", which there is not'],
    [{ tags: "quick" }, 'tags of check 2 (paxos) is the text "quick"'],
    [{ tags: [""] }, "tags of check 2 (paxos)"],
    [{ mutants: [] }, "mutants of check 2 (paxos) is an array"],
    [{ mutants: "some" }, 'mutants of check 2 (paxos) is the text "some"'],
    [{ mutants: "all", mutant: "p-own" }, "mutants of check 2 (paxos) stands beside mutant"],
    [{ mutationScore: 90 }, "mutationScore of check 2 (paxos) is the number 90"],
    [{ counts: { distinkt: 3 } }, 'did you mean "distinct"?'],
    [{ counts: { depth: 1.5 } }, "depth of counts of check 2 (paxos) is the number 1.5"],
    [{ strict: "yes" }, 'strict of check 2 (paxos) is the text "yes"'],
  ])("is refused with %j", (check, said) => {
    expect(ofCheck(check)).toMatch(/^SYN121: /);
    expect(ofCheck(check)).toContain(said);
  });

  it("is refused with more checks than anybody means", () => {
    const many = Array.from({ length: 200 }, (_, at) => at);
    expect(ofCheck({ parameters: { a: many, b: many, c: many } })).toContain("come to more than 10000 checks");
  });

  it("that throws when it is looked at is refused too", () => {
    const suite = {
      get checks(): never {
        throw new Error("not today");
      },
    };
    expect(refusal(suite)).toMatch(/^SYN120: .*it throws when it is read: Error: not today/);
  });

  it("that is anything at all is read, or refused by a coded error", () => {
    const keys = ["model", "parameters", "expect", "mutants", "budget", "tags", "reductions", "counts", "mutant", "x"];
    const check = fc.dictionary(fc.constantFrom(...keys), fc.anything({ maxDepth: 2, withBigInt: true }));
    const suite = fc.oneof(
      fc.anything(),
      fc.record({ checks: fc.array(fc.oneof(check, fc.anything())), defaults: fc.oneof(check, fc.anything()) }),
      fc.record({ checks: fc.array(check.map((each) => ({ ...each, model: "paxos" }))) }),
    );
    fc.assert(
      fc.property(suite, (given) => {
        expect(refusal(given)).toMatch(/^(it is read$|SYN12[01]: )/);
      }),
      { numRuns: 1000 },
    );
  });
});
