/** Facts as data: places and what they have as text, the step that wrote it, and what else would do. */
import type { FactSet } from "./explore-facts.ts";
import type { ClaimPart } from "./parts.ts";
import { codeText, placeText } from "./place-text.ts";
import type { FactPlace } from "./places.ts";
import type { Fact } from "./reasons.ts";
import { factSays } from "./sayings.ts";
import type { Scene } from "./scene.ts";

/** A fact with the place that it is of, for whoever says several together. */
export interface PlacedFact {
  readonly fact: Fact;
  readonly place: FactPlace;
  /** Its code. */
  readonly code: number;
  /** Which place it is of those that the claim is about, and all codes that it may have. */
  readonly at: number;
  readonly codes: readonly number[];
}

/** The facts of a part, in the order of the steps that wrote them; what has always been so comes last. */
export function placedFacts(
  scene: Scene,
  part: Pick<ClaimPart, "inquiry" | "reason">,
  at: number,
  isPair: boolean,
  number: number,
): readonly PlacedFact[] {
  const { inquiry, reason } = part;
  const half = scene.places.list.length;
  const facts = [...reason.facts].map(([place, codes]): PlacedFact => {
    const of = inquiry.list[place] as FactPlace;
    const when = isPair && place < half ? "before" : "after";
    const code = inquiry.actual[place] as number;
    const fact: Fact = {
      when,
      place: placeText(of),
      field: of.field,
      value: codeText(of, code),
      allowed: codes.map((each) => codeText(of, each)),
      step: writtenAt(scene, place % half, when === "before" ? at - 1 : at),
      part: number,
      says: factSays(scene.model, { place: of, code, when: isPair ? when : "now" }),
    };
    return { fact, place: of, code, at: place, codes };
  });
  return facts.sort((one, other) => rank(one.fact) - rank(other.fact));
}

/** Facts of one of the states of a scene, in the order of places. */
export function factsOfState(scene: Scene, at: number, facts: FactSet): readonly Fact[] {
  return [...facts]
    .sort(([one], [other]) => one - other)
    .map(([place, codes]): Fact => {
      const of = scene.places.list[place] as FactPlace;
      const code = scene.codes[at]?.[place] as number;
      return {
        when: "after",
        place: placeText(of),
        field: of.field,
        value: codeText(of, code),
        allowed: codes.map((each) => codeText(of, each)),
        step: writtenAt(scene, place, at),
        part: 0,
        says: factSays(scene.model, { place: of, code, when: "now" }),
      };
    });
}

function rank({ step, when }: Fact): number {
  return (step === 0 ? Number.MAX_SAFE_INTEGER / 2 : step * 2) + (when === "after" ? 1 : 0);
}

/** The last step up to a state that changed a place; 0: none did. */
export function writtenAt({ codes }: Scene, place: number, at: number): number {
  for (let step = at; step > 0; step--) if (codes[step]?.[place] !== codes[step - 1]?.[place]) return step;
  return 0;
}
