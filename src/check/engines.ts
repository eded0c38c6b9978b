/** The engines there are, the quickest first; the last can do everything. */
import type { Engine } from "../explore/engine.ts";
import { reference } from "../explore/explorer.ts";
import type { SearchOptions, Walk } from "../explore/walk.ts";
import type { Program } from "../program/program.ts";

const ENGINES: readonly Engine[] = [reference];

/** The walk of the first engine that suits. */
export function searchBy(program: Program, search: SearchOptions, engines: readonly Engine[] = ENGINES): Promise<Walk> {
  const engine = engines.find((each) => each.suits(program, search)) ?? reference;
  return engine.search(program, search);
}
