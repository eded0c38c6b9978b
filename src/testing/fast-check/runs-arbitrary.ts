/**
 * Runs of a model as an arbitrary of fast-check: random walks by the interpreter, as sample behaviours are. A run shrinks by
 * leaving steps out, many at first; what is not enabled then is left out, too. So every run, shrunk or not, is a behaviour
 * of the model.
 */
import { Arbitrary, type Random, type Stream, stream, toStringMethod, Value } from "fast-check";
import { checkModel } from "../../check/check-options.ts";
import { closed, keysOf, shown } from "../../closed.ts";
import { synodError } from "../../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../../interpret/interpret.ts";
import type { Model } from "../../model/model.ts";
import { namesOf, type Property, propertiesNamed } from "../../model/property.ts";
import { isTemporal, isWitnessed } from "../../model/property-kinds.ts";
import { instancesOf } from "../../program/instances.ts";
import type { StepList } from "../../program/steps.ts";
import { plainPaint } from "../../report/paint.ts";
import { traceText } from "../../report/trace-text.ts";
import { unshown } from "../../trace/claim.ts";
import { replayWalk } from "../../trace/replay.ts";
import { randomOf, randomWalk } from "../../trace/sample.ts";
import type { Trace } from "../../trace/trace.ts";

/** Steps of a run, if nothing else is asked for. */
const USUAL_DEPTH = 40;
/** Of more initial states than these, runs begin in one of the first. */
const INITIAL = 4096;
const PAGE = 100;

/**
 * A behaviour of a model, from an initial state.
 *
 * @example
 * ```ts
 * const never: (run: ModelRun) => boolean = (run) => !run.violates("small") && run.trace.steps.length <= 40;
 * ```
 */
export interface ModelRun {
  /** Its steps as integers, as trace files have them. */
  readonly list: StepList;
  /** Its steps as a person reads them, and the states that they lead to. */
  readonly trace: Trace;
  /** Whether a property of states or steps is false in a state, or of a step, of the run. Throws SYN106, SYN135. */
  violates(property: string): boolean;
  /** Whether a `reachable` is true in a state of the run. Throws SYN106, SYN134. */
  reaches(property: string): boolean;
}

/** How long runs are. */
export interface RunsOptions {
  /** The most steps of a run: `depth: 100`. Absent: 40. */
  readonly depth?: number;
}

/**
 * Random runs of a model, for properties of fast-check about whole runs: what fails is shrunk to a short run.
 *
 * @throws SynodError SYN211 and SYN212 for what is no model, or no options.
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   always: { small: (s) => s.n <= 9 },
 * });
 * fc.assert(fc.property(runsOf(counter), (run) => !run.violates("small")));
 * ```
 */
export function runsOf(model: Model, options: RunsOptions = {}): Arbitrary<ModelRun> {
  checkModel("runsOf(...)", "run", model);
  closed(options, keysOf<RunsOptions>({ depth: true }), (problem, wrong) =>
    wrong === undefined
      ? bad("what runsOf(...) is given for options", problem, "an object")
      : synodError("unknown-key", { subject: "the options of runsOf(...)", ...wrong }),
  );
  const { depth = USUAL_DEPTH } = options;
  if (!Number.isSafeInteger(depth) || depth < 0)
    throw bad("the option depth of runsOf(...)", `is ${shown(depth)}`, "an integer from 0 on");
  return new RunsArbitrary(model, depth);
}

class RunsArbitrary extends Arbitrary<ModelRun> {
  readonly #model: Model;
  readonly #depth: number;
  readonly #interpreter: Interpreter;
  #starts: readonly InterpretedState[] | null = null;

  constructor(model: Model, depth: number) {
    super();
    this.#model = model;
    this.#depth = depth;
    this.#interpreter = interpret(model);
  }

