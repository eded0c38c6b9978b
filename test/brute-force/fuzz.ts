/**
 * `npm run fuzz`: random models checked by synod and by brute force for as long as one likes. A difference is shrunk to a
 * small model file in fuzz-findings/, and the exit code is 1.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import * as invariants from "../../invariants/index.ts";
import * as library from "../../src/index.ts";
import { countsOf } from "./answers.ts";
import type { Comparison } from "./differences.ts";
import { findingText } from "./finding-file.ts";
import { fuzzed } from "./fuzzed.ts";
import { type AnyData, type Case, caseOf, compareCase, MODES, type Mode, type Synod, sourceOf } from "./modes.ts";
import { shrunk } from "./shrinking.ts";
import { turnedDown } from "./turned-down.ts";

const HELP = `npm run fuzz -- [--minutes N] [--seed N] [--mode ${MODES.join("|")}] [--most N] [--workers N]

  --minutes N   for so long (1)
  --seed N      the first seed of each mode (now's)
  --mode LIST   these kinds of models only, separated by commas (all, in turn)
  --models N    so many models of each kind at most
  --most N      end after so many differences (10)
  --workers N   have everything done by 1 to N threads, the same ones for all models (the calling thread alone)
  --as-is       do not make what differs smaller
`;
const FOLDER = "fuzz-findings";

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string" },
    mode: { type: "string", default: MODES.join(",") },
    models: { type: "string", default: "1000000000" },
    most: { type: "string", default: "10" },
    workers: { type: "string", default: "0" },
    "as-is": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const started = performance.now();
const first = Number(options.seed ?? Math.floor(Date.now() / 1000) % 1_000_000_000);
const workers = Number(options.workers);
const modes = options.mode.split(",") as Mode[];
for (const mode of modes) {
  if (MODES.includes(mode)) continue;
  process.stderr.write(`there is no mode ${mode}\n${HELP}`);
  process.exit(1);
}
const tallies = new Map(modes.map((mode) => [mode, { models: 0, skipped: 0, states: 0, different: 0 }]));
let differences = 0;

function told(): string {
  const each = [...tallies].map(
    ([mode, { models, skipped, states, different }]) =>
      `${mode} ${models} (${states} states, ${skipped} too large, ${different} differ)`,
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  return `${seconds} s from seed ${first}: ${each.join("; ")}`;
}

const synod = { ...library, ...invariants, turnedDown } as unknown as Synod;
const crews = new Map<number, ReturnType<typeof library.threadCrew>>();

/** Threads, the same ones for all models: none of them may remember another. */
function crewOf(size: number): ReturnType<typeof library.threadCrew> {
  const crew = crews.get(size) ?? library.threadCrew(size);
  crews.set(size, crew);
  return crew;
}

/** What differs, or what was thrown; null: nothing, or the model is too large. */
async function differencesOf(
  one: Case,
  more: Parameters<typeof compareCase>[2] = {},
): Promise<{ texts: readonly string[]; comparison: Comparison | null } | null> {
  try {
    const comparison = await compareCase(one, synod, more);
    return comparison === null ? null : { texts: comparison.differences, comparison };
  } catch (error) {
    return {
      texts: [`check threw: ${error instanceof Error ? error.message.split("\n")[0] : error}`],
      comparison: null,
    };
  }
}

/** Everything is done by threads, however little there is to do. */
function byThreads({ mode, seed }: Case, size: number): Parameters<typeof compareCase>[2] {
  return { crew: crewOf(size), eager: true, model: fuzzed({ mode, seed }) };
}

/** What kind of difference it is, so that shrinking does not go over to another. */
const kindOf = (text: string): string =>
  (text.startsWith("check threw") ? text.slice(0, 40) : text.split(/[:\d]/)[0]) ?? "";

async function report(one: Case, texts: readonly string[]): Promise<void> {
  const kind = kindOf(texts[0] ?? "");
  const differs = async (data: AnyData) =>
    (await differencesOf({ ...one, data }))?.texts.some((text) => kindOf(text) === kind) ?? false;
  // What only threads make different cannot be shown smaller: they make the model by its seed.
  const data = !options["as-is"] && (await differs(one.data)) ? await shrunk(one.data, differs) : one.data;
  const found = await differencesOf({ ...one, data });
  const expected = (found?.comparison?.answers ?? []).map(
    ({ name, kind, outcome, steps }) => `${kind} ${name}: ${outcome}${steps === null ? "" : `, ${steps} steps`}`,
  );
  if (found?.comparison) {
    const { distinct, generated, depth } = countsOf(found.comparison.exploration, Number.POSITIVE_INFINITY);
    expected.push(`all in all ${distinct} distinct, ${generated} generated, depth ${depth}`);
  }
  mkdirSync(FOLDER, { recursive: true });
  const path = join(process.cwd(), FOLDER, `${one.mode}-${one.seed}.js`);
  writeFileSync(path, findingText({ ...one, data }, sourceOf(data), found?.texts ?? texts, expected));
  process.stdout.write(
    `\nDIFFERENCE  ${one.mode} seed ${one.seed}: ${relative(process.cwd(), path)}\n  ${texts.join("\n  ")}\n`,
  );
}

let lastTold = started;
const until = started + Number(options.minutes) * 60_000;
for (let at = 0; performance.now() < until && at < Number(options.models) && differences < Number(options.most); at++) {
  for (const mode of modes) {
    const tally = tallies.get(mode) as NonNullable<ReturnType<typeof tallies.get>>;
    const one = caseOf(mode, first + at);
    const found = await differencesOf(one, workers === 0 ? {} : byThreads(one, 1 + (at % workers)));
    if (found === null) tally.skipped++;
    else {
      tally.models++;
      tally.states += found.comparison?.exploration.states.length ?? 0;
      if (found.texts.length > 0) {
        tally.different++;
        differences++;
        await report(one, found.texts);
      }
    }
  }
  if (performance.now() - lastTold < 10_000) continue;
  lastTold = performance.now();
  process.stdout.write(`${told()}\n`);
}
for (const crew of crews.values()) await crew.close();
process.stdout.write(
  `${told()}\n${differences === 0 ? "no difference" : `${differences} differences, see ${FOLDER}/`}\n`,
);
process.exitCode = differences === 0 ? 0 : 1;
