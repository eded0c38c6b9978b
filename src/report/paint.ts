/** Colours, as functions from text to text: real ones on a terminal, the identity everywhere else. */
import pc from "picocolors";

export type Paint = Pick<ReturnType<typeof pc.createColors>, "bold" | "dim" | "red" | "green" | "yellow" | "cyan">;

/** Leaves text as it is. */
export const plainPaint: Paint = pc.createColors(false);
export const colourPaint: Paint = pc.createColors(true);

/**
 * Colours on a terminal only; NO_COLOR (no-color.org) turns them off there and FORCE_COLOR on elsewhere. CI variables
 * count for nothing: a log file is not a terminal.
 */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  if (env["NO_COLOR"]) return plainPaint;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] === "0" ? plainPaint : colourPaint;
  return stream.isTTY === true && env["TERM"] !== "dumb" ? colourPaint : plainPaint;
}
