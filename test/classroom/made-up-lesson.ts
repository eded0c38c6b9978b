// A lesson that is none: experiments of all kinds, and an exercise that takes a moment, for tests of the elements alone.
import type { LessonAsked } from "../../src/course/asked.ts";
import type { PublishedExperiment, PublishedLesson } from "../../src/course/published.ts";

/** Names that would be markup or code if they ever were anything but text. */
export const HOSTILE = "</script><img src=x onerror=globalThis.pwned=1>";

const asked = (model: string, others: Partial<LessonAsked> = {}): LessonAsked => ({
  command: "check",
  model,
  isFile: model.endsWith(".ts"),
  parameters: {},
  mutant: null,
  properties: null,
  fairness: null,
  symmetry: null,
  keepGoing: false,
  invariants: [],
  ...others,
});

const experiment = (commandLine: string, of: LessonAsked, exit: number): PublishedExperiment => ({
  commandLine,
  asked: of,
  exit,
  isHeavy: false,
  title: null,
});

const files = {
  "lamp.ts": `import { boolean, model } from "synod";
import { start } from "./start.ts";
export const lamp = model({
  state: { on: boolean, broken: boolean },
  init: (s) => { s.on = start; },
  rules: {
    toggle: { when: (s) => !s.broken, do: (s) => { s.on = !s.on; } },
    // edit:begin break
    break: { when: (s) => s.on, do: (s) => { s.broken = true; } },
    // edit:end
  },
  always: { "dark when broken": (s) => !(s.broken && s.on) },
  reachable: { "it breaks": (s) => s.broken },
  terminal: (s) => s.broken,
});
`,
  "start.ts": "export const start: boolean = false;\n",
  "right.ts": "",
  "never.ts": "",
  "syntax.ts": 'import { model } from "synod";\n\nexport const bad = model({ state: {, rules: {} });\n',
  "elsewhere.ts": 'import { readFileSync } from "node:fs";\nexport const none = readFileSync;\n',
  "endless.ts": `import { model, range } from "synod";
export const endless = model({
  state: { n: range(0, 1) },
  rules: { up: { when: () => { for (;;) {} }, do: (s) => { s.n = 1; } } },
});
`,
  "spinning.ts": `import { model, range } from "synod";
export const spinning = model({
  state: { n: range(0, 1) },
  rules: { up: { do: (s) => { while (s.n < 5) {} } } },
});
`,
  "hostile.ts": `import { enumeration, model } from "synod";
const Name = enumeration("a", ${JSON.stringify(HOSTILE)});
export const hostile = model({
  state: { name: Name },
  rules: { [${JSON.stringify(HOSTILE)}]: { do: (s) => { s.name = ${JSON.stringify(HOSTILE)}; } } },
  always: { [${JSON.stringify(HOSTILE)}]: (s) => s.name === "a" },
  terminal: () => true,
});
`,
  "curious.ts": `import { model, range } from "synod";
const seen = [typeof fetch, typeof self, typeof globalThis, typeof postMessage, typeof XMLHttpRequest, typeof indexedDB];
export const curious = model({
  state: { n: range(0, 1) },
  rules: { stay: { do: (s) => { s.n = 0; } } },
  always: { ["sees " + [...new Set(seen)].join(" ")]: (s) => s.n === 0 },
});
`,
};

const answer = (rule: string) => files["lamp.ts"].replace(/ {4}break: .*/, `    break: ${rule},`);

