// Five protocols that were given in prose, written as skills/synod/SKILL.md says: the mistake in each is found as the comment at its
// head says it, and what mends it holds. Whoever changes the page tries them again.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHere } from "../cli/run-here.ts";

const tried = [
  { file: "lease.ts", mended: "margin=2", code: 12, broken: "violated after 6 steps: one works" },
  { file: "ticket.ts", mended: "order=same", code: 11, broken: "violated after 6 steps: no deadlock" },
  { file: "ring.ts", mended: "drop=true", code: 12, broken: "violated after 8 steps: one leader" },
  {
    file: "register.ts",
    mended: "writeBack=true",
    code: 12,
    broken: "violated after 6 steps: no read is older than one before it",
  },
  { file: "queue.ts", mended: "mark=with", code: 12, broken: "violated after 4 steps: an effect at most once" },
];

describe("a protocol given in prose", () => {
  it.each(tried)("has its mistake found and mended: $file", async ({ file, mended, code, broken }) => {
    const path = join(import.meta.dirname, "protocols", file);
    const seeded = await runHere(["check", path, "--brief", "--workers", "1"]);
    expect(seeded.code).toBe(code);
    expect(seeded.stdout.split("\n")).toContain(broken);
    const right = await runHere(["check", path, mended, "--brief", "--workers", "1"]);
    expect(right.code).toBe(0);
    expect(right.stdout).toMatch(/^HOLDS/);
    expect(right.stdout).not.toMatch(/warning/);
  });
});
