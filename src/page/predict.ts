/** A question for lessons: of these rule instances, which are enabled here? Some that are and some that are not, mixed, always the same for a state. */
import type { Choices } from "./choices.ts";

export interface Prediction {
  readonly step: number;
  readonly text: string;
  readonly isEnabled: boolean;
}

const OF_EACH = 5;

export function predictionsIn({ enabled, refused }: Choices): readonly Prediction[] {
  const some = <T extends { readonly step: number; readonly text: string }>(all: readonly T[], isEnabled: boolean) =>
    [...all]
      .sort((a, b) => scattered(a.text) - scattered(b.text) || a.step - b.step)
      .slice(0, OF_EACH)
      .map(({ step, text }): Prediction => ({ step, text, isEnabled }));
  return [...some(enabled, true), ...some(refused, false)].sort(
    (a, b) => scattered(a.text) - scattered(b.text) || a.step - b.step,
  );
}

/** A number for a text that says nothing about it (FNV-1a). */
function scattered(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
