/** The engines there are, as people name them. */
export const ENGINE_NAMES = ["reference", "kernel"] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];
