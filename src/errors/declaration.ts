/** What is wrong with how a model is declared: SYN2xx, one table for each kind of thing declared. */
import { definitionErrors } from "./declaration/definition.ts";
import { domainErrors } from "./declaration/domain.ts";
import { programErrors } from "./declaration/program.ts";
import { propertyErrors } from "./declaration/property.ts";
import { ruleErrors } from "./declaration/rule.ts";
import { systemErrors } from "./declaration/system.ts";
import type { ErrorEntry } from "./entry.ts";

export const declarationErrors = byNumber({
  ...domainErrors,
  ...ruleErrors,
  ...propertyErrors,
  ...definitionErrors,
  ...systemErrors,
  ...programErrors,
});

/** The same table in the order in which the reference lists it. */
function byNumber<T extends Record<string, ErrorEntry>>(table: T): T {
  const entries = Object.entries(table).sort(([, one], [, other]) => (one.number < other.number ? -1 : 1));
  return Object.fromEntries(entries) as T;
}
