/** Values as verdicts and traces write them. */

import { type Domains, domainNamed, membersOf, rankOf } from "../random/domain-values.ts";
import type { Fields, Value } from "../random/model-data.ts";

export function valueText(domains: Domains, name: string, value: Value): string {
  const domain = domainNamed(domains, name);
  const parts = (fields: Fields) =>
    fields.map(
      ([field, of]) => `${field}: ${valueText(domains, of, (value as Record<string, Value>)[field] as Value)}`,
    );
  switch (domain.is) {
    case "optional":
      return value === null ? "none" : valueText(domains, domain.of, value);
    case "record":
      return `{${parts(domain.fields).join(", ")}}`;
    case "tuple":
      return `(${domain.of.map((of, at) => valueText(domains, of, (value as Value[])[at] as Value)).join(", ")})`;
    case "union": {
      const { kind } = value as { kind: string };
      const all = parts(domain.cases.find(([name]) => name === kind)?.[1] ?? []);
      return all.length === 0 ? kind : `${kind}(${all.join(", ")})`;
    }
    case "one-of":
      return valueText(domains, domain.of.find((of) => rankOf(domains, of, value) >= 0) as string, value);
    case "list":
      return `<${(value as Value[]).map((item) => valueText(domains, domain.of, item)).join(", ")}>`;
    case "subset":
      return `{${membersOf(value)
        .map((member) => valueText(domains, domain.of, member))
        .join(", ")}}`;
    default:
      return String(value);
  }
}
