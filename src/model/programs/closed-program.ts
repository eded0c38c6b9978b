/** What a program is said to be, made into its parts: everything looked at, so that nothing said is passed over. */
import { closed, isNamedParts, keysOf, kindOfValue } from "../../closed.ts";
import { type AnyDomain, LISTED_VALUES_LIMIT } from "../../domain/domain.ts";
import { isDomain, whatIs } from "../../domain/is-domain.ts";
import { isField, type Schema } from "../../state/field.ts";
import { isUnwritten, writtenIn } from "../written.ts";
import { badProgram } from "./bad-program.ts";
import { closedSteps } from "./closed-steps.ts";
import type { ProgramBody } from "./declaration.ts";
import type { ProcedureParts, ProgramParts, ProgramStep } from "./parts.ts";

const BODY_KEYS = keysOf<ProgramBody<Schema, unknown, Schema, {}, {}, {}, {}>>({
  local: true,
  init: true,
  procedures: true,
  steps: true,
});
const PROCEDURE_KEYS = ["local", "steps"];

/** What programs call what a process has besides its local variables, and what stands for a process in bindings. */
const TAKEN: readonly string[] = ["at", "self"];

/** Throws `bad-program`, `bad-rule` and `bad-binding`. */
export function checkedProgram(state: unknown, processes: unknown, body: unknown): ProgramParts {
  const subject = "what program(...) is given";
  if (!isNamedParts(state) || isField(state) || !Object.values(state).every(isField))
    throw badProgram(
      subject,
      `first is ${whatIs(state)}, not the fields of the state that it shares: program(state, Process, { steps })`,
    );
  if (!isDomain(processes))
    throw badProgram(
      subject,
      `second is ${whatIs(processes)}, not the domain of its processes; of a single one, a domain of one value`,
    );
  // Below that, equal processes are one value, which may be compared as such.
  if (processes.size > LISTED_VALUES_LIMIT)
    throw badProgram(subject, `are ${processes.size} processes, and the most there can be are ${LISTED_VALUES_LIMIT}`);
  closed(body, BODY_KEYS, (problem, wrong) => badProgram("the program", problem, wrong));
  const { local: variables, init, procedures: called, steps: given } = body as Readonly<Record<string, unknown>>;
  const local = localsOf("the program", variables);
  if (init !== undefined && typeof init !== "function")
    throw badProgram("the program", `has an \`init\` that is ${kindOfValue(init)}, not a function (my) => { ... }`);
  const procedures = new Map<string, ProcedureParts>();
  const inside: ProgramStep[] = [];
  const off: string[] = [];
  if (!isUnwritten(called) && !isNamedParts(called))
    throw badProgram(
      "the program",
      `has \`procedures\` that are ${kindOfValue(called)}, not an object of procedures by name`,
    );
  for (const [name, procedure] of writtenIn(called).entries) {
    const whole = `the procedure ${name}`;
    closed(procedure, PROCEDURE_KEYS, (problem, wrong) => badProgram(whole, problem, wrong));
    if (TAKEN.includes(name) || Object.hasOwn(local, name))
      throw badProgram(whole, TAKEN.includes(name) ? "has a name that is taken" : "is called like a local variable");
    const { local: own, steps } = procedure as Readonly<Record<string, unknown>>;
    const inner = localsOf(whole, own);
    const twice = Object.keys(inner).find((each) => Object.hasOwn(local, each));
    if (twice !== undefined)
      throw badProgram(whole, `has a local variable "${twice}", and so has the program: a procedure sees both`);
    const read = closedSteps(whole, steps, name, { ...local, ...inner });
    procedures.set(name, { name, local: inner, labels: read.labels });
    inside.push(...read.steps);
    off.push(...read.off);
  }
  const { labels, steps, off: without } = closedSteps("the program", given, null, local);
  return {
    state: state as Schema,
    processes: processes as AnyDomain,
    local,
    init: (init as ProgramParts["init"] | undefined) ?? null,
    labels,
    procedures,
    steps: [...steps, ...inside],
    off: [...without, ...off],
  };
}

function localsOf(whose: string, given: unknown): Schema {
  if (given === undefined) return {};
  if (!isNamedParts(given) || isField(given))
    throw badProgram(whose, `has \`local\` that is ${whatIs(given)}, not an object of variables by name`);
  for (const [name, field] of Object.entries(given)) {
    if (TAKEN.includes(name)) throw badProgram(whose, `has a local variable "${name}", a name that is taken`);
    if (!isField(field))
      throw badProgram(
        whose,
        `has a local variable "${name}" that is ${whatIs(field)}, neither a domain nor a map, set, bag or sequence`,
      );
  }
  return given as Schema;
}
