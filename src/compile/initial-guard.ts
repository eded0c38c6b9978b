/**
 * The guard of `init`, which says of the state that each combination of values makes whether it is wanted, compiled by
 * watching it as the guards of rules are (rule-tree.ts): a model that begins in all states in which an invariant is true
 * asks it of millions. A run that looks at what `init` binds is no function of the state, and is not remembered; whether
 * it looks is one, so what was remembered stays right. Where most do look, or the tree is never used again, it is given up.
 */
import { synodError } from "../errors/errors.ts";
import type { Layout } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";
import { Forest, walk } from "./forest.ts";
import { Learning } from "./learning.ts";
import { Tracer } from "./tracer.ts";

const WANTED = -1;
const UNWANTED = -2;
const ROOT = 1;

/** What a run has cost is earned by so many evaluations. */
const WORTH = 4;

/** Answers whether the state that `memory` holds is wanted; throws what the closure throws. */
export type AskGuard = (bound: object) => boolean;

export class InitialGuard {
  readonly #forest = new Forest(1);
  readonly #tracer: Tracer;
  readonly #ask: AskGuard;
  readonly #learning = new Learning(WORTH);
  #isGivenUp = false;
  #evaluations = 0;
  /** Whether the run under way has looked at what is bound. */
  #hasLooked = false;
  readonly #looking: ProxyHandler<object> = {
    get: (bound, name) => this.#look(() => Reflect.get(bound, name)),
    has: (bound, name) => this.#look(() => Reflect.has(bound, name)),
    ownKeys: (bound) => this.#look(() => Reflect.ownKeys(bound)),
    getOwnPropertyDescriptor: (bound, name) => this.#look(() => Reflect.getOwnPropertyDescriptor(bound, name)),
  };

  /** `asking`: what runs the guard over a memory. */
  constructor(layout: Layout, asking: (memory: Memory) => AskGuard) {
    this.#tracer = new Tracer(layout);
    this.#tracer.subject = "the guard of init";
    this.#ask = asking(this.#tracer);
  }

  /** Whether nothing is remembered any more: it is to be asked itself. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Whether the packed state at the start of `state` is wanted, which the combination `bound` has made. */
  wants(state: Int32Array, bound: object): boolean {
    this.#evaluations++;
    const leaf = walk(this.#forest.cells, ROOT, state);
    return leaf === 0 ? this.#learn(state, bound) : leaf === WANTED;
  }

  #learn(state: Int32Array, bound: object): boolean {
    this.#tracer.start(state);
    this.#hasLooked = false;
    const isWanted = this.#ask(new Proxy(bound, this.#looking));
    if (!this.#hasLooked && !this.#forest.plant(ROOT, this.#tracer.path, isWanted ? WANTED : UNWANTED))
      throw synodError("impure-model", {
        subject: "the guard of init",
        problem: "asked twice of equal states, it gave different answers",
      });
    if (this.#forest.untidy) this.#forest.tidy();
    this.#learning.learned++;
    if (this.#forest.full || this.#learning.isTooMuch(this.#evaluations)) this.#isGivenUp = true;
    return isWanted;
  }

  #look<T>(answer: () => T): T {
    this.#hasLooked = true;
    return answer();
  }
}
