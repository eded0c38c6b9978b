/** What a rule's guard and effect can reach at most, as places that it may declare: read off their data. */
import type { Expression, FieldData, PlaceData, RuleData, Statement } from "../random/model-data.ts";

export function declaredAccess(
  rule: RuleData,
  fields: ReadonlyMap<string, FieldData>,
): { reads: PlaceData[]; writes: PlaceData[] } {
  const reads = new Map<string, PlaceData>();
  const writes = new Map<string, PlaceData>();
  const names = new Set(rule.for.map(([name]) => name));
  const isPlain = (key: Expression) => key.e === "value" || (key.e === "bound" && names.has(key.name));
  /** `member`: what alone is asked for, or changed, of a set. */
  const note = (into: Map<string, PlaceData>, place: PlaceData, member: Expression | null) => {
    const usable = place.keys.findIndex((key) => !isPlain(key));
    const keys = usable < 0 ? [...place.keys] : place.keys.slice(0, usable);
    let field = fields.get(place.field) as FieldData;
    for (const _ of place.keys) if (field.is === "map") field = field.item;
    const isSeparate = usable < 0 && field.is === "set" && field.capacity === null;
    if (isSeparate && member !== null && isPlain(member)) keys.push(member);
    into.set(JSON.stringify([place.field, keys]), { field: place.field, keys });
  };
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    const x = part as Partial<Expression> & Partial<Statement> & { at?: PlaceData; of?: PlaceData; value?: Expression };
    if ("do" in x && x.at !== undefined) {
      note(writes, x.at, x.do === "add" || x.do === "delete" ? (x.value as Expression) : null);
      x.at.keys.forEach(visit);
      const { index, from, that } = x as { readonly index?: unknown; readonly from?: unknown; readonly that?: unknown };
      for (const each of [x.value, index, from, that]) visit(each);
      return;
    }
    if ("field" in x) {
      note(reads, part as PlaceData, null);
      (part as PlaceData).keys.forEach(visit);
      return;
    }
    if (x.e === "value") return;
    if (x.e === "has") {
      note(reads, x.of as PlaceData, x.value as Expression);
      (x.of as PlaceData).keys.forEach(visit);
      visit(x.value);
      return;
    }
    Object.values(x).forEach(visit);
  };
  visit(rule.when);
  visit(rule.do);
  return { reads: [...reads.values()], writes: [...writes.values()] };
}
