/** What judges counted while they looked at all states, compared with what the search counted. */
import { Disagreement } from "../certify/disagreement.ts";
import type { Examiner } from "../certify/examiner.ts";
import type { Walk } from "../explore/walk.ts";
import type { Program } from "../program/program.ts";
import { keptBy } from "../reduce/table.ts";
import { keptPerLevel, placesOf } from "./kept-places.ts";

/** States, those without an enabled rule, enabled instances per rule, what is beyond the constraint. */
export type Sums = Pick<Examiner, "states" | "terminal" | "enabled" | "crossed">;

export function sumOf(one: Sums, other: Sums): Sums {
  const enabled = one.enabled.map((count, rule) => count + (other.enabled[rule] as number));
  const crossed = one.crossed.map((count, at) => count + (other.crossed[at] as number));
  return { states: one.states + other.states, terminal: one.terminal + other.terminal, enabled, crossed };
}

/** Throws a Disagreement. */
export function compareSums(
  { program, walk }: { readonly program: Program; readonly walk: Walk },
  judge: string,
  { states, terminal, enabled, crossed }: Sums,
): void {
  const agree = (subject: string, said: number, counted: number) => {
    if (said !== counted) throw aboutAll(subject, said, counted, judge);
  };
  agree("states", walk.distinct, states);
  program.instances.rules.forEach(({ name }, rule) => {
    agree(`enabled instances of ${name}`, walk.enabled[rule] as number, enabled[rule] as number);
  });
  agree("terminal states", walk.terminal, terminal);
  if (keptBy(program.plan).states === "classes") {
    let standFor = 0;
    for (const { states: kept, offset } of placesOf(walk)) standFor += program.standsFor(kept, offset);
    agree("states that those stand for", walk.unreduced, standFor);
  }
  crossed.forEach((count, at) => {
    agree("states or steps beyond the constraint", walk.crossed[at] as number, count);
  });
  if (keptBy(program.plan).steps) {
    const initial = program.initialStates().count;
    agree(
      "generated states",
      walk.generated,
      enabled.reduce((sum, count) => sum + count, initial),
    );
  }
  keptPerLevel(walk, program.words).forEach((count, level) => {
    agree(`states at depth ${level}`, walk.levels[level] ?? 0, count);
  });
}

export function aboutAll(subject: string, said: number, counted: number, judge: string): Disagreement {
  return new Disagreement({
    state: null,
    subject: `the number of ${subject}`,
    search: `${said}`,
    judge,
    finds: `${counted}`,
  });
}
