/** Another engine, which may take a search over between two goes at a level, and give it back. */
import type { Program } from "../program/program.ts";
import type { Engine, Ground } from "./engine.ts";
import type { ReferenceEngine } from "./reference-engine.ts";

export interface Relief {
  /** It is going to take over, probably: what takes a while to come up may do so meanwhile. Nothing need come of it. */
  foresee(ground: Ground): void;
  /** The engine that goes on; a string: why none can. */
  takeOver(program: Program, ground: Ground, reference: ReferenceEngine): Promise<Engine | string>;
  /** False: the budget does not allow it. */
  giveBack(engine: Engine, reference: ReferenceEngine): boolean;
}
