// Which names a printed source uses: what is missed is not imported or bound, and what is imported for nothing is noise.
import { expect, it } from "vitest";
import { isMentioned } from "./mentioned.ts";

it.each([
  ["row.add(message.value);", true],
  ["[...message]", true],
  ["row.message.add(1);", false],
  ["{ message: 1 }", false],
  ['row.kind === "message"', false],
  ["messages.add(1);", false],
])("finds what is spread, and neither keys nor methods: %s", (text, isThere) => {
  expect(isMentioned("message", text)).toBe(isThere);
});
