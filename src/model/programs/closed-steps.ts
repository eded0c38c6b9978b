/** The steps of a program or of a procedure, each looked at, with where it leads. */
import { closed, isNamedParts, keysOf, kindOfValue, shown } from "../../closed.ts";
import type { Slip } from "../../errors/did-you-mean.ts";
import { synodError } from "../../errors/errors.ts";
import type { Schema } from "../../state/field.ts";
import type { Places } from "../access.ts";
import type { Binding } from "../rule.ts";
import { emptied, writtenIn } from "../written.ts";
import { badProgram } from "./bad-program.ts";
import type { LabelledStep } from "./declaration.ts";
import { DONE, inner, type ProgramStep } from "./parts.ts";

const STEP_KEYS = keysOf<Omit<LabelledStep<Schema, unknown, Schema, {}, void, string>, typeof Symbol.hasInstance>>({
  for: true,
  at: true,
  await: true,
  do: true,
  forgets: true,
  reads: true,
  writes: true,
});

interface Read {
  readonly labels: readonly string[];
  readonly steps: readonly ProgramStep[];
  readonly off: readonly string[];
}

/** `procedure`: the one that they are the steps of, or null. `local`: the variables that they see. */
export function closedSteps(whose: string, given: unknown, procedure: string | null, local: Schema): Read {
  const bad = (problem: string, wrong?: Slip) => badProgram(whose, problem, wrong);
  if (!isNamedParts(given)) throw bad(`has \`steps\` that are ${kindOfValue(given)}, not an object of steps by label`);
  const { entries, off } = writtenIn(given);
  const end = procedure === null ? DONE : "return";
  for (const name of [...entries.map(([each]) => each), ...off]) {
    if (name === end) throw bad(`has a label "${name}", which is where it ends`);
    if (name === "") throw bad("has a label without a name");
    if (name.includes(".")) throw bad(`has a label "${name}": a point stands between a procedure and its labels`);
    // Such keys come before all others, wherever they are written.
    if (/^(0|[1-9]\d*)$/.test(name))
      throw bad(`has a label ${name}, and JavaScript puts numbers first: call it l${name}`);
  }
  const read = entries.map(
    ([name, step]) => [name, stepOf(`${whose === "the program" ? "" : `${procedure}.`}${name}`, step, local)] as const,
  );
  const labels = read.filter(([, step]) => step.at === undefined).map(([name]) => name);
  if (labels.length === 0) throw bad("has no labels in `steps`, and so nowhere to begin");
  const placed = (label: string) => (procedure === null ? label : inner(procedure, label));
  const steps = read.map(([name, step]): ProgramStep => {
    const label = step.at ?? name;
    const at = labels.indexOf(label);
    if (at < 0) {
      const isAlternative = entries.some(([each]) => each === label);
      throw bad(
        `has a step "${name}" at ${JSON.stringify(label)}, ${isAlternative ? "which is an alternative itself, and no label" : "and there is no such label"}`,
        { name: shown(label), known: labels },
      );
    }
    const next = labels[at + 1];
    return {
      ...step,
      name: placed(name),
      place: placed(label),
      next: next !== undefined ? placed(next) : procedure === null ? DONE : null,
      procedure,
    };
  });
  return { labels, steps, off: off.map(placed) };
}

type ReadStep = Omit<ProgramStep, "name" | "place" | "next" | "procedure"> & { readonly at: string | undefined };

function stepOf(name: string, given: unknown, local: Schema): ReadStep {
  const refuse = (problem: string, wrong?: Slip) =>
    synodError("bad-rule", {
      rule: `of step ${name}`,
      problem,
      ...(wrong !== undefined && { wrong }),
      ...emptied(given),
    });
  if (typeof given === "function") return { ...NOTHING, at: undefined, do: given as ProgramStep["do"] };
  closed(given, STEP_KEYS, (problem, wrong) => refuse(`it ${problem}`, wrong));
  const {
    at,
    await: guard,
    do: effect,
    for: over,
    forgets,
    reads,
    writes,
  } = given as Readonly<Record<string, unknown>>;
  if (at !== undefined && typeof at !== "string") throw refuse(`its \`at\` is ${kindOfValue(at)}, not a label`);
  for (const [key, closure] of Object.entries({ await: guard, do: effect }))
    if (closure !== undefined && typeof closure !== "function")
      throw refuse(`its \`${key}\` is ${kindOfValue(closure)}, not a function`);
  if (forgets !== undefined && !Array.isArray(forgets))
    throw refuse(`its \`forgets\` is ${kindOfValue(forgets)}, not a list of local variables`);
  for (const each of (forgets as readonly unknown[] | undefined) ?? []) {
    const known = Object.keys(local);
    if (typeof each === "string" && known.includes(each)) continue;
    throw refuse(
      `it forgets ${typeof each === "string" ? `"${each}"` : kindOfValue(each)}, which is no local variable`,
      { name: shown(each), known },
    );
  }
  if (over !== undefined && !isNamedParts(over))
    throw synodError("bad-binding", {
      binding: `${name}'s \`for\``,
      problem: `it is ${kindOfValue(over)}, not an object of domains by name`,
      slip: "unnamed",
    });
  const bindings = Object.entries(over ?? {}) as [string, Binding][];
  if (bindings.some(([binding]) => binding === "self"))
    throw synodError("bad-binding", {
      binding: `${name}'s self`,
      problem: "the name is taken: it is the process, my.self",
      isTaken: true,
    });
  return {
    at,
    for: bindings,
    await: (guard as ProgramStep["await"] | undefined) ?? null,
    do: (effect as ProgramStep["do"] | undefined) ?? null,
    forgets: (forgets as readonly string[] | undefined) ?? [],
    reads: reads as Places | undefined,
    writes: writes as Places | undefined,
  };
}

const NOTHING = { for: [], await: null, forgets: [], reads: undefined, writes: undefined } as const;
