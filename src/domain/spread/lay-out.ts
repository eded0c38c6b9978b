/** Which way each kind of domain is laid out by parts, down to what is one slot. */
import { type AnyDomain, partsOf } from "../domain.ts";
import { casesCodec, optionalCodec } from "./cases.ts";
import { listCodec } from "./list.ts";
import { oneSlotCodec } from "./one-slot.ts";
import type { PartCodec, Presence } from "./part-codec.ts";
import { recordCodec, tupleCodec } from "./row.ts";
import { isSpread } from "./slots.ts";
import { subsetCodec } from "./subset.ts";

/** `isWhole`: by parts, even where it could be one slot. */
export function layOut(domain: AnyDomain, presence: Presence, isWhole = false): PartCodec {
  const { structure } = domain;
  if (!isWhole && !isSpread(domain)) return oneSlotCodec(domain, presence, null);
  const part = { domain, presence, layOut };
  switch (structure.kind) {
    case "optional":
      return optionalCodec(part, structure.inner);
    case "record":
      return recordCodec(part, structure.fields);
    case "tuple":
      return tupleCodec(part, structure);
    case "union":
    case "one-of":
      return casesCodec(part, partsOf(domain));
    case "list":
      return listCodec(part, structure);
    case "subset":
      return subsetCodec(domain, structure);
    default:
      return oneSlotCodec(domain, presence, null);
  }
}
