/** What is known of a rule, for those who walk its trees on their own: program/publication.ts. */
import type { PublishedRule, Usage } from "../program/publication.ts";
import type { RuleTree } from "./rule-tree.ts";

/**
 * `at`: the numbers of its first seat and its first step; `usage`: what was made of what was published before. A string: why
 * that is not enough for anybody else. Gates are made again when going without that has cost as much.
 */
export function publishRule(
  tree: RuleTree,
  at: { readonly first: number; readonly firstStep: number },
  { expanded, met }: Usage,
): PublishedRule | string {
  const { gates, stage, forest, changes, count } = tree;
  tree.evaluations += expanded * count;
  gates.noteUse(expanded, met);
  tree.prepare();
  const { name } = tree.rule;
  if (stage.direct || stage.guardsOnly) return `rule ${name} is run directly, since its trees would not stay small`;
  if (!tree.rooted) return `rule ${name} has ${count} instances`;
  if (gates.areWorn(tree.evaluations)) tree.makeGates();
  return {
    ...at,
    count,
    cells: forest.cells,
    gates: gates.made as Int32Array,
    changes: changes.entries,
    changed: changes.used,
    givenUp: stage.givenUp,
    saysWho: tree.saysWho,
    version: forest.version + gates.times,
  };
}
