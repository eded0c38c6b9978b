/**
 * A test for vitest that a trace can be kept as: the same check finds the same steps, or, once the model is mended, holds.
 * Written with what programs import, so that it runs where the model is.
 */
import type { Capsule, CapsuleTrace } from "./capsule.ts";
import type { WalkedPath } from "./path.ts";

export function testSource(
  { model, verdict }: Capsule,
  { property, kind }: CapsuleTrace,
  { steps }: WalkedPath,
): string {
  const called = model.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/[^\w$]/g, "_");
  const quoted = JSON.stringify;
  const parameters = `{ ${Object.entries(model.parameters)
    .map(([name, value]) => `${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : quoted(name)}: ${quoted(value)}`)
    .join(", ")} }`;
  const fairness = typeof verdict?.fairness === "string" ? `, fairness: ${quoted(verdict.fairness)}` : "";
  const options = property === null ? "{}" : `{ properties: [${quoted(property)}]${fairness} }`;
  const outcome = kind === "reachable" ? "is reached" : kind.endsWith("throws") ? "throws" : "is violated";
  const lines = steps.map(({ rule, arguments: bound }) => `      ${quoted([rule, Object.fromEntries(bound)])},`);
  return `import { check } from "synod";
// A built-in model; of one of your own: its file.
import { ${called} } from "synod/models";
import { expect, it } from "vitest";

it(${quoted(`${property ?? model.name} ${outcome} in ${steps.length} steps`)}, async () => {
  const { counterexamples } = await check(${called}(${parameters}${model.mutant === null ? "" : `, ${quoted(model.mutant)}`}), ${options});
  const found = counterexamples.find((each) => each.property === ${quoted(property)});
  expect(found?.trace.steps.map((step) => [step.rule, Object.fromEntries(step.arguments)])).toEqual([
${lines.join("\n")}
  ]);
});
`;
}
