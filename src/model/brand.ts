/**
 * What tells that a value came from `model` or `protocol`, and not from somebody's object with fields of like names. The mark
 * is the same in every copy of synod in a program, since a model file may bring one of its own, and copies of an object keep it.
 */
const MODEL = Symbol.for("synod model");

export function asModel<M extends object>(made: M): M {
  return { ...made, [MODEL]: true };
}

export function isMadeByModel(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { readonly [MODEL]?: unknown })[MODEL] === true;
}
