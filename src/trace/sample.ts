/**
 * Sample behaviours: what a model does when nobody looks for anything. A walk takes at each state one of the rules that can
 * change something there, each as likely as any other, and of that rule one of its instances; so that a rule of many
 * instances does not drown the others. Walk `n` of a seed is the same however many are asked for, on every machine.
 * Nothing is judged along it. Walks are by the interpreter, within the model's constraint.
 */
import { type Halt, neverHalt } from "../halt.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { type Instances, instancesOf, ruleOfStep } from "../program/instances.ts";
import { hashOf } from "../program/mixing.ts";
import type { StepList } from "../program/steps.ts";
import { replayWalk } from "./replay.ts";
import type { Trace } from "./trace.ts";

/** How many walks, of which seed, and of how many steps at most. */
export interface SampleRequest {
  readonly count: number;
  readonly seed: number;
  readonly most: number;
}

/**
 * Why a walk goes no further: no rule is enabled; those that are change nothing; what follows is beyond the constraint; it
 * has as many steps as it may have; a rule throws there; it was told to stop.
 */
export type SampleEnding = "terminal" | "unchanging" | "constraint" | "long enough" | "throws" | "interrupted";

export interface Sample {
  readonly list: StepList;
  readonly trace: Trace;
  readonly ending: SampleEnding;
}

/** Steps of a walk, if nothing else is asked for. */
export const SAMPLE_STEPS = 40;
/** Of more initial states than these, walks begin in one of the first. */
const INITIAL = 4096;

export function sampleWalks(model: Model, { count, seed, most }: SampleRequest, halt: Halt = neverHalt): Sample[] {
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const starts = firstOf(interpreter.eachInitialState(), INITIAL);
  const samples: Sample[] = [];
  for (let walk = 0; walk < count && starts.length > 0 && halt() === null; walk++) {
    const random = randomOf(seed, walk);
    const initial = below(random, starts.length);
    const start = starts[initial] as InterpretedState;
    const { steps, ending } = randomWalk({ interpreter, instances, halt }, start, { most, random });
    const list = { initial, steps };
    samples.push({ list, trace: replayWalk(model, list), ending });
  }
  return samples;
}

interface Walker {
  readonly interpreter: Interpreter;
  readonly instances: Instances;
  readonly halt?: Halt;
}

/** One walk. `random`: numbers from 0 to 2^32 - 1. */
export function randomWalk(
  { interpreter, instances, halt = neverHalt }: Walker,
  start: InterpretedState,
  { most, random }: { readonly most: number; readonly random: () => number },
): { readonly steps: readonly number[]; readonly ending: SampleEnding } {
  const steps: number[] = [];
  for (let state = start; ; ) {
    if (halt() !== null) return { steps, ending: "interrupted" };
    let found: ReturnType<Interpreter["successors"]>;
    try {
      found = interpreter.successors(state);
      const changing = found.filter((next) => next.state.text !== state.text);
      if (changing.length === 0) {
        if (found.length > 0) return { steps, ending: "unchanging" };
        return { steps, ending: interpreter.isTerminal(state) ? "terminal" : "constraint" };
      }
      if (steps.length >= most) return { steps, ending: "long enough" };
      const ruleOf = (step: number) => ruleOfStep(instances, step);
      const rules = [...new Set(changing.map(({ step }) => ruleOf(step)))];
      const rule = rules[below(random, rules.length)];
      const ofRule = changing.filter(({ step }) => ruleOf(step) === rule);
      const taken = ofRule[below(random, ofRule.length)] as (typeof found)[number];
      steps.push(taken.step);
      state = taken.state;
    } catch {
      return { steps, ending: "throws" };
    }
  }
}

/** A counter of its own for each walk, hashed: numbers that differ in one bit have nothing else in common. */
export function randomOf(seed: number, walk: number): () => number {
  const words = Int32Array.of(walk, 0);
  return () => {
    words[1] = (words[1] as number) + 1;
    return hashOf(words, 0, words.length, seed) >>> 0;
  };
}

function below(random: () => number, count: number): number {
  return Math.floor((random() / 2 ** 32) * count);
}

function firstOf<T>(items: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.push(item) === most) break;
  }
  return first;
}
