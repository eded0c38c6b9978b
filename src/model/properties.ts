/** The properties that a model's definition states, kind by kind, each looked at. */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { synodError } from "../errors/errors.ts";
import { conjunctsOf, isFamily, isOverNothing, namedPartsOf, partText } from "./conjunction.ts";
import type { Property } from "./property.ts";
import { isTemporal, PROPERTY_KINDS, type PropertyKind, propertyKinds } from "./property-kinds.ts";
import type { Link } from "./refinement/link.ts";
import { simulated } from "./refinement/simulated.ts";
import { emptied, isUnwritten, writtenIn } from "./written.ts";

/** Those of which there is an object by name; the other is `terminal`, which says more than a predicate does. */
const LISTED = propertyKinds.filter((kind) => PROPERTY_KINDS[kind].key === kind);

interface Claimed {
  readonly name: string;
  readonly given: unknown;
  readonly family?: Property["family"] & {};
}

/** The parts of a family, each a property of its own; what is none is claimed as it is. */
function partsOf(name: string, given: unknown): Claimed[] {
  if (!isFamily(given)) return [{ name, given }];
  return namedPartsOf(given).map((part) => ({
    name: `${name}: ${partText(part)}`,
    given: part.predicate,
    family: { name, values: part.values },
  }));
}

/** What a pair is where it is claimed of no value: the property that nothing leads to anything else. */
const NOTHING_LEADS = [() => false, () => true] as const;

/** Those of its links come last. Throws `bad-property` and `duplicate-property`. */
export function propertiesOf(definition: Readonly<Record<string, unknown>>, links: readonly Link[] = []): Property[] {
  const properties: Property[] = [];
  const named = new Map<string, PropertyKind>();
  const add = (kind: PropertyKind, entries: unknown) => {
    if (!isUnwritten(entries) && !isNamedParts(entries))
      throw synodError("bad-property", {
        property: kind,
        problem: `\`${kind}\` is ${kindOfValue(entries)}, not an object of predicates by name`,
        ...(typeof entries === "function" && { form: `${kind}: { "what it claims": ... }` }),
      });
    const { entries: written, off } = writtenIn(entries);
    // A property that is switched off has its name all the same: two of one name are a slip at all parameters.
    const { key, form, pair, about, forEvery } = PROPERTY_KINDS[kind];
    const claimed = written.flatMap(([name, given]) =>
      forEvery === "family" ? partsOf(name, given) : [{ name, given }],
    );
    const families = claimed.flatMap(({ family }) => family?.name ?? []);
    for (const name of [...off, ...new Set(families), ...claimed.map((each) => each.name)]) {
      const other = named.get(name);
      if (other !== undefined) throw synodError("duplicate-property", { property: name, kinds: [other, kind] });
      named.set(name, kind);
    }
    for (const { name, given, family } of claimed) {
      const overNothing = isOverNothing(given);
      const isPair = pair && Array.isArray(given) && given.length === 2;
      const [predicate, target] = isPair ? given : pair && overNothing ? NOTHING_LEADS : [given, null];
      const complete = typeof predicate === "function" && pair === (typeof target === "function");
      if (!complete)
        throw synodError("bad-property", {
          property: name,
          problem: pair ? `\`${key}\` takes a pair of predicates, [from, to]` : "its predicate is not a function",
          ...emptied(given),
          ...(form !== null && { form }),
        });
      const asked = [predicate, ...(target === null ? [] : [target])].flatMap((each) => conjunctsOf(each));
      if (about !== "steps" && asked.some((each) => each.length > 1))
        throw synodError("bad-property", {
          property: name,
          problem: `its predicate takes two states, and \`${key}\` is asked of one: a claim about steps belongs under \`step\``,
          takesTwo: true,
        });
      properties.push({
        name,
        kind,
        predicate,
        target,
        ...(family !== undefined && { family }),
        ...(overNothing && { overNothing }),
      });
    }
  };
  for (const kind of LISTED) add(kind, definition[kind]);
  const { terminal } = definition;
  if (typeof terminal === "function") add("deadlock", { "no deadlock": terminal });
  else if (terminal === "forbidden") add("deadlock", { "no deadlock": () => false });
  else if (terminal !== undefined && terminal !== "allowed") {
    const problem = `${describe(terminal)} is neither "allowed" nor "forbidden" nor a predicate`;
    const form = '"allowed", "forbidden", or (state) => boolean';
    throw synodError("bad-property", { property: "terminal", problem, form });
  }
  for (const link of links) {
    const kind = named.get(link.property);
    if (kind !== undefined)
      throw synodError("duplicate-property", { property: link.property, kinds: [kind, "refines"] });
    const { steps, initially } = simulated(link);
    const claimsMore = link.model.properties.some((each) => isTemporal(each.kind));
    properties.push({
      name: link.property,
      kind: "refinement",
      predicate: steps,
      target: initially,
      link: link.name,
      ...(claimsMore && { unchecked: "liveness" }),
    });
  }
  return properties;
}
