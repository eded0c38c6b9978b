/**
 * Symmetry looked at again: whatever renaming of elements makes of a state, the model must treat it in the same way, and
 * its canonical form must be the state; a successor's form must be one of its own renamings, and a class as large as it is
 * said to be. With few elements all renamings are tried, else the exchanges of neighbours, of which all others are made,
 * and one that moves everything.
 */
import { synodError } from "../errors/errors.ts";
import { Halted } from "../halt.ts";
import type { Program } from "../program/program.ts";
import type { Elements } from "../reduce/symmetry/elements.ts";
import { Disagreement } from "./disagreement.ts";
import { equal } from "./equal.ts";
import type { Run } from "./run.ts";
import type { Recorded, Signer } from "./signature.ts";
import type { StandIns } from "./stand-ins.ts";

/** What was searched with, and the elements that it renames. */
interface Searched {
  readonly program: Program;
  readonly elements: Elements;
}

export class RenamedStates {
  readonly #run: Run;
  readonly #standIns: StandIns;
  readonly #signer: Signer;
  /** The program that was searched with: it says how many states one stands for. */
  readonly #searched: Searched;
  readonly #images: readonly Int32Array[];
  readonly #all: boolean;
  readonly #renamed: Int32Array;
  readonly #form: Int32Array;
  /** The state that is being examined, and the renaming of it. */
  now: readonly Int32Array[] = [];

  /** `wanted`: whether to try all renamings, where they are not too many. */
  constructor(run: Run, standIns: StandIns, signer: Signer, searched: Searched, wanted: boolean) {
    this.#run = run;
    this.#standIns = standIns;
    this.#signer = signer;
    this.#searched = searched;
    const { images, all } = standIns.renamings(wanted);
    this.#images = images;
    this.#all = all;
    this.#renamed = new Int32Array(standIns.words);
    this.#form = new Int32Array(standIns.words);
  }

  /** How many renamings are tried of each state, of so many that there are; doing nothing is none. Null: beyond 2^53. */
  get renamings(): { readonly tried: number; readonly of: number | null } {
    const { renamings } = this.#searched.elements;
    return { tried: this.#images.length, of: Number.isSafeInteger(renamings) ? renamings - 1 : null };
  }

  /** Throws `asymmetric-model`, a Disagreement, `Halted`, or what a closure throws. */
  examine(states: Int32Array, offset: number): void {
    const run = this.#run;
    const state = states.slice(offset, offset + this.#renamed.length);
    run.load(state, 0);
    const made = this.#signer.record(run);
    // Several renamings may make one state.
    const signatures = new Map([[state.join(), this.#signer.signature(made)]]);
    for (const images of this.#images) {
      this.#standIns.rename(images, state, 0, this.#renamed);
      const image = this.#renamed.slice();
      this.now = [state, image];
      const expected = this.#signer.signature(made, (after) => {
        this.#standIns.rename(images, after, 0, this.#renamed);
        return this.#renamed;
      });
      const text = image.join();
      let found = signatures.get(text);
      if (found === undefined) {
        this.#standIns.of(image, 0, this.#form);
        if (!equal(this.#form, state))
          throw this.#disagreement(image, "its canonical form", "one state", "another state");
        run.load(image, 0);
        try {
          found = this.#signer.sign(run);
        } catch (error) {
          if (error instanceof Halted) throw error;
          throw this.#asymmetric(images, {
            subject: "a rule or a property",
            problem: "it throws, and without it does not",
          });
        }
        signatures.set(text, found);
      }
      const difference = this.#signer.difference(expected, found);
      if (difference !== null) throw this.#asymmetric(images, difference);
    }
    if (this.#all) this.#examineForms(state, made, signatures.size);
  }

  #examineForms(state: Int32Array, { successors }: Recorded, size: number): void {
    const said = this.#searched.program.standsFor(state, 0);
    if (said !== size) throw this.#disagreement(state, "the states that it stands for", `${said}`, `${size}`);
    for (const { after } of successors) {
      this.#standIns.of(after, 0, this.#form);
      this.#standIns.forget(after, 0, this.#renamed);
      const forgotten = this.#renamed.slice();
      if (equal(this.#form, forgotten)) continue;
      const isRenaming = this.#images.some((images) => {
        this.#standIns.rename(images, forgotten, 0, this.#renamed);
        return equal(this.#form, this.#renamed);
      });
      if (!isRenaming)
        throw this.#disagreement(after, "its canonical form", "a state that stands for it", "no renaming of it");
    }
  }

  #asymmetric(images: Int32Array, { subject, problem }: { readonly subject: string; readonly problem: string }): Error {
    const { scalarsets, blocks } = this.#searched.elements;
    const moved = scalarsets.flatMap(({ name }, at) => {
      const { first, size } = blocks[at] as (typeof blocks)[number];
      const swaps = [...images.subarray(first, first + size)].flatMap((to, from) =>
        to === first + from ? [] : [`${name}${from + 1} → ${name}${to - first + 1}`],
      );
      return swaps.length === 0 ? [] : [{ name, swaps }];
    });
    return synodError("asymmetric-model", {
      subject,
      scalarset: moved.map(({ name }) => name).join(", "),
      renaming: moved.flatMap(({ swaps }) => swaps).join(", "),
      problem,
    });
  }

  #disagreement(state: Int32Array, subject: string, search: string, finds: string): Disagreement {
    return new Disagreement({ state: state.slice(), subject, search, judge: "all renamings, one by one,", finds });
  }
}
