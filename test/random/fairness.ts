/** Random assumptions of fairness about the rules that there are. */
import type { Dice } from "./dice.ts";
import type { RandomExpressions } from "./expressions.ts";
import type { AssumptionData, BindingsData, Expression, ModelData } from "./model-data.ts";
import type { Environment } from "./places.ts";

/** One to three named sets of assumptions on these rules. */
export function randomFairness(
  x: RandomExpressions,
  dice: Dice,
  rules: readonly { readonly name: string; readonly for: BindingsData }[],
  environmentOf: (bindings: BindingsData) => Environment = (bindings) =>
    bindings.flatMap(([name, binding]) => ("domain" in binding ? [[name, binding.domain] as const] : [])),
): ModelData["fairness"] {
  const assumption = (): AssumptionData => {
    const kind = dice.chance(50) ? "weak" : "strong";
    const some = dice.shuffled(rules).slice(0, dice.pick([1, 1, 2, rules.length]));
    const [first] = some as [(typeof rules)[number]];
    const names = first.for
      .map(([name]) => name)
      .filter((name) => some.every((rule) => rule.for.some(([other]) => other === name)));
    const env = environmentOf(first.for);
    const closure = (make: () => Expression) => x.over([], () => x.attempt(make, null));
    const where = some.length === 1 && env.length > 0 && dice.chance(30) ? closure(() => x.condition(env, 1)) : null;
    const per = dice.pick(["none", "instance", "names", "function", "function"] as const);
    const by =
      per === "function" && some.length === 1 && env.length > 0
        ? closure(() => ({ e: "bound", name: dice.pick(env)[0] }))
        : null;
    return {
      kind,
      rules: some.map(({ name }) => name),
      per:
        per === "instance"
          ? "instance"
          : by !== null
            ? { by }
            : per === "names" && names.length > 0
              ? dice.shuffled(names).slice(0, dice.between(1, names.length))
              : null,
      where,
    };
  };
  return Array.from({ length: dice.between(1, 2) }, (_, at) => [
    `fair${at}`,
    Array.from({ length: dice.pick([1, 1, 2, 3]) }, assumption),
  ]);
}
