/** A protocol's mutants run from a program, as `synod mutants` runs them. */
import { check } from "../check/check.ts";
import { type CheckOptions, checkOptions } from "../check/check-options.ts";
import { checkMemory } from "../check/limits.ts";
import { threadsFor } from "../check/threads.ts";
import { keysOf } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { isModel } from "../model/model.ts";
import { standStill } from "../model/origin.ts";
import { isProtocol, type Protocol } from "../model/protocol.ts";
import { entriesOf, runCatalogue } from "./catalogue.ts";
import { type MutantsReport, mutantsReport } from "./mutants-report.ts";
import type { Result } from "./result.ts";

/** Of a run of mutants. Threads, memory and signal are for each search, as those of `check`. */
export interface MutantsOptions extends Pick<CheckOptions, "workers" | "crew" | "memoryBytes" | "signal"> {
  /** Names of the mutants to run, slow ones too; absent: all of them, without those that are marked as slow. */
  readonly mutants?: readonly string[];
  /** With those that are marked as slow. */
  readonly all?: boolean;
}

const OPTIONS = keysOf<MutantsOptions>({
  workers: true,
  crew: true,
  memoryBytes: true,
  signal: true,
  mutants: true,
  all: true,
});

/**
 * Runs the mutants that a protocol declares: each must break the property that it names, after as many steps as it says,
 * and the model without a mutant must hold in the same configurations. A mutant that behaves otherwise is no error, but has
 * `status: "differs"`. Rejects for what is no protocol, for options that cannot be, and for a mutant that there is not.
 *
 * @example
 * ```ts
 * const { mutants, summary } = await runMutants(paxos, { workers: 4 });
 * for (const { mutant, expected, found, ok } of mutants) if (!ok) console.log(mutant, expected, found);
 * console.log(summary.ok + summary.skipped === summary.mutants);
 * ```
 */
export async function runMutants(protocol: Protocol, options: MutantsOptions = {}): Promise<MutantsReport> {
  checkCall(protocol, options);
  await standStill();
  const started = performance.now();
  const { mutants, all, signal = new AbortController().signal, ...effort } = options;
  const of = { name: protocol.protocol.name, protocol };
  const results: Result[] = [];
  const run = runCatalogue([entriesOf(of, mutants, all === true, (home) => home)], {
    check: ({ name }, { model, parameters }, asked) => check(model, { ...effort, ...asked, name, parameters }),
    signal,
    watch: () => ({ show: () => {}, clear: () => {} }),
  });
  for await (const result of run) results.push(result);
  return mutantsReport({ results, wallMs: performance.now() - started, interrupted: signal.aborted });
}

/** Options that cannot be would be found at every mutant, as if they were its own fault. */
function checkCall(protocol: unknown, options: MutantsOptions): void {
  if (!isProtocol(protocol))
    throw synodError("bad-definition", {
      subject: "what runMutants(...) is to run mutants of",
      problem: isModel(protocol) ? "is a model, which has no mutants" : `is ${whatIs(protocol)}`,
      expected: "what protocol({ ... }, ...) returned",
    });
  checkOptions("runMutants(...)", options, OPTIONS);
  threadsFor("check(...)", options.crew, options.workers);
  if (options.memoryBytes !== undefined) checkMemory(options.memoryBytes);
  const { name, mutants } = protocol.protocol;
  const known = Object.keys(mutants);
  const unknown = options.mutants?.find((each) => !known.includes(each));
  if (unknown !== undefined) throw synodError("unknown-mutant", { model: name, name: unknown, known });
}
