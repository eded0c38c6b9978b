/** Checks under symmetry by both engines. */
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { Model } from "../../src/index.ts";
import { essence } from "../explore/compared.ts";

/** Which of the states that show it says that a model tells elements apart is whoever inspects one first. */
function told(result: Awaited<ReturnType<typeof check>>): object {
  const { error, ...rest } = essence(result) as { error: { id: string } | null };
  return error?.id === "asymmetric-model" ? { error: error.id } : { ...rest, error };
}

/** Both engines' results; null: the kernel cannot do it, or there is no symmetry. */
export async function bothEngines(
  model: () => Model,
  options: CheckOptions,
): Promise<readonly [object, object] | null> {
  const asked = { symmetry: true, judgeAgain: false, ...options } as const;
  const kernel = await check(model(), { ...asked, engine: "kernel" });
  if (kernel.verdict.error?.id === "engine-unsuited" || kernel.verdict.symmetry?.off !== null) return null;
  return [told(await check(model(), { ...asked, engine: "reference" })), told(kernel)];
}
