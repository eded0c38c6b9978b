/**
 * A file that is believed only when it is whole: its first line has the checksum of the rest. Written beside its place and moved
 * there, so that who reads meanwhile finds the old one or the new one; what is damaged, cut short or somebody else's is as if it
 * were not there.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";

const FIRST_LINE = /^synod 1 ([0-9a-f]{64})\n/;

/** Null: there is none that can be believed. */
export function readChecked(path: string): unknown {
  try {
    const text = readFileSync(path, "utf8");
    const [head, sum] = FIRST_LINE.exec(text) ?? [];
    if (head === undefined) return null;
    const body = text.slice(head.length);
    return sumOf(body) === sum ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}

/** Throws what the file system does. */
export function writeChecked(path: string, value: unknown): void {
  const body = JSON.stringify(value);
  const beside = `${path}.${process.pid}.${randomUUID()}.tmp`;
  try {
    writeFileSync(beside, `synod 1 ${sumOf(body)}\n${body}`);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Notes that it was of use, for those who clear away what is not. */
export function noteUse(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Of a folder that can only be read nothing is cleared away.
  }
}

function sumOf(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}
