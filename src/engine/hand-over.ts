/**
 * How a search is handed over to the kernel: the states that were found become lines of its table, the rest of the level
 * that is expanded and the level that is filled become its blocks. A string says why it cannot be.
 */
import { platform } from "#platform";
import type { Ground } from "../explore/engine.ts";
import { type Kernel, kernelModule, openKernel } from "../explore/kernel-machine.ts";
import type { ReferenceEngine } from "../explore/reference-engine.ts";
import type { Relief } from "../explore/relief.ts";
import { BLOCKS, CLAIMED, TAKEN } from "../explore/shared-walk.ts";
import * as at from "../kernel/map.ts";
import type { Program } from "../program/program.ts";
import { Frontier } from "../store/frontier.ts";
import { Lines } from "../store/lines.ts";
import { VisitedSet } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import { addBlock } from "./blocks.ts";
import { roomForForms } from "./column-image.ts";
import type { Dimensions } from "./dimensions.ts";
import { linesFor } from "./growth.ts";
import { takeBack } from "./hand-back.ts";
import { KernelEngine } from "./kernel-engine.ts";
import { KernelMemory, linesOf } from "./kernel-memory.ts";
import type { Helpers } from "./kernel-threads.ts";
import { NUMBERED_SLOTS } from "./line-shape.ts";
import { metInFrontier } from "./met-states.ts";
import { Publisher } from "./publisher.ts";
import { type AllUnits, allUnits, type BoundUnit, boundUnits, unitsOf } from "./units.ts";

/** More than these leave no room for what one state may add. */
const MOST_SEATS = 2 ** 18;

/** Addresses, not memory: what Node 20 and 22 reserve for 4 GiB that are shared, and at most for a thread. */
const RESERVED_BY_MEMORY = 10 * 2 ** 30;
const RESERVED_BY_THREAD = 2 ** 30;

export const kernelRelief: Relief = {
  foresee: ({ options: { store, help } }) => {
    if (store === "exact") return;
    help?.comeUp();
    // What is wrong with it is said when it is needed.
    if (thresholds.kernelPlain === 0) kernelModule().catch(() => {});
  },
  takeOver: (program, ground, reference) => new HandOver(program, ground, reference).run(),
  giveBack: (engine, reference) => takeBack(engine as KernelEngine, reference),
};

class HandOver {
  readonly #program: Program;
  readonly #ground: Ground;
  readonly #reference: ReferenceEngine;

  constructor(program: Program, ground: Ground, reference: ReferenceEngine) {
    this.#program = program;
    this.#ground = ground;
    this.#reference = reference;
  }

