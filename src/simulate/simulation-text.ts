/**
 * A simulation for people. It never says that a property holds, nor that one is not reached: only what was seen in so many
 * runs, and what runs cannot see.
 */
import { countOf, countText } from "../errors/counts.ts";
import { type PlainError, reviveError } from "../errors/errors.ts";
import { asWritten } from "../errors/wording.ts";
import { printable, printableParts, shortName } from "../printable.ts";
import { counterexampleText } from "../report/counterexample-text.ts";
import { kindText } from "../report/property-words.ts";
import { durationText, rateText } from "../report/quantities.ts";
import { subjectText } from "../report/subject-text.ts";
import { LABEL, type SummaryOptions } from "../report/summary-rows.ts";
import { tableText } from "../report/table.ts";
import type { TextOptions } from "../report/trace-text.ts";
import { shownOf } from "../report/verdict-text.ts";
import { beside, wrap } from "../report/wrap.ts";
import type { SimulatedProperty, Simulation, SimulationResult } from "./simulation.ts";

/** A rate over less time is mostly start-up. */
const RATE_MS = 1000;

/** Why runs ended, as one reads it behind how many did. */
const ENDINGS = {
  depth: (depth: number) => `after ${countOf(depth, "step")}`,
  terminal: () => "where no rule is enabled",
  unchanging: () => "where what is enabled changes nothing",
  constraint: () => "at the constraint",
  finding: () => "at what is shown below",
} as const satisfies Record<keyof Simulation["endings"], (depth: number) => string>;