export const madeUpLesson: PublishedLesson = {
  id: "90",
  folder: "lessons/90-made-up",
  needs: [],
  minutes: 5,
  source: null,
  title: { en: "Made up", zh: "虚构" },
  sections: { en: [], zh: [] },
  hints: { en: ["Look at `break`.", "When is it *dark*?"], zh: ["看看 `break`。", "什么时候是*暗*的？"] },
  experiments: {
    right: experiment("synod check paxos --no-symmetry", asked("paxos", { symmetry: false }), 0),
    text: experiment(
      "synod check paxos choose=majority-pair-of-all-or-own --property agreement",
      asked("paxos", { parameters: { choose: "majority-pair-of-all-or-own" }, properties: ["agreement"] }),
      12,
    ),
    blocked: experiment(
      "synod check two-phase-commit crash=coordinator --property decided",
      asked("two-phase-commit", { parameters: { crash: "coordinator" }, properties: ["decided"] }),
      13,
    ),
    link: experiment(
      'synod check paxos-retold links=true --mutant p-own --property "refines voting"',
      asked("paxos-retold", { parameters: { links: "true" }, mutant: "p-own", properties: ["refines voting"] }),
      12,
    ),
    lamp: experiment("synod check lessons/90-made-up/lamp.ts", asked("lamp.ts"), 12),
    proof: experiment(
      "synod prove paxos acceptors=1 ballots=2 --invariant published",
      asked("paxos", { command: "prove", parameters: { acceptors: "1", ballots: "2" }, invariants: ["published"] }),
      14,
    ),
    mutants: experiment("synod mutants peterson", asked("peterson", { command: "mutants" }), 0),
    mutate: experiment("synod mutate lessons/90-made-up/right.ts", asked("right.ts", { command: "mutate" }), 0),
    syntax: experiment("synod check lessons/90-made-up/syntax.ts", asked("syntax.ts"), 150),
    elsewhere: experiment("synod check lessons/90-made-up/elsewhere.ts", asked("elsewhere.ts"), 150),
    spinning: experiment("synod check lessons/90-made-up/spinning.ts", asked("spinning.ts"), 75),
    endless: experiment("synod check lessons/90-made-up/endless.ts", asked("endless.ts"), 75),
    hostile: experiment("synod check lessons/90-made-up/hostile.ts", asked("hostile.ts"), 12),
    curious: experiment("synod check lessons/90-made-up/curious.ts", asked("curious.ts"), 0),
    large: experiment(
      "synod check paxos acceptors=4 ballots=4",
      asked("paxos", { parameters: { acceptors: "4", ballots: "4" } }),
      0,
    ),
  },
  predictions: [
    {
      id: "steps",
      choices: [6, 9, 12, 17].map((count) => ({ en: `${count} steps`, zh: `${count} 步` })),
      right: 2,
      slot: null,
      shownBy: ["text"],
      evidence: [{ from: "text", at: "/properties/agreement/steps", is: 12 }],
    },
    {
      id: "stuck",
      choices: [
        { en: "yes", zh: "会" },
        { en: "no", zh: "不会" },
      ],
      right: 0,
      slot: null,
      shownBy: ["blocked"],
      evidence: [{ from: "blocked", at: "/properties/decided/outcome", is: "violated" }],
    },
  ],
  exercises: [
    {
      id: "exercise",
      file: "lamp.ts",
      reference: "right.ts",
      alsoRight: [],
      wrong: [{ file: "never.ts", fails: [2], steps: null, title: { en: "It never breaks", zh: "永远不坏" } }],
      checks: [
        {
          kind: "property",
          property: "dark when broken",
          is: "holds",
          steps: null,
          title: null,
          args: [],
          isHidden: false,
          isBonus: false,
          hint: 2,
        },
        {
          kind: "property",
          property: "it breaks",
          is: "reached",
          steps: null,
          title: null,
          args: [],
          isHidden: true,
          isBonus: false,
          hint: null,
        },
      ],
      questions: [
        {
          id: "why",
          choices: [
            { en: "first", zh: "一" },
            { en: "second", zh: "二" },
          ],
          right: 1,
          slot: null,
          evidence: [],
        },
      ],
    },
  ],
  terms: [],
  files: {
    ...files,
    "right.ts": answer("{ when: (s) => !s.on, do: (s) => { s.broken = true; } }"),
    "never.ts": answer("{ when: () => false, do: (s) => { s.broken = true; } }"),
  },
};
