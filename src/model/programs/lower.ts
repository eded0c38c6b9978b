/**
 * From labels to rules: each step of a program becomes an ordinary rule for each of its processes, enabled where the process
 * is at the step's label and what it waits for is so.
 *
 *   wait: { await: (s, my) => .. }       process wait(self: p)      when at[p] = wait and .., do at[p] := the next label
 *   push: { at: "idle", for: { node } }  thread push(self, node)    when at[self] = idle ..
 *
 * What a step may look at and touch is a fact, not a claim: its own process's place and variables, which `my` does not
 * reach beyond, and of the shared state the places in `reads` and `writes`, or all of it; without `do`, none of it is
 * written. Of the place it is the label that is asked first, so that a process elsewhere is known by that to be elsewhere.
 */

import { refuseNewState, refuseUnfinished } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";
import type { AnyContainer, Schema } from "../../state/field.ts";
import type { AnyPlace, Coverage, Extent } from "../../state/place.ts";
import { type Access, confine } from "../access.ts";
import type { Imposed } from "../imposed.ts";
import { resetItem } from "../reset-item.ts";
import type { Fields } from "../roles/transport.ts";
import { type Binding, bindingDomain, isMembers } from "../rule.ts";
import { noteWritten } from "../written-closures.ts";
import { stepName } from "./fairness.ts";
import { type Local, placeField, procedureLocals, returnField, visibleLocals } from "./fields.ts";
import { goesOn } from "./goes-on.ts";
import { type Acting, myOf } from "./my.ts";
import type { ProgramParts, ProgramStep } from "./parts.ts";
import { sharedViews } from "./view.ts";

/** A rule that came out of a program, and what is known of it for a fact. */
export interface SteppedRule {
  readonly name: string;
  readonly step: ProgramStep;
  readonly for: Readonly<Record<string, Binding>>;
  readonly when: (state: object, bound: object) => boolean;
  readonly do: (state: object, bound: object) => void;
  readonly imposed: Imposed;
  readonly access: (bound: object) => Access;
}

/** The rules of a program's steps, in the order in which they are written. `schema`: the whole model's. */
export function programRules(program: string, parts: ProgramParts, schema: Schema): SteppedRule[] {
  const stage: Acting = { state: {}, self: null };
  const shared = sharedViews(parts.state);
  const mine = new Map<string | null, Mine>(
    [null, ...parts.procedures.keys()].map((procedure) => {
      const locals = visibleLocals(program, parts, procedure);
      return [procedure, { locals, my: myOf(stage, program, locals) }];
    }),
  );
  return parts.steps.map((step) =>
    stepRule({ program, parts, schema, stage, shared, mine: mine.get(step.procedure) as Mine }, step),
  );
}

interface Mine {
  readonly locals: readonly Local[];
  readonly my: object;
}

interface Lowering {
  readonly program: string;
  readonly parts: ProgramParts;
  readonly schema: Schema;
  readonly stage: Acting;
  readonly shared: (state: object) => object;
  readonly mine: Mine;
}

function stepRule(plan: Lowering, step: ProgramStep): SteppedRule {
  const { program, parts, schema, stage, shared, mine } = plan;
  const { my, locals } = mine;
  const at = placeField(program);
  const name = stepName(program, step.name);
  const goes = goesOn(program, parts, step);
  const enter = (state: object, bound: object) => {
    stage.state = state as Fields;
    stage.self = (bound as Fields)["self"];
  };
  const isThere = (state: object, bound: object): boolean => {
    enter(state, bound);
    return stage.state[at].get(stage.self) === step.place;
  };
  const guard = step.await;
  const effect = step.do;
  const forgotten = step.forgets.map((each) => locals.find((local) => local.name === each) as Local);
  const act = (state: object, bound: object): void => {
    enter(state, bound);
    let answer: unknown;
    if (effect !== null) {
      const subject = `the effect of ${name}`;
      const seen = shared(state);
      answer = effect(seen, my, bound);
      refuseUnfinished(subject, answer);
      refuseNewState(subject, answer, seen);
      if (stage.state !== state) enter(state, bound);
    }
    for (const { field, of } of forgotten) resetItem(stage.state[field], stage.self, of);
    goes(stage, answer);
  };
  const bindings: Record<string, Binding> = { self: parts.processes };
  for (const [binding, over] of step.for) bindings[binding] = ownMembers(`${name}'s ${binding}`, over, locals, schema);
  const closures = {
    when: (state: object, bound: object) =>
      isThere(state, bound) && (guard === null || guard(shared(state), my, bound)),
    do: act,
  };
  const confined = accessOf(plan, step, { name, bindings, closures });
  noteWritten(confined.do, [guard, effect]);
  return {
    name,
    step,
    for: bindings,
    ...confined,
    imposed: { when: isThere, hasGuard: guard !== null, do: () => {}, own: confined.do },
  };
}

/** A binding over one of the process's own collections, which is an item of a map; any other as it is. */
function ownMembers(label: string, over: Binding, locals: readonly Local[], schema: Schema): Binding {
  if (!isMembers(over)) return over;
  const found = locals.filter(({ of }) => of === over.collection);
  if (found.length > 1)
    throw synodError("bad-binding", {
      binding: label,
      problem: `its collection is used for several local variables, ${found.map(({ name }) => name).join(" and ")}: make one for each of them`,
      slip: "shared",
    });
  const [local] = found;
  if (local === undefined) return over;
  return { ...over, collection: schema[local.field] as AnyContainer, keys: ["self", ...over.keys] };
}

interface Naming {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly closures: Pick<SteppedRule, "when" | "do">;
}

/** What a step may look at and touch, and closures that cannot but keep to it. */
function accessOf(
  { program, parts, schema, mine }: Lowering,
  { procedure, reads, writes, do: effect, await: guard }: ProgramStep,
  { name, bindings, closures }: Naming,
): Pick<SteppedRule, "access" | "when" | "do"> {
  const calls = procedure === null && parts.procedures.size > 0;
  const fields = [
    placeField(program),
    ...(parts.procedures.size > 0 ? [returnField(program)] : []),
    ...mine.locals.map(({ field }) => field),
    // A call sets the first values of what it calls.
    ...(calls ? procedureLocals(program, parts).map(({ field }) => field) : []),
  ];
  if (reads !== undefined || writes !== undefined) {
    const own = (bound: object): AnyPlace[] => fields.map((field) => [field, (bound as Fields)["self"]]);
    const also = (places: typeof reads) => (bound: never) => {
      const declared: unknown = typeof places === "function" ? places(bound) : (places ?? []);
      return Array.isArray(declared) ? [...declared, ...own(bound)] : (declared as AnyPlace[]);
    };
    const domains = Object.entries(bindings).map(([binding, over]) => [binding, bindingDomain(over)] as const);
    return confine(schema, { name, domains, ...closures }, { reads: also(reads), writes: also(writes) });
  }
  const all: [string, Extent][] = Object.keys(parts.state).map((field) => [field, "all"]);
  const known = new Map<number, Access>();
  const access = (bound: object): Access => {
    const code = parts.processes.encode((bound as Fields)["self"]);
    let found = known.get(code);
    if (found === undefined) {
      const own = fields.map((field): [string, Extent] => [field, new Map([[code, "all"]])]);
      const covered = (shared: boolean): Coverage => new Map(shared ? [...all, ...own] : own);
      found = { reads: covered(effect !== null || guard !== null), writes: covered(effect !== null) };
      known.set(code, found);
    }
    return found;
  };
  return { ...closures, access };
}
