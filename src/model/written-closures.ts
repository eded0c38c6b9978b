/**
 * What a rule's writer wrote of it: guard and effect, wherever roles and programs have put them. For nothing but to show their
 * source; noted beside the closures that engines run, which are others.
 */
const written = new WeakMap<object, readonly object[]>();

/** The effect that engines run stands for these. */
export function noteWritten(effect: object, closures: readonly (object | null | undefined)[]): void {
  written.set(
    effect,
    closures.filter((closure) => closure != null),
  );
}

/** The writer's own of a rule as `model` is given it. */
export function closuresOf({ when, do: effect }: { readonly when?: unknown; readonly do: object }): readonly object[] {
  return written.get(effect) ?? (typeof when === "function" ? [when, effect] : [effect]);
}
