// The checker in a page: what it says is what the command line says, whole.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { findBuiltIn } from "../../src/cli/built-ins.ts";
import { pageOf } from "../../src/cli/page-of.ts";
import { runCheck } from "../../src/cli/run-check.ts";
import { instantiate } from "../../src/model/instance.ts";
import type { ChosenOptions } from "../../src/page/checker/question.ts";
import { checkJson } from "../../src/report/verdict-json.ts";
import { temporaryFolder } from "../cli/run-synod.ts";
import { inBrowser, type Watched } from "./chromium.ts";

type Json = Record<string, unknown>;
type Case = readonly [model: string, parameters: Json, mutant: string | null, options: ChosenOptions];

const cases: readonly Case[] = [
  ["paxos", { acceptors: 3, ballots: 2, values: 2 }, null, {}],
  ["paxos", { acceptors: 3, ballots: 2, values: 2 }, null, { symmetry: false, store: "exact" }],
  ["paxos", { acceptors: 3, ballots: 2, values: 2 }, null, { engine: "kernel" }],
  ["paxos-retold", {}, "p-majown", { properties: ["agreement"] }],
  ["two-phase-commit", { participants: 3 }, null, { engine: "kernel", symmetry: false }],
  ["peterson", {}, null, { certify: true }],
  ["peterson", {}, null, { fairness: "none", keepGoing: true }],
  ["basic-paxos", {}, null, { reductions: ["symmetry", "stale-messages", "partial-order"] }],
  ["gossip", { nodes: 3, versions: 1 }, "g-lastwins", {}],
  ["blocking-queue", {}, null, { maxStates: 20 }],
];

/** Times and memory are the machine's, and how much is judged again depends on them. */
function comparable({ wallMs: _wall, peakRssBytes: _peak, judged: _judged, ...rest }: Json): unknown {
  return JSON.parse(JSON.stringify(rest));
}

const folder = temporaryFolder();

async function openPage({ page }: Watched, model: string): Promise<void> {
  const found = await findBuiltIn(model);
  if (found === null) throw new Error(model);
  const asked = { found, instance: instantiate(found, {}, null), mutant: null, command: "" };
  const file = join(folder, `${model}.html`);
  writeFileSync(file, (await pageOf(asked))(null));
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => globalThis.synodPage?.checker !== undefined);
}

inBrowser("a page from disk", (open) => {
  it("checks as the command line does, and loads nothing", async () => {
    const watched = await open();
    await watched.page.context().setOffline(true);
    let shown = "";
    for (const [model, given, mutant, options] of cases) {
      if (model !== shown) await openPage(watched, model);
      shown = model;
      const found = await findBuiltIn(model);
      if (found === null) throw new Error(model);
      const instance = instantiate(found, given, mutant);
      const { engine, ...others } = options;
      const here = await runCheck(found, instance, {
        workers: 1,
        mutant,
        ...others,
        ...(engine !== undefined && { engine }),
      });
      const { verdict } = await watched.page.evaluate(
        ([parameters, mutant, options, name]) =>
          globalThis.synodPage?.checker?.check({ name, parameters, mutant, options }) as Promise<{
            verdict: object;
          }>,
        [given, mutant, options, model] as const,
      );
      const what = JSON.stringify([model, given, mutant, options]);
      expect(comparable(verdict as Json), what).toEqual(comparable(checkJson(here, null)));
    }
    expect(watched.complaints).toEqual([]);
    expect(watched.asked).toEqual([]);
  });

  it("tells how far a check is, cancels it at once, and checks again", async () => {
    const watched = await open();
    await openPage(watched, "paxos");
    const outcome = await watched.page.evaluate(async () => {
      const checker = globalThis.synodPage?.checker;
      const ask = (acceptors: number, ballots: number) => ({
        name: "paxos",
        parameters: { acceptors, ballots, values: 2 },
        mutant: null,
        options: {},
      });
      const heard = new Set<string>();
      const large = checker?.check(ask(4, 4), ({ doing }) => {
        heard.add(doing);
        checker.cancel();
      });
      const cancelled = await large?.then(String, ({ name }) => name);
      const small = (await checker?.check(ask(3, 2)))?.verdict as { readonly states: object };
      return { heard: [...heard], cancelled, states: small.states };
    });
    expect(outcome).toEqual({
      heard: ["searching"],
      cancelled: "Cancelled",
      states: { distinct: 443, generated: 2578, depth: 16, unreduced: 3921 },
    });
    expect(watched.complaints).toEqual([]);
  });

  it("answers with the coded error of a question that cannot be", async () => {
    const watched = await open();
    await openPage(watched, "paxos");
    const code = await watched.page.evaluate(() =>
      globalThis.synodPage?.checker
        ?.check({ name: "paxos", parameters: { acceptors: -1 }, mutant: null, options: {} })
        .then(String, (error: { readonly code: string }) => error.code),
    );
    expect(code).toBe("SYN104");
  });

  it("says where a mistake acted, and shows as many samples as are asked for", async () => {
    const watched = await open();
    await openPage(watched, "paxos-retold");
    const told = await watched.page.evaluate(async () => {
      const ask = { name: "paxos-retold", parameters: {}, mutant: "p-majown", options: {}, samples: 2 };
      const answer = (await globalThis.synodPage?.checker?.check(ask)) as unknown as {
        readonly traces: readonly {
          readonly kind: string;
          readonly property: string | null;
          readonly reasons: { readonly mistake: { readonly step: number; readonly says: string } | null } | null;
        }[];
      };
      return answer.traces.map(({ kind, property, reasons }) => [kind, property, reasons?.mistake?.says ?? null]);
    });
    expect(told.filter(([kind]) => kind === "sample")).toEqual([
      ["sample", null, null],
      ["sample", null, null],
    ]);
    expect(told.find(([, property]) => property === "agreement")?.[2]).toMatch(
      /^step 10, propose\(ballot: 1, value: v2\): not without the mutant, since /,
    );
    expect(watched.complaints).toEqual([]);
  });
});
