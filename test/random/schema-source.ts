/** Domains and fields of a model's data as a person would declare them with synod. */
import { literal } from "./expression-source.ts";
import type { DomainData, FieldData, Fields } from "./model-data.ts";

export function domainText(domain: DomainData): string {
  const shape = (fields: Fields) =>
    fields.length === 0 ? "{}" : `{ ${fields.map(([name, of]) => `${name}: ${of}`).join(", ")} }`;
  switch (domain.is) {
    case "boolean":
      return "boolean";
    case "range":
      if (domain.first !== undefined) return `range(${domain.low}, ${domain.high}, { first: ${domain.first} })`;
      return `range(${domain.low}, ${domain.high})`;
    case "enumeration":
      return `enumeration(${domain.names.map(literal).join(", ")})`;
    case "scalarset":
      return `scalarset(${literal(domain.name)}, ${domain.size})`;
    case "optional":
      return `optional(${domain.of})`;
    case "record":
      return `record(${shape(domain.fields)})`;
    case "tuple":
      return `tuple(${domain.of.join(", ")})`;
    case "union":
      return `union({ ${domain.cases.map(([name, fields]) => `${name}: ${shape(fields)}`).join(", ")} })`;
    case "one-of":
      return `oneOf(${domain.of.join(", ")})`;
    case "list":
      return `list(${domain.of}, { ${domain.min > 0 ? `min: ${domain.min}, ` : ""}max: ${domain.max} })`;
    case "subset": {
      if (domain.max === null) return `subset(${domain.of})`;
      return `subset(${domain.of}, { min: ${domain.min}, max: ${domain.max} })`;
    }
  }
}

export function fieldText(field: FieldData): string {
  switch (field.is) {
    case "variable":
      return field.of;
    case "map":
      return `map(${field.key}, ${fieldText(field.item)})`;
    case "set":
      return field.capacity === null ? `set(${field.of})` : `set(${field.of}, { capacity: ${field.capacity} })`;
    default:
      return `${field.is}(${field.of}, { capacity: ${field.capacity} })`;
  }
}