  async run(): Promise<KernelEngine | string> {
    const { options, open, budget } = this.#ground;
    if (options.store === "exact") return "the exact store keeps whole states";
    const { instances, properties, words } = this.#program;
    const judged = { properties, asked: open(), noted: options.noted ?? [] };
    const { walk, control } = this.#reference.memory;
    const level = new Frontier(walk.current);
    const met = metInFrontier(level, words, control[CLAIMED] as number, control[BLOCKS] as number);
    const publication = this.#program.publish({ expanded: 0, judged: 0, met });
    if (typeof publication === "string") return publication;
    const { predicates, forms } = publication;
    const seats = publication.rules.reduce((sum, { count }) => sum + count, 0);
    if (seats > MOST_SEATS) return `there are ${seats} rule instances`;
    const partsOf = (predicate: number) => predicates[predicate]?.length ?? 0;
    const units = unitsOf(judged, partsOf, false);
    if (typeof units === "string") return units;
    const bounds = boundUnits(this.#program, partsOf);
    const { memory: given } = this.#reference;
    const helpers = options.help?.size ?? 1;
    const dimensions: Dimensions = {
      words,
      rules: instances.rules.length,
      seats,
      formRoom: forms === undefined ? 0 : roomForForms(forms.columns, words),
      parts: [...allUnits(units), ...bounds].reduce((sum, { parts }) => sum + parts.length, 0),
      stateBounds: bounds.filter(({ isOfSteps }) => !isOfSteps).length,
      stepBounds: bounds.filter(({ isOfSteps }) => isOfSteps).length,
      noted: options.noted?.length ?? null,
      threads: helpers,
      bytes: budget.limit,
    };
    // Room for as many again, and for what threads may add before they look.
    const spare = helpers * (seats + 512);
    const lines = linesFor(2 * given.states + 2 * spare, NUMBERED_SLOTS);
    if (budget.taken - given.bytes + at.LINE * lines > budget.limit) return "there is no memory for it";
    // A thread that finds no addresses ends the whole process, and the reference needs far fewer of them.
    if (platform.reservableBytes() < RESERVED_BY_MEMORY + (helpers - 1) * RESERVED_BY_THREAD)
      return "the process may not reserve so many addresses (`ulimit -v`)";
    const memory = memoryOf(dimensions, lines);
    if (typeof memory === "string") return memory;
    return this.#moveTo(memory, await openKernel(memory.pages), { units, bounds }, publication, lines);
  }

  #moveTo(
    memory: KernelMemory,
    kernel: Kernel,
    { units, bounds }: { readonly units: AllUnits; readonly bounds: readonly BoundUnit[] },
    publication: Exclude<ReturnType<Program["publish"]>, string>,
    lines: number,
  ): KernelEngine | string {
    const publisher = new Publisher(memory, this.#program.layout, units, bounds);
    const { memory: given } = this.#reference;
    const { walk, control, states } = given;
    const rest = [control[CLAIMED] as number, control[BLOCKS] as number] as const;
    const taken = control[TAKEN] as number;
    if (!publisher.publish(publication) || !memory.hasRoomFor(lines, Math.max(0, rest[1] - rest[0]) + taken))
      return "one memory has no room for it";
    const bytes = at.LINE * lines + publisher.bytes;
    if (this.#ground.budget.taken - given.bytes + bytes > this.#ground.budget.limit) return "there is no memory for it";
    const table = new Lines(linesOf(memory, walk.visited.levelBits));
    new VisitedSet(walk.visited, null).each((low, body, origin, number) => table.put({ low, body, origin }, number));
    const queue = moveBlocks(memory, new Frontier(walk.current), rest[0], rest[1]);
    memory.turn();
    const filled = moveBlocks(memory, new Frontier(walk.next), 0, taken);
    const { levelBits, numbers } = walk.visited;
    if (numbers !== null) memory.write(at.NEXT_NUMBER, new Int32Array(numbers)[0] as number);
    this.#reference.release();
    this.#ground.budget.take(bytes);
    const begun = {
      memory,
      kernel,
      publisher,
      units,
      forms: publication.forms ?? null,
      levelBits,
      states,
      filled,
      queue,
    };
    return new KernelEngine(this.#program, this.#ground, begun, this.#hire(memory));
  }

  /** Helpers need no model, and need not be there before they are called. */
  #hire(memory: KernelMemory): Helpers | null {
    const { help } = this.#ground.options;
    const size = memory.plan.threads - 1;
    if (help === null || size === 0) return null;
    const { pages, control, plan } = memory;
    const tasks = Array.from({ length: size }, (_, helper) => ({
      kind: "kernel" as const,
      pages,
      control,
      turns: plan.turns,
      region: memory.region(helper + 1),
      helper,
    }));
    return { size, life: help.takeTurns(tasks) };
  }
}

/** One for all that the budget allows, or, where a host does not promise as much before it is used, for a share of that. */
function memoryOf(dimensions: Dimensions, lines: number): KernelMemory | string {
  let problem = "";
  for (const share of [1, 1 / 4, 1 / 16]) {
    try {
      return new KernelMemory({ ...dimensions, bytes: share * dimensions.bytes }, lines);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problem = error.message;
    }
  }
  return problem;
}

/** Blocks first .. end - 1 become blocks of the level that is filled; answers how many states they have. */
function moveBlocks(memory: KernelMemory, from: Frontier, first: number, end: number): number {
  const { ints, plan, words } = memory;
  let moved = 0;
  for (let block = first; block < end; block++) {
    const array = from.array(block);
    const start = from.offset(block);
    const count = array[start] as number;
    const to = addBlock(memory, count);
    for (let state = 0; state < count; state++) {
      const source = start + 1 + state * from.stride;
      const target = to + state * (plan.stateBytes / 4);
      for (let word = 0; word < words; word++) ints[target + word] = array[source + word] as number;
      const fingerprint = memory.fingerprintOf(target);
      ints[fingerprint] = array[source + words] as number;
      ints[fingerprint + 1] = array[source + words + 1] as number;
      if (plan.isNumbered) ints[fingerprint - 1] = array[source + words + 2] as number;
    }
    moved += count;
  }
  return moved;
}
