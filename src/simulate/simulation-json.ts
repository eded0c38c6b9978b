/** The one object that `synod simulate --json` prints (docs/reference/json.md): a field may be added, none changes. */
import type { Counterexample } from "../check/counterexample.ts";
import { asWritten, type Wording } from "../errors/wording.ts";
import { plainErrorJson } from "../report/error-json.ts";
import { type Json, traceJson } from "../report/state-json.ts";
import type { Reasons } from "../why/reasons.ts";
import type { SimulationResult } from "./simulation.ts";

/** As of a check: `place` of the error in the model's source; `reasons`: why the counterexample is one; null: nobody asks. */
export function simulationJson(
  { simulation, counterexamples }: SimulationResult,
  place: string | null,
  wording: Wording = asWritten,
  reasons: ((shown: Counterexample) => Reasons) | null = null,
): { readonly [key: string]: Json } {
  const { defaults: _, properties, error, alone, wallMs, ...others } = simulation;
  const shownFor = (name: string) =>
    counterexamples.find(({ claim, property }) => claim === "property" && property === name) ?? null;
  const toError = counterexamples.find(({ claim }) => claim !== "property");
  const failure = plainErrorJson(error, wording);
  return {
    schemaVersion: 1,
    ...(others as unknown as { readonly [key: string]: Json }),
    properties: properties.map((property) => {
      const shown = property.outcome === "violated" ? shownFor(property.name) : null;
      return {
        ...property,
        trace: shown === null ? null : traceJson(shown.trace),
        reasons: shown === null || reasons === null ? null : (reasons(shown) as unknown as Json),
      };
    }),
    alone: plainErrorJson(alone, wording),
    wallMs: Math.round(wallMs),
    error:
      failure === null ? null : { ...failure, place, trace: toError === undefined ? null : traceJson(toError.trace) },
  };
}
