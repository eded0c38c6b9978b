// Every built-in model's rules as readable text: what they range over, read and write in all states that are reachable at
// the default parameters. The texts are next to this file, one per model, and are read in review like the models are.
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { describedRules } from "../../src/cli/described-rules.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { rulesText } from "../../src/report/rules-text.ts";

describe("the rules of", () => {
  it.each(builtIns.map((protocol) => [protocol.protocol.name, protocol] as const))("%s", async (name, protocol) => {
    const described = await describedRules(protocol);
    expect(described.access.complete).toBe(true);
    await expect(`${rulesText(described, { paint: plainPaint, width: 100 })}\n`).toMatchFileSnapshot(
      `rules/${name}.txt`,
    );
  });
});
