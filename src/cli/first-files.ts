/** The files that `synod init` writes, as texts: a first model, a suite of it, a test and a workflow, as small as they can be. */
import type { Project } from "./project.ts";
import { version } from "./version.ts";

export interface FirstFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly about: string;
  readonly text: string;
  /** Files that are in its place already. */
  readonly instead: readonly string[];
}

export function firstFiles(project: Project): FirstFile[] {
  const { language, isModule, isPackage, runner } = project;
  const isTyped = language === "typescript";
  const ending = isTyped ? (isModule ? "ts" : "mts") : isModule ? "js" : "mjs";
  // What a compiled import is called; bundlers and Node's types find the source by it.
  const imported = isModule ? "js" : "mjs";
  const endings = ["ts", "mts", "js", "mjs"];
  const named = (name: string) => endings.map((each) => `${name}.${each}`);
  const up = "../".repeat(project.within === "" ? 0 : project.within.split("/").length);
  return [
    ...(isPackage
      ? []
      : [{ path: "package.json", about: "the packages that it needs", text: packageText(), instead: [] }]),
    {
      path: `models/lock.${ending}`,
      about: "a model, and a mistake in it",
      text: MODEL,
      instead: named("models/lock"),
    },
    {
      path: `synod.config.${ending}`,
      about: "the suite: what must hold",
      text: suiteText(ending),
      instead: named("synod.config"),
    },
    runner === "vitest"
      ? {
          path: `test/lock.test.${ending}`,
          about: "a test, for vitest",
          text: vitestText(imported),
          instead: named("test/lock.test"),
        }
      : {
          path: "test/synod.test.mjs",
          about: "a test, for Node's own runner",
          text: nodeTestText(ending),
          instead: named("test/synod.test"),
        },
    {
      path: `${up}.github/workflows/synod.yml`,
      about: "the suite in GitHub Actions",
      text: workflowText(project),
      instead: [`${up}.github/workflows/synod.yaml`, `${up}.github/workflows/synod.yml`],
    },
  ];
}

/** The same in TypeScript and in JavaScript: all types are inferred. */
const MODEL = `import { integer, model, protocol, scalarset, set } from "synod";

/** Clients ask a server for a lock, and give it back. The server grants it to one of those that asked. */
export const lock = protocol(
  {
    name: "lock",
    about: "a server grants a lock to one client at a time",
    parameters: {
      clients: integer({ from: 2, to: 5, default: 2, about: "how many clients there are" }),
    },
    // A deliberate mistake, so that the property is known to be able to fail.
    mutants: {
      hasty: {
        about: "the server grants the lock while somebody has it",
        breaks: "one at a time",
        at: { clients: 2 },
        steps: 4,
      },
    },
  },
  ({ clients }, mutant) => {
    const Client = scalarset("client", clients);
    return model({
      state: { asked: set(Client), holders: set(Client) },
      rules: {
        ask: {
          for: { client: Client },
          when: (s, { client }) => !s.asked.has(client) && !s.holders.has(client),
          do: (s, { client }) => {
            s.asked.add(client);
          },
        },
        grant: {
          for: { client: Client },
          when: (s, { client }) => s.asked.has(client) && (s.holders.size === 0 || mutant === "hasty"),
          do: (s, { client }) => {
            s.asked.delete(client);
            s.holders.add(client);
          },
        },
        "give back": {
          for: { client: Client },
          when: (s, { client }) => s.holders.has(client),
          do: (s, { client }) => {
            s.holders.delete(client);
          },
        },
      },
      always: {
        "one at a time": (s) => s.holders.size <= 1,
      },
      reachable: {
        "somebody has to wait": (s) => s.holders.size === 1 && s.asked.size > 0,
      },
    });
  },
);
`;

function suiteText(ending: string): string {
  return `import { defineSuite } from "synod/suite";

export default defineSuite({
  // Warnings count: a rule that is never enabled is a mistake in the model.
  defaults: { strict: true, budget: { time: "1m" } },
  checks: [
    // Every state of two clients, and of three; and each mutant of the model must be noticed.
    { model: "./models/lock.${ending}", parameters: { clients: [2, 3] }, mutants: "all" },
  ],
});
`;
}

/** Line by line: whoever looks for imports of this file would find those of the other. */
function vitestText(imported: string): string {
  return [
    'import "synod/vitest";',
    'import { expect, test } from "vitest";',
    `import { lock } from "../models/lock.${imported}";`,
    "",
    'test("one client at a time holds the lock", async () => {',
    "  await expect(lock({ clients: 3 })).toHold();",
    "});",
    "",
    'test("a hasty server is noticed", async () => {',
    '  await expect(lock({ clients: 2 }, "hasty")).toViolate("one at a time", { steps: 4 });',
    "});",
    "",
  ].join("\n");
}

function nodeTestText(ending: string): string {
  return `import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runSuite } from "synod/suite";

const suite = fileURLToPath(new URL("../synod.config.${ending}", import.meta.url));

test("every check of the suite is as expected", async (t) => {
  const { checks } = await runSuite(suite);
  assert.notEqual(checks.length, 0);
  for (const { id, surprises } of checks)
    await t.test(id, () => {
      assert.deepEqual(
        surprises.map(({ text }) => text),
        [],
      );
    });
});
`;
}

function packageText(): string {
  const own = {
    private: true,
    type: "module",
    scripts: { suite: "synod suite", test: "node --test" },
    devDependencies: { synod: `^${version()}` },
  };
  return `${JSON.stringify(own, null, 2)}\n`;
}

const INSTALL: Readonly<Record<Project["manager"], readonly [locked: string, unlocked: string]>> = {
  npm: ["npm ci", "npm install"],
  pnpm: ["pnpm install --frozen-lockfile", "pnpm install"],
  yarn: ["yarn install --frozen-lockfile", "yarn install"],
  bun: ["bun install --frozen-lockfile", "bun install"],
};

function workflowText({ manager, isLocked, within }: Project): string {
  const install = INSTALL[manager][isLocked ? 0 : 1];
  const at = within === "" ? "" : `    defaults:\n      run:\n        working-directory: ${JSON.stringify(within)}\n`;
  const before = manager === "pnpm" || manager === "yarn" ? "      - run: corepack enable\n" : "";
  const bun = manager === "bun" ? "      - uses: oven-sh/setup-bun@v2\n" : "";
  return `name: synod

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  suite:
    runs-on: ubuntu-latest
    timeout-minutes: 30
${at}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${bun}${before}      - run: ${install}
      # Results of earlier runs: a check that is as it was is not searched again.
      - uses: actions/cache@v4
        with:
          path: |
            ${within === "" ? "" : `${within}/`}node_modules/.cache/synod
            ${within === "" ? "" : `${within}/`}.synod/cache
          key: synod-\${{ github.sha }}
          restore-keys: synod-
      # Annotations in the pull request, and the summary of the job.
      - run: npx synod suite --report github
`;
}
