/**
 * The seam for engines: an engine takes a program and what is asked of it, and answers with a walk. How it keeps states, in
 * what order it expands them, and with what threads is its own; what a walk says must be the same for every engine.
 */
import type { Program } from "../program/program.ts";
import type { SearchOptions, Walk } from "./walk.ts";

export interface Engine {
  readonly name: string;
  /** Whether it can do that search. */
  suits(program: Program, search: SearchOptions): boolean;
  /** Rejects with a coded error when a closure is impure or a worker dies, and with `Halted` before the first level. */
  search(program: Program, search: SearchOptions): Promise<Walk>;
}
