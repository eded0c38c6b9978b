/** The values on a command line, from text. Each parser throws the coded error that says what would have been accepted. */

import { availableParallelism } from "node:os";
import { synodError } from "../errors/errors.ts";
import { MOST_THREADS } from "../explore/crew.ts";
import { ENGINE_NAMES, type EngineName } from "../explore/engine-names.ts";
import { REDUCTION_NAMES, type ReductionName } from "../reduce/table.ts";
import { type AskedReport, REPORT_NAMES, REPORT_TARGETS } from "../reporters/report-names.ts";
import { MOST_DEPTH, MOST_RUNS } from "../simulate/run-limits.ts";
import { bytesOf, millisecondsOf } from "../suite/amounts.ts";
import type { Shard } from "../suite/order.ts";
import type { Language } from "./project.ts";

/** Threads by default: more than these are for those who ask, since every one takes memory and time to start. */
const MOST_DEFAULT_WORKERS = 32;

export function parseWorkers(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_THREADS) throw badValue("--workers", text, `an integer from 1 to ${MOST_THREADS}`);
  return count;
}

/** One thread per processor that this process may use. */
export function defaultWorkers(): number {
  return Math.min(availableParallelism(), MOST_DEFAULT_WORKERS);
}

export function parseStore(text: string): "compact" | "exact" {
  if (text !== "compact" && text !== "exact") throw badValue("--store", text, "compact or exact");
  return text;
}

export function parseEngine(text: string): EngineName {
  const engine = ENGINE_NAMES.find((each) => each === text);
  if (engine === undefined) throw badValue("--engine", text, ENGINE_NAMES.join(" or "));
  return engine;
}

/** Names separated by commas, `all` or `none`. Throws `bad-option-value`. */
export function parseReductions(text: string): readonly ReductionName[] {
  if (text === "all") return REDUCTION_NAMES;
  if (text === "none") return [];
  return text.split(",").map((name) => {
    const known = REDUCTION_NAMES.find((each) => each === name.trim());
    if (known !== undefined) return known;
    const expected = `${REDUCTION_NAMES.join(", ")}, several of them separated by commas, all, or none`;
    throw badValue("--reduce", text, expected);
  });
}

/** Bytes: `4GiB`, `500MB`, `1.5 GiB`, or a bare number of bytes. */
export function parseMemory(text: string): number {
  const bytes = bytesOf(text);
  if (bytes === null) throw badValue("--memory", text, "a size such as 4GiB, 500MB or 1000000000");
  return bytes;
}

/** Milliseconds: `30s`, `5m`, `1.5 h`, `250ms`. */
export function parseTime(text: string): number {
  return parseDuration("--time", text);
}

export function parseEvery(text: string): number {
  return parseDuration("--every", text);
}

function parseDuration(option: string, text: string): number {
  const time = millisecondsOf(text);
  if (time === null) throw badValue(option, text, "a time such as 30s, 5m or 250ms");
  return time;
}

/** The format that `--to` names. */
export function parseFormat<F extends string>(formats: readonly F[]): (text: string) => F | "json" {
  const known = [...formats, "json" as const];
  return (text) => {
    const format = known.find((each) => each === text);
    if (format !== undefined) return format;
    throw synodError("bad-option-value", {
      option: "--to",
      value: text,
      expected: `one of ${known.join(", ")}`,
      known,
    });
  };
}

export function parseMaxStates(text: string): number {
  return parseCount("--max-states", text, 1);
}

export function parseMaxDepth(text: string): number {
  return parseCount("--max-depth", text, 0);
}

function parseCount(option: string, text: string, least: number): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(count) || count < least) throw badValue(option, text, `an integer from ${least} on`);
  return count;
}

export function parseLanguage(text: string): Language {
  const known = ["typescript", "javascript"] as const;
  const language = known.find((each) => each === text);
  if (language !== undefined) return language;
  throw synodError("bad-option-value", { option: "--language", value: text, expected: known.join(" or "), known });
}

/** `2/3`: the second of three. */
export function parseShard(text: string): Shard {
  const [, number = "", of = ""] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (number === "" || shard.number < 1 || shard.number > shard.of)
    throw badValue("--shard", text, "a part and how many there are, such as 2/3");
  return shard;
}

/** States that a proof draws. */
export function parseDrawn(text: string): number {
  return parseCount("--sample", text, 1);
}

/** More walks than these nobody reads. */
const MOST_SAMPLES = 100;

export function parseSample(text: string): number {
  const count = parseCount("--sample", text, 1);
  if (count > MOST_SAMPLES) throw badValue("--sample", text, `an integer from 1 to ${MOST_SAMPLES}`);
  return count;
}

export function parseSeed(text: string): number {
  const seed = parseCount("--seed", text, 0);
  if (seed >= 2 ** 32) throw badValue("--seed", text, "an integer from 0 to 4294967295");
  return seed;
}

export function parseRuns(text: string): number {
  const runs = parseCount("--runs", text, 1);
  if (runs > MOST_RUNS) throw badValue("--runs", text, `an integer from 1 to ${MOST_RUNS}`);
  return runs;
}

export function parseDepth(text: string): number {
  const depth = parseCount("--depth", text, 0);
  if (depth > MOST_DEPTH) throw badValue("--depth", text, `an integer from 0 to ${MOST_DEPTH}`);
  return depth;
}

/** 0: any that is free. */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw badValue("--port", text, "an integer from 0 to 65535");
  return port;
}

/** Gathers the values of an option that may be repeated. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** Gathers reports: `junit=reports/junit.xml`, `github`. */
export function collectReports(text: string, before: readonly AskedReport[] = []): AskedReport[] {
  const [word = "", path] = text.split(/=(.*)/s);
  const name = REPORT_NAMES.find((each) => each === word);
  const known = REPORT_NAMES.map((each) => {
    const target = REPORT_TARGETS[each];
    return target === null ? each : `${each}=${target.toUpperCase()}`;
  });
  if (name === undefined)
    throw synodError("bad-option-value", {
      option: "--report",
      value: text,
      expected: `one of ${known.join(", ")}`,
      known: REPORT_NAMES,
    });
  const target = REPORT_TARGETS[name];
  if (target === null ? path !== undefined : path === undefined || path === "")
    throw badValue("--report", text, target === null ? `${name} alone` : `${name}=${target.toUpperCase()}`);
  return [...before, { name, path: path ?? "" }];
}

/** `acceptors=3 ballots=2` as an object; what the values mean is for the model to say. */
export function parseParameters(words: readonly string[]): Record<string, string> {
  // No prototype: a parameter may have any name.
  const given: Record<string, string> = Object.create(null);
  for (const word of words) {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || value === undefined)
      throw badValue("the argument", word, "a parameter in the form name=value");
    if (Object.hasOwn(given, name)) throw badValue(name, value, "given only once");
    given[name] = value;
  }
  return given;
}

function badValue(option: string, value: string, expected: string): Error {
  return synodError("bad-option-value", { option, value, expected });
}
