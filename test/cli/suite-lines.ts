// A failing suite whose lines are counted: a model in TypeScript, one in JavaScript, one that throws, one that does not load.

/** Line 18 looks, line 23 transfers, line 31 says that no coin is made, line 33 that bob becomes rich. */
export const bankTs = `import { map, model, optional, range, scalarset } from "synod";

// A comment, and an interface, which a bundler leaves out: lines are those of the file.
interface Account {
  readonly owner: string;
}

const Clerk = scalarset("clerk", 2);
const Money = range(0, 9);
export const owners: readonly Account[] = [{ owner: "alice" }];

export const bank = model({
  state: { alice: Money, bob: Money, noted: map(Clerk, optional(Money)) },
  init: (s) => {
    s.alice = 2;
  },
  rules: {
    look: {
      for: { clerk: Clerk },
      when: (s, { clerk }) => s.noted.get(clerk) === null && s.alice > 0,
      do: (s, { clerk }) => s.noted.set(clerk, s.alice),
    },
    transfer: {
      for: { clerk: Clerk },
      when: (s, { clerk }) => s.noted.get(clerk) !== null,
      do: (s, { clerk }) => {
        s.alice = s.noted.get(clerk)! - 1; s.bob += 1; s.noted.set(clerk, null);
      },
    },
  },
  always: { "no coin is made or lost": (s) => s.alice + s.bob === 2 },
  reachable: {
    "bob is rich": (s) => s.bob === 9,
  },
});
`;

/** Line 8 is never enabled, line 12 says what is violated. */
export const countJs = `import { model, range } from "synod";

const N = range(0, 5);

export default model({
  state: { n: N },
  rules: {
    never: { when: (s) => s.n > 4, do: (s) => { s.n = 0; } },
    up: { when: (s) => s.n < 4, do: (s) => { s.n += 1; } },
  },
  always: {
    "stays small": (s) => s.n < 3,
  },
});
`;

/** Line 8 throws. */
export const throwsJs = `import { model, range } from "synod";

export default model({
  state: { n: range(0, 3) },
  rules: {
    up: {
      do: (s) => {
        if (s.n === 2) throw new Error("two is too much");
        s.n += 1;
      },
    },
  },
});
`;

export const brokenTs = `import { model } from "synod";

export default model({ state: { n: 1 }
`;

export const failingSuite = `import { defineSuite } from "synod/suite";

export default defineSuite({
  checks: [
    { model: "./models/bank.ts", keepGoing: true },
    { model: "./models/count.js" },
    { model: "./models/count.js", expect: { violated: "stays small", steps: 4 }, name: "late" },
    { model: "./models/throws.js" },
    { model: "./models/broken.ts" },
    { model: "consensus", expect: { violated: "agreement" } },
  ],
});
`;

export const failingFiles = {
  "app/synod.config.ts": failingSuite,
  "app/models/bank.ts": bankTs,
  "app/models/count.js": countJs,
  "app/models/throws.js": throwsJs,
  "app/models/broken.ts": brokenTs,
  "app/package.json": '{ "name": "app", "private": true, "type": "module" }\n',
};
