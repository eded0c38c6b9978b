/** A small space searched once more by the interpreter alone, and compared with what the search says of it as a whole. */
import { equal } from "../certify/equal.ts";
import type { Examiner } from "../certify/examiner.ts";
import type { InterpretedRun } from "../certify/interpreted-run.ts";
import { type Counts, OwnSearch } from "../certify/own-search.ts";
import type { StandIns } from "../certify/stand-ins.ts";
import type { Walk } from "../explore/walk.ts";
import type { Program } from "../program/program.ts";
import { keptBy } from "../reduce/table.ts";
import { aboutAll } from "./compare-sums.ts";

/** Spaces of no more states than this are judged whole, whatever time that takes, within reason. */
export const SMALL_SPACE = 1000;
/** Spaces of the model itself that the interpreter searches on its own where a reduction is in force. */
const SMALL_UNREDUCED = 250;

/**
 * The states that stand for those that it finds, as text; null: the space is too large, or `goesOn` said that there is no
 * time. Throws a Disagreement, and `Halted`.
 */
export async function statesFoundAlone(
  { program, walk }: { readonly program: Program; readonly walk: Walk },
  interpreted: InterpretedRun,
  examiner: Examiner,
  standIns: StandIns,
  goesOn: (met: number) => Promise<boolean>,
): Promise<ReadonlySet<string> | null> {
  const kept = keptBy(program.plan);
  const isWhole = kept.states !== "some";
  const plain = kept.states === "all";
  // With symmetry its classes are as large as all renamings say, which is known by now.
  if (isWhole && walk.unreduced > (plain ? SMALL_SPACE : SMALL_UNREDUCED)) return null;
  const form = new Int32Array(program.words);
  const { source } = interpreted;
  const own = new OwnSearch(interpreted, examiner, program, () => {
    if (!isWhole) return false;
    standIns.of(source, 0, form);
    return equal(source, form);
  });
  for (const state of interpreted.interpretedInitialStates()) {
    if (state !== null) own.begin(state);
    if (!(await goesOn(0))) return null;
  }
  while (own.advance()) {
    if (own.states.length > SMALL_UNREDUCED && !isWhole) return null;
    if (!(await goesOn(own.states.length))) return null;
  }
  const counts: Counts = {
    distinct: isWhole ? walk.unreduced : null,
    levels: plain ? walk.levels : null,
    depth: isWhole ? walk.depth : null,
    generated: plain ? walk.generated : null,
    terminal: plain ? walk.terminal : null,
    enabled: plain ? walk.enabled : null,
    deeper: plain ? walk.deeper : null,
    crossed: plain ? walk.crossed : null,
  };
  own.compare(
    counts,
    program.instances.rules.map(({ name }) => name),
  );
  const standing = own.standIns(standIns);
  if (kept.steps && standing.size !== walk.distinct)
    throw aboutAll("states, of those that stand for others", walk.distinct, standing.size, interpreted.name);
  return standing;
}
