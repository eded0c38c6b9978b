/**
 * What each rule reads and writes, learned by watching it: closures cannot be looked into, but a search calls each of
 * them once for every combination of values that it reads (docs/how-the-engine-works.md), so that watching a complete
 * search sees all that they do in any reachable state. Fields are told apart, not their parts.
 */

import { platform } from "#platform";
import { compile } from "../compile/compile.ts";
import { explore } from "../explore/explorer.ts";
import { heed, processHalt } from "../halt.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import type { Schema } from "../state/field.ts";
import { inSchemaOrder, type Watch, watchState } from "../state/watched.ts";

export interface RuleAccess {
  readonly rule: string;
  /** Fields that the guard asks about, that the effect does, and that the effect writes, even to what they are already. */
  readonly guardReads: readonly string[];
  readonly effectReads: readonly string[];
  readonly writes: readonly string[];
  /** Of these, the ones that its writer's effect writes; the others are crashes' and networks'. */
  readonly ownWrites: readonly string[];
}

export interface ObservedAccess {
  readonly rules: readonly RuleAccess[];
  readonly states: number;
  readonly depth: number;
  /** Whether every reachable state was visited. Without that, more may be read and written. */
  readonly complete: boolean;
}

/** Explores the model, at most about so many states of it, until it is told to stop. Throws what the model throws. */
export async function observeAccess(
  model: Model,
  options: { readonly mostStates: number; readonly memoryBytes?: number; readonly signal?: AbortSignal },
): Promise<ObservedAccess> {
  const notes = model.rules.map((rule) => watchRule(model.schema, rule));
  const enough = new AbortController();
  const walk = await explore(compile({ ...model, rules: notes.map(({ rule }) => rule), properties: [] }), {
    help: null,
    store: "compact",
    memoryBytes: options.memoryBytes ?? platform.defaultMemoryBytes(),
    properties: [],
    keepGoing: true,
    progress: ({ distinct }) => {
      if (distinct >= options.mostStates) enough.abort();
    },
    signal: options.signal === undefined ? enough.signal : AbortSignal.any([options.signal, enough.signal]),
  });
  // Not enough of them, but somebody wants no more.
  heed(processHalt);
  return {
    rules: notes.map(({ rule, guardReads, effectReads, writes, ownWrites }) => ({
      rule: rule.name,
      guardReads: inSchemaOrder(model.schema, guardReads),
      effectReads: inSchemaOrder(model.schema, effectReads),
      writes: inSchemaOrder(model.schema, writes),
      ownWrites: inSchemaOrder(model.schema, ownWrites),
    })),
    states: walk.distinct,
    depth: walk.depth,
    complete: walk.ending === "complete",
  };
}

function watchRule(schema: Schema, rule: Rule) {
  const guardReads = new Set<string>();
  const effectReads = new Set<string>();
  const writes = new Set<string>();
  const ownWrites = new Set<string>();
  const guard: Watch = { reads: (field) => guardReads.add(field), writes: () => true };
  const effect: Watch = {
    reads: (field) => effectReads.add(field),
    writes: (field) => {
      writes.add(field);
      return true;
    },
  };
  const ownEffect: Watch = {
    reads: effect.reads,
    writes: (field) => {
      ownWrites.add(field);
      return effect.writes(field);
    },
  };
  const { imposed } = rule;
  const own = imposed?.own ?? rule.do;
  const watched: Rule = {
    ...rule,
    when: (state, bound) => rule.when(watchState(schema, state, guard), bound),
    do: (state, bound) => {
      imposed?.do(watchState(schema, state, effect), bound);
      own(watchState(schema, state, ownEffect), bound);
    },
  };
  return { rule: watched, guardReads, effectReads, writes, ownWrites };
}