export function simulationText(result: SimulationResult, options: SummaryOptions): string {
  const { simulation, counterexamples } = printableParts(result);
  return [
    [headline(simulation, options), ...rows(simulation, options)].join("\n"),
    propertiesText(simulation, options),
    coverageText(simulation),
    warningsText(simulation, options),
    ...counterexamples.map((shown) => {
      const text = counterexampleText(shown, shownOf(simulation, shown), options);
      return `${text}${shortenedText(simulation, options)}`;
    }),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function headline(simulation: Simulation, { paint, width }: TextOptions): string {
  const subject = subjectText(simulation);
  const [outcome, colour] =
    simulation.outcome === "no-violation"
      ? ([`NO VIOLATION in ${countOf(simulation.runs.made, "run")}`, paint.yellow] as const)
      : ([simulation.outcome.toUpperCase(), paint.red] as const);
  const lines = wrap(`${outcome}  ${subject}`, width);
  return lines
    .map((line, at) =>
      at === 0 && line.startsWith(outcome) ? paint.bold(colour(outcome)) + line.slice(outcome.length) : line,
    )
    .join("\n");
}

function rows(simulation: Simulation, { width, place, wording = asWritten }: SummaryOptions): string[] {
  const row = (label: string, text: string) => beside(`  ${label}`, LABEL, text, width);
  const { lengths, states, steps, wallMs, workers, alone, error, endings, depth } = simulation;
  const failure = error === null ? null : reviveError(error);
  const ended = (Object.keys(ENDINGS) as (keyof typeof ENDINGS)[])
    .filter((ending) => endings[ending] > 0)
    .map((ending) => `${countText(endings[ending])} ${ENDINGS[ending](depth)}`);
  const speed = wallMs > RATE_MS ? ` (${rateText((1000 * steps) / wallMs).replace("/s", " steps/s")})` : "";
  const distinct = states.isExact ? countText(states.distinct) : `more than ${countText(states.distinct)}`;
  return [
    ...(failure === null ? [] : row("error", `${failure.code} (${failure.title}): ${wording(failure.message)}`)),
    ...(failure !== null && place ? row("", `at ${place}`) : []),
    ...row("covered", coveredText(simulation)),
    ...row("states", `${distinct} distinct on these runs; how many there are is not known`),
    ...(lengths === null ? [] : row("steps", `${countText(steps)} taken${lengthsText(lengths)}`)),
    ...(ended.length === 0 ? [] : row("ended", ended.join(", "))),
    ...row("time", `${durationText(wallMs)}${speed}, ${countOf(workers, "worker")}${aloneText(alone)}`),
  ];
}

function lengthsText({ least, quarter, median, threeQuarters, most }: NonNullable<Simulation["lengths"]>): string {
  if (least === most) return `, ${countText(least)} in each run`;
  return `; a run has ${least} to ${most}, half of them ${quarter} to ${threeQuarters}, median ${median}`;
}

function aloneText(alone: PlainError | null): string {
  return alone === null ? "" : `: ${reviveError(alone).message}`;
}

function coveredText({ runs, seed, depth, ending }: Simulation): string {
  const asked = runs.asked === null || runs.asked === runs.made ? "" : ` of ${countText(runs.asked)}`;
  const made = `${countText(runs.made)}${asked} random ${runs.made === 1 && asked === "" ? "run" : "runs"} of at most ${countOf(depth, "step")}, seed ${seed}`;
  switch (ending) {
    case "runs":
      return `${made}; what no run met may be wrong all the same`;
    case "violation":
      return `${made}, up to the first violation`;
    case "error":
      return `${made}, up to the error`;
    case "time":
      return `${made}: the time was up`;
    case "interrupted":
      return `${made}: interrupted`;
  }
}

function propertiesText({ properties }: Simulation, { paint }: TextOptions): string {
  if (properties.length === 0) return "";
  const table = properties.map((property) => {
    const { name, kind, outcome } = property;
    const colour = outcome === "reached" ? paint.green : outcome === "violated" ? paint.red : paint.yellow;
    return [shortName(name), kindText(kind), colour(outcomeOf(property))];
  });
  return tableText([{ title: "property" }, { title: "kind" }, { title: "outcome" }], table, 2);
}

function outcomeOf({ outcome, run, steps }: SimulatedProperty): string {
  const where = steps === 0 ? "in its initial state" : `after ${countOf(steps ?? 0, "step")}`;
  switch (outcome) {
    case "violated":
      return `violated in run ${run} ${where}`;
    case "reached":
      return `reached in run ${run} ${where}`;
    case "not-violated":
      return "not violated in these runs";
    case "not-reached":
      return "not reached in these runs";
    case "not-judged":
      return "not to be judged by runs; check judges it";
  }
}

function coverageText({ coverage, runs }: Simulation): string {
  if (runs.made === 0) return "";
  const right = "right" as const;
  const table = coverage.map(({ rule, enabled, taken }) => [shortName(rule), countText(enabled), countText(taken)]);
  const columns = [{ title: "rule" }, { title: "enabled", align: right }, { title: "taken", align: right }];
  return tableText(columns, [["rule", "enabled", "taken"], ...table], 2);
}

function warningsText({ coverage, lagsCut, runs }: Simulation, { paint, width }: TextOptions): string {
  const never = runs.made === 0 ? [] : coverage.filter(({ enabled }) => enabled === 0).map(({ rule }) => rule);
  const said = [
    ...never.map((rule) => `rule ${rule} was never enabled in these runs`),
    ...(lagsCut
      ? [
          "some number fell further behind the largest than `lags` keeps apart: a larger `most` may change what is found",
        ]
      : []),
  ];
  return said
    .flatMap((text) =>
      wrap(`warning: ${text}`, width - 4).map((line, at) => `  ${at === 0 ? "" : "  "}${paint.yellow(line)}`),
    )
    .join("\n");
}

function shortenedText({ shortened }: Simulation, { width }: TextOptions): string {
  if (shortened === null) return "";
  const { from, to } = shortened;
  const text =
    from === to
      ? "All steps of the run are needed; other steps may lead there sooner."
      : `The run had ${countOf(from, "step")}; those that are not needed are left out. Other steps may lead there sooner.`;
  return `\n${wrap(printable(text), width - 2)
    .map((line) => `  ${line}`)
    .join("\n")}`;
}
