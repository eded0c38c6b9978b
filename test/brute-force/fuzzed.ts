/** Random models as a protocol, so that other threads can make them again. */
import * as invariants from "../../invariants/index.ts";
import * as synod from "../../src/index.ts";
import { caseOf, MODES, modelOf } from "./modes.ts";

export const fuzzed = synod.protocol(
  {
    name: "fuzzed",
    about: "random models, by mode and seed",
    parameters: {
      mode: synod.choice([...MODES]),
      seed: synod.integer({ from: 0, to: 2 ** 31 - 1, default: 0 }),
    },
  },
  ({ mode, seed }) => modelOf(caseOf(mode, seed).data, { ...synod, ...invariants } as never),
);
