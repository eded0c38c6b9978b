/** Where a process goes on after a step: what its effect answers, looked at. */

import { isNamedParts, kindOfValue } from "../../closed.ts";
import { insist } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";
import { stepName } from "./fairness.ts";
import { type Local, ownLocals, placeField, returnField } from "./fields.ts";
import { clearLocals } from "./left.ts";
import type { Acting } from "./my.ts";
import { DONE, inner, type ProcedureParts, type ProgramParts, type ProgramStep } from "./parts.ts";

const CALL_KEYS: readonly string[] = ["call", "with", "then"];

/** Moves the process on stage. Throws `no-such-label` and `no-caller`. */
export function goesOn(
  program: string,
  parts: ProgramParts,
  step: ProgramStep,
): (stage: Acting, answer: unknown) => void {
  const at = placeField(program);
  const returns = returnField(program);
  const own = step.procedure === null ? null : (parts.procedures.get(step.procedure) as ProcedureParts);
  const labels = own === null ? parts.labels : own.labels;
  const end = own === null ? DONE : "return";
  const name = stepName(program, step.name);
  const localsOf = new Map([...parts.procedures.values()].map((each) => [each, ownLocals(program, each)]));
  const clear = ({ state, self }: Acting, procedure: ProcedureParts) =>
    clearLocals(state, self, localsOf.get(procedure) as Local[]);
  const refuse = (answer: unknown, problem: string) => {
    const wrong = typeof answer === "string" ? { wrong: { name: answer, known: [...labels, end] } } : {};
    return insist(synodError("no-such-label", { step: name, problem, known: [...labels, end], ...wrong }));
  };
  const move = (stage: Acting, to: string) => stage.state[at].set(stage.self, to);
  const leave = (stage: Acting, procedure: ProcedureParts) => {
    const to = stage.state[returns].get(stage.self);
    if (to === null)
      throw insist(
        synodError("no-caller", {
          step: name,
          procedure: procedure.name,
          process: `${program} ${parts.processes.format(stage.self)}`,
        }),
      );
    clear(stage, procedure);
    stage.state[returns].set(stage.self, null);
    move(stage, to);
  };
  const call = (stage: Acting, answer: Readonly<Record<string, unknown>>) => {
    const { call: called, with: given = {}, then } = answer;
    const names = [...parts.procedures.keys()];
    if (own !== null)
      throw refuse(
        null,
        `calls ${shown(called)} from within the procedure ${own.name}, and a procedure calls none: calls are one level deep, so that a state need not hold a stack`,
      );
    const procedure = typeof called === "string" ? parts.procedures.get(called) : undefined;
    if (procedure === undefined)
      throw insist(
        synodError("no-such-label", {
          step: name,
          problem: `calls ${shown(called)}, and there is no such procedure`,
          known: names,
          wrong: { name: String(called), known: names },
        }),
      );
    const odd = Object.keys(answer).find((key) => !CALL_KEYS.includes(key));
    if (odd !== undefined)
      throw refuse(null, `calls ${procedure.name} with a key "${odd}", and there are ${CALL_KEYS.join(", ")}`);
    if (!isNamedParts(given))
      throw refuse(
        null,
        `calls ${procedure.name} with ${kindOfValue(given)}, not an object of values for its variables`,
      );
    const locals = localsOf.get(procedure) as Local[];
    // A rule may have left something there.
    clear(stage, procedure);
    for (const [variable, value] of Object.entries(given)) {
      const local = locals.find((each) => each.name === variable);
      if (local === undefined)
        throw insist(
          synodError("no-such-label", {
            step: name,
            problem: `calls ${procedure.name} with "${variable}", which is no local variable of it`,
            known: locals.map((each) => each.name),
            wrong: { name: variable, known: locals.map((each) => each.name) },
          }),
        );
      stage.state[local.field].set(stage.self, value);
    }
    const next = then === undefined ? step.next : then;
    if (next !== DONE && !(typeof next === "string" && parts.labels.includes(next)))
      throw refuse(next, `calls ${procedure.name}, then ${shown(next)}, and there is no such label`);
    stage.state[returns].set(stage.self, next);
    move(stage, inner(procedure.name, procedure.labels[0] as string));
  };
  return (stage, answer) => {
    if (answer === undefined) {
      if (step.next !== null) move(stage, step.next);
      else leave(stage, own as ProcedureParts);
    } else if (answer === end) {
      if (own === null) move(stage, DONE);
      else leave(stage, own);
    } else if (typeof answer === "string" && labels.includes(answer)) {
      move(stage, own === null ? answer : inner(own.name, answer));
    } else if (isNamedParts(answer) && "call" in answer) {
      call(stage, answer);
    } else {
      const all = parts.steps.filter(({ procedure }) => procedure === step.procedure);
      const placed = (label: string) => (own === null ? label : inner(own.name, label));
      const isAlternative = typeof answer === "string" && all.some((each) => each.name === placed(answer));
      throw refuse(
        answer,
        isAlternative
          ? `goes to ${shown(answer)}, which is an alternative and no label: one goes to the label that it is at`
          : `goes to ${shown(answer)}, and there is no such label`,
      );
    }
  };
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : kindOfValue(value);
}
