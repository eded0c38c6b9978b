/** What may be wrong with a random model, in some state of it only. */
export const faults = [
  "guard throws",
  "effect throws",
  "guard answers no boolean",
  "value out of domain",
  "capacity exceeded",
  "property throws",
  "step property throws",
  "property answers no boolean",
  "terminal throws",
] as const;
export type Fault = (typeof faults)[number];
