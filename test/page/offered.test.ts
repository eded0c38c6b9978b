// What may be chosen where a page asks for parameters.
import { expect, it } from "vitest";
import { choice, flag, integer } from "../../src/index.ts";
import { offeredBy } from "../../src/page/offered.ts";

it("offers what a parameter accepts, as a list where it is one", () => {
  const { parameters, mutants } = offeredBy(
    {
      nodes: integer({ from: 1, to: 7, default: 3, about: "how many there are" }),
      exchange: choice(["push", "pull"]),
      lossy: flag(),
    },
    { eager: { about: "grants the lease while it is held" } },
  );
  expect(parameters).toEqual({
    nodes: { accepts: "an integer from 1 to 7", about: "how many there are", choices: null, range: [1, 7] },
    exchange: { accepts: "one of push, pull", about: "", choices: ["push", "pull"], range: null },
    lossy: { accepts: "true or false", about: "", choices: null, range: null },
  });
  expect(mutants).toEqual({ eager: "grants the lease while it is held" });
});

it("offers no list of words that are not what the parameter takes", () => {
  expect(offeredBy({ who: choice(["a, b", "c"]) }, {}).parameters["who"]?.choices).toBe(null);
});
