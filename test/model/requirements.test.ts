/** What parameters must be together: asked whenever a model is made, and refused with the values that clash. */
import { describe, expect, it } from "vitest";
import { integer, model, protocol, range } from "../../src/index.ts";
import { runMutants } from "../../src/mutants.ts";
import { describeProtocol } from "../../src/report/description.ts";
import { listText } from "../../src/report/list-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { refusal } from "../support/refusal.ts";

const cluster = protocol(
  {
    name: "cluster",
    parameters: {
      servers: integer({ from: 1, to: 5, default: 3 }),
      start: integer({ from: 1, to: 5, default: 2 }),
      terms: integer({ from: 1, to: 9, default: 1 }),
    },
    requires: {
      "start <= servers": (p) => p.start <= p.servers,
      "few of both": ({ start, terms }) => start * terms <= 6,
    },
    mutants: {
      fits: { about: "", breaks: "small", at: { start: 3 }, steps: 0 },
      clashes: { about: "", breaks: "small", at: { start: 4 }, steps: 0 },
    },
  },
  ({ start }, mutant) =>
    model({
      state: { n: range(0, 5) },
      rules: { up: { when: (s) => s.n < start, do: (s) => void s.n++ } },
      always: { small: (s) => s.n <= 5 && mutant === null },
    }),
);

describe("what parameters must be together", () => {
  it("is asked of the values that are given, and of the defaults of those that are not", () => {
    expect(cluster().name).toBe("cluster");
    expect(cluster({ start: 3 }).name).toBe("cluster");
    const error = refusal(() => cluster({ start: 4 }));
    expect(error.code).toBe("SYN113");
    expect(error.message).toBe('cluster cannot take servers=3 start=4 together: it requires "start <= servers"');
    expect(error.remedy).toBe('set servers or start so that "start <= servers" holds');
    expect(refusal(() => cluster({ terms: 4 })).message).toContain(
      'start=2 terms=4 together: it requires "few of both"',
    );
    // What a value is by itself comes first.
    expect(refusal(() => cluster({ start: 9 })).code).toBe("SYN104");
  });

  it("must be so of the defaults, which is seen when the protocol is declared", () => {
    const odd = () =>
      protocol(
        {
          name: "odd",
          parameters: { n: integer({ from: 0, to: 3, default: 1 }) },
          requires: { even: ({ n }) => n % 2 === 0 },
        },
        () => cluster(),
      );
    expect(refusal(odd).message).toBe('odd cannot take n=1 together: it requires "even"');
  });

  it("is refused where it is no predicate, or answers something else", () => {
    const made = (requires: object) => () => protocol({ name: "odd", requires: requires as never }, () => cluster());
    expect(refusal(made(() => true)).code).toBe("SYN212");
    expect(refusal(made({ even: true })).code).toBe("SYN212");
    expect(refusal(made({ even: () => 1 })).code).toBe("SYN212");
  });

  it("is listed, and stands between a mutant and a configuration that cannot be", async () => {
    const description = describeProtocol(cluster);
    expect(description.requires).toEqual(["start <= servers", "few of both"]);
    expect(listText([description], { paint: plainPaint, width: 80 })).toContain(
      "  required of parameters\n    start <= servers\n    few of both\n",
    );
    const { mutants } = await runMutants(cluster);
    expect(mutants.map(({ mutant, status }) => [mutant, status])).toEqual([
      ["fits", "ok"],
      ["clashes", "differs"],
    ]);
    expect(mutants[1]?.found?.problem).toContain("SYN113");
  });

  it("says what a requirement does that it cannot: another name, an error, an assignment", () => {
    const parameters = { limit: integer({ from: 0, to: 3, default: 1 }) };
    const made = (x: (p: Record<string, number>) => boolean) => () =>
      protocol({ name: "w", parameters, requires: { x: x as never } }, () => cluster());
    const bad = (message: RegExp) =>
      expect.objectContaining({ code: "SYN212", message: expect.stringMatching(message) });
    expect(made((p) => (p["limt"] as number) < 3)).toThrow(bad(/reads the parameter "limt".*did you mean limit\?/));
    expect(
      made(() => {
        throw new Error("no such luck");
      }),
    ).toThrow(bad(/`x` of `requires` of w threw no such luck/));
    expect(
      made((p) => {
        p["limit"] = 2;
        return true;
      }),
    ).toThrow(bad(/writes the parameter "limit"/));
    expect(made(() => false)).toThrow(/w cannot take limit=1 together/);
  });

  it("knows the parameters by type", () => {
    const parameters = { n: integer({ from: 0, to: 3, default: 1 }) };
    const wrong = () =>
      // @ts-expect-error there is no such parameter
      protocol({ name: "w", parameters, requires: { x: (p) => p.m > 0 } }, () => cluster());
    expect(wrong).toBeTypeOf("function");
  });
});