  override generate(random: Random): Value<ModelRun> {
    this.#starts ??= firstOf(this.#interpreter.eachInitialState(), INITIAL);
    if (this.#starts.length === 0)
      throw synodError("no-initial-state", { model: this.#model.name ?? "the model", choices: 0 });
    const initial = random.nextInt(0, this.#starts.length - 1);
    const most = random.nextInt(0, this.#depth);
    const walk = { interpreter: this.#interpreter, instances: instancesOf(this.#model.rules) };
    const numbers = randomOf(random.nextInt(0, 2 ** 31 - 1), 0);
    const start = this.#starts[initial] as InterpretedState;
    const { steps } = randomWalk(walk, start, { most, random: numbers });
    return this.#valueOf(initial, steps);
  }

  /** A run that this arbitrary made, or the like. */
  override canShrinkWithoutContext(value: unknown): value is ModelRun {
    return value instanceof Run && value.model === this.#model;
  }

  override shrink(value: ModelRun): Stream<Value<ModelRun>> {
    return stream(this.#shorter(value.list));
  }

  *#shorter({ initial, steps }: StepList): IterableIterator<Value<ModelRun>> {
    const tried = new Set<string>([steps.join()]);
    for (let size = steps.length; size >= 1; size = Math.floor(size / 2)) {
      for (let end = steps.length; end > 0; end -= size) {
        const left = this.#followed(initial, [...steps.slice(0, Math.max(0, end - size)), ...steps.slice(end)]);
        if (tried.has(left.join())) continue;
        tried.add(left.join());
        yield this.#valueOf(initial, left);
      }
    }
  }

  /** Of these steps those that can be taken one after the other. */
  #followed(initial: number, steps: readonly number[]): readonly number[] {
    const taken: number[] = [];
    let state = this.#starts?.[initial] as InterpretedState;
    for (const step of steps) {
      let next: InterpretedState | null;
      try {
        next = this.#interpreter.take(state, step);
      } catch {
        break;
      }
      if (next === null || next.text === state.text) continue;
      taken.push(step);
      state = next;
    }
    return taken;
  }

  #valueOf(initial: number, steps: readonly number[]): Value<ModelRun> {
    return new Value<ModelRun>(new Run(this.#model, { initial, steps }), undefined);
  }
}

class Run implements ModelRun {
  readonly model: Model;
  readonly list: StepList;
  #trace: Trace | null = null;
  #states: readonly InterpretedState[] | null = null;

  constructor(model: Model, list: StepList) {
    this.model = model;
    this.list = list;
  }

  get trace(): Trace {
    this.#trace ??= replayWalk(this.model, this.list);
    return this.#trace;
  }

  violates(name: string): boolean {
    const asked = this.#named(name);
    const other = asked.find(({ kind }) => isTemporal(kind));
    if (other !== undefined) {
      const judged = this.model.properties.filter(({ kind }) => !isTemporal(kind)).map((each) => each.name);
      throw synodError("not-by-walks", { property: name, kind: other.kind, judged });
    }
    return asked.some((property) => !isWitnessed(property.kind) && this.#shows(property));
  }

  reaches(name: string): boolean {
    const asked = this.#named(name);
    const other = asked.find(({ kind }) => !isWitnessed(kind));
    if (other !== undefined)
      throw synodError("bad-claim", {
        claim: `reaches(...) of ${name}`,
        problem: `it is of the kind ${other.kind}, so there is nothing to reach`,
        instead: "ask whether the run violates it",
      });
    return asked.some((property) => this.#shows(property));
  }

  #named(name: string): readonly Property[] {
    const asked = propertiesNamed(this.model.properties, name);
    if (asked.length > 0) return asked;
    const known = namesOf(this.model.properties);
    throw synodError("unknown-property", { model: this.model.name ?? "the model", name, known });
  }

  #shows(property: Property): boolean {
    const interpreter = interpret(this.model);
    this.#states ??= statesOf(interpreter, this.list);
    const claim = { kind: "property", property } as const;
    return this.#states.some((last, at, states) => {
      return unshown(this.model, interpreter, claim, states[at - 1], last) === null;
    });
  }

  toString(): string {
    return `a run of ${this.list.steps.length} steps\n${traceText(this.trace, { paint: plainPaint, width: PAGE })}`;
  }

  [toStringMethod](): string {
    return this.toString();
  }
}

function statesOf(interpreter: Interpreter, { initial, steps }: StepList): readonly InterpretedState[] {
  const start = firstOf(interpreter.eachInitialState(), initial + 1)[initial] as InterpretedState;
  const states = [start];
  for (const step of steps) states.push(interpreter.take(states.at(-1) as InterpretedState, step) as InterpretedState);
  return states;
}

function firstOf<T>(items: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const item of items) if (first.push(item) === most) break;
  return first;
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
