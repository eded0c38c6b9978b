// What `ulimit -v` leaves is enough for a search by the reference, and for the kernel's memory, but not for that and threads.
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { program } from "./run-synod.ts";

const LIMIT_KB = 13_000_000;

function checked(...options: readonly string[]) {
  const argv = [program, "check", "two-phase-commit", "participants=6", "--no-symmetry", "--workers", "3", "--json"];
  const command = `ulimit -v ${LIMIT_KB} && exec "$0" "$@"`;
  const { status, stdout } = spawnSync("sh", ["-c", command, process.execPath, ...argv, ...options], {
    encoding: "utf8",
  });
  return { status, verdict: JSON.parse(stdout) };
}

describe.skipIf(process.platform !== "linux")("few addresses", () => {
  it("are left to the threads: the search goes on as it began", () => {
    const { status, verdict } = checked();
    expect(status).toBe(0);
    expect(verdict).toMatchObject({ outcome: "holds", engine: "reference", states: { distinct: 50_816 } });
  });

  it("are said to be why the kernel cannot", () => {
    const { status, verdict } = checked("--engine", "kernel");
    expect(status).toBe(1);
    expect(verdict.error).toMatchObject({ code: "SYN409", message: expect.stringContaining("`ulimit -v`") });
  });
});
