/** Random properties of every kind, for models and for systems. */
import type { Dice } from "./dice.ts";
import type { RandomDomains } from "./domains.ts";
import type { RandomExpressions } from "./expressions.ts";
import type { Expression, Kind, PropertyData } from "./model-data.ts";
import type { Environment } from "./places.ts";

const OVER_TIME: readonly Kind[] = ["eventually", "alwaysEventually", "eventuallyAlways", "leadsTo", "alwaysReachable"];

/** Some of the kinds that are about what happens in the end. */
export function someOverTime(dice: Dice): Kind[] {
  return dice.shuffled(OVER_TIME).slice(0, dice.between(1, 3));
}

export function randomProperty(
  x: RandomExpressions,
  dice: Dice,
  domains: RandomDomains,
  kind: Kind,
  name: string,
): PropertyData {
  const quantified = kind !== "leadsTo" && dice.chance(20);
  const domain = dice.pick(domains.upTo(8));
  const env: Environment = quantified ? [["v", domain]] : [];
  const rare = (): Expression => x.rare(env);
  const usual = (): Expression => ({ e: "not", of: rare() });
  const either = () => (dice.chance(50) ? usual() : x.condition(env, 1));
  const made = (): Expression => {
    if (kind === "always") return usual();
    if (kind === "step") return x.ofSteps(usual);
    return kind === "reachable" ? rare() : either();
  };
  return {
    name,
    kind,
    holds: made(),
    target: kind === "leadsTo" ? either() : null,
    forEvery: quantified ? { name: "v", domain } : null,
  };
}
