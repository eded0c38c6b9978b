// Mermaid and Markdown: what their readers would take them for. Mermaid's own parser of sequence diagrams comes with all of
// Mermaid (60 MB and a DOM); its lexer's rules for the lines that synod writes are these few.
import { describe, expect, it } from "vitest";
import { markdownText } from "../../src/formats/markdown.ts";
import { mermaidName, mermaidText, mermaidWords } from "../../src/formats/mermaid.ts";
import { stateDiagramText } from "../../src/formats/state-diagram.ts";
import { stateGraph } from "../../src/formats/state-graph.ts";
import { model, range } from "../../src/index.ts";
import { printable } from "../../src/printable.ts";
import type { Reasons } from "../../src/why/reasons.ts";
import { hostileModel, hostileNames, hostileSteps } from "./hostile.ts";
import { toldWalk } from "./told-walks.ts";

/** Text that ends at the line's end, and begins no comment, statement, directive or tag; `#35;` is a reference. */
const TEXT = String.raw`(?:[\p{L}\p{N}\p{M} _.,:()[\]=+*/→-]|#\d+;)*`;
const SEQUENCE = [
  /^sequenceDiagram$/u,
  /^ {2}participant h\d+ as (?:[\p{L}\p{N}\p{M} _.]|#\d+;)+$/u,
  new RegExp(String.raw`^ {2}Note over h\d+(?:,h\d+)?: ${TEXT}$`, "u"),
  new RegExp(String.raw`^ {2}h\d+->>h\d+: ${TEXT}$`, "u"),
  new RegExp(`^ {2}loop ${TEXT}$`, "u"),
  /^ {2}end$/u,
];
const STATES = [
  /^stateDiagram-v2$/u,
  /^ {2}state "\d+" as s\d+$/u,
  new RegExp(String.raw`^ {2}s\d+: ${TEXT}$`, "u"),
  /^ {2}(?:\[\*\] --> s\d+|s\d+ --> \[\*\])$/u,
  new RegExp(String.raw`^ {2}s\d+ --> s\d+: ${TEXT}$`, "u"),
  /^ {2}(?:classDef violated [\w:#,-]+|class s\d+ violated)$/u,
];

const strays = (text: string, lines: readonly RegExp[]) =>
  text
    .trimEnd()
    .split("\n")
    .filter((line) => !lines.some((each) => each.test(line)));
const shown = (text: string) => text.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

describe("a sequence diagram", () => {
  it("has of whatever names nothing but lanes, notes and arrows, and shows the names", () => {
    const told = toldWalk(hostileModel(), { initial: 0, steps: hostileSteps }, { ending: hostileNames.join(" ") });
    const text = mermaidText(told);
    expect(strays(text, SEQUENCE)).toEqual([]);
    const notes = text.split("\n").filter((line) => /Note over h\d+:/.test(line));
    expect(notes.slice(0, hostileSteps.length).map((line) => shown(line).replace(/^.*?: \d+ /, ""))).toEqual(
      hostileNames.slice(1).map((name, at) => `${printable(name)}(who: p${(at % 2) + 1})`),
    );
  });

  it.each(hostileNames)("shows %j as it is, and no reader of the page runs it", (name) => {
    for (const written of [mermaidWords(name), mermaidName(name || " ")]) {
      expect(shown(written)).toBe(printable(name));
      expect(written).not.toMatch(/[<>"'`&{};%](?<!#\d+;)/u);
      expect(written).not.toMatch(/\bend\b|^(no)?wrap/iu);
    }
  });

  it("has the steps of a loop in a block", () => {
    const turn = model({
      state: { n: range(0, 2) },
      rules: { on: { do: (s) => void Object.assign(s, { n: s.n === 2 ? 1 : s.n + 1 }) } },
    });
    expect(mermaidText(toldWalk(turn, { initial: 0, steps: [0, 0, 0], loop: 1 })).split("\n")).toEqual([
      "sequenceDiagram",
      "  participant h0 as system",
      "  Note over h0: 1 on",
      "  loop again and again, from state 1 on",
      "  Note over h0: 2 on",
      "  Note over h0: 3 on",
      "  end",
      "",
    ]);
  });
});

describe("a state diagram", () => {
  it("has of whatever names nothing but states and arrows", () => {
    const names = hostileNames.slice(0, 12);
    const rules = Object.fromEntries(
      names.map((name) => [name, { do: (s: { n: number }) => void Object.assign(s, { n: 1 }) }]),
    );
    const always = Object.fromEntries(names.map((name) => [`${name}!`, (s: { n: number }) => s.n === 0]));
    const made = model({ state: { n: range(0, 1) }, rules: rules as never, always } as never);
    const text = stateDiagramText(stateGraph(made, { title: "t", maxStates: 9 }));
    expect(strays(text, STATES)).toEqual([]);
    expect(text).toContain("  class s1 violated\n");
  });
});

/** Blocks of GFM, told by how they begin, code spans emptied. */
function structure(markdown: string): string[] {
  const blocks: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    // With a backtick behind it, it is the beginning of a code span.
    const ticks = /^`{3,}(?=[^`]*$)/.exec(line)?.[0] ?? null;
    if (fence !== null) {
      if (line === fence) fence = null;
      continue;
    }
    if (ticks !== null) {
      fence = ticks;
      blocks.push(`fence ${line.slice(ticks.length)}`);
    } else if (line.startsWith("|")) blocks.push(`row of ${cellsOf(line).length}`);
    else if (line !== "") blocks.push(withoutCode(line).trim());
  }
  expect(fence).toBeNull();
  return blocks;
}

/** A row's cells: bars that are not escaped, in code or not, part them. */
function cellsOf(row: string): string[] {
  return row.split(/(?<!\\)\|/).slice(1, -1);
}

function withoutCode(line: string): string {
  return line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/gu, "CODE");
}

describe("a report in Markdown", () => {
  it("has the same structure whatever names are, and names in code alone", () => {
    const told = toldWalk(
      hostileModel(),
      { initial: 0, steps: hostileSteps },
      {
        subject: hostileNames.join(" "),
        command: `synod check 'x' --property '${hostileNames.join(" ")}'`.replaceAll("\n", " ").replaceAll("\r", " "),
        ending: hostileNames.join(" "),
        property: { name: hostileNames.join(" "), title: "Counterexample to", isFalseAtEnd: true, isOfStep: false },
        reasons: {
          why: { sentence: hostileNames.join(" "), parts: [], facts: [], proof: "tested", runs: 1 },
        } as unknown as Reasons,
      },
    );
    const text = markdownText(told);
    const rows = hostileSteps.length + 2;
    expect(structure(text)).toEqual([
      "### Counterexample to CODE",
      `CODE, ${hostileSteps.length} steps`,
      "Why: CODE",
      "At its end: CODE",
      ...Array.from({ length: rows }, () => "row of 4"),
      "<details>",
      "<summary>The initial state</summary>",
      ...Array.from({ length: 4 }, () => "row of 2"),
      "</details>",
      "<details>",
      "<summary>As a sequence diagram</summary>",
      "fence mermaid",
      "</details>",
      "Again:",
      "fence sh",
    ]);
    for (const line of text.split("\n").filter((each) => each.startsWith("|")))
      for (const cell of cellsOf(line))
        expect(withoutCode(cell)).toMatch(/^(?: |-|:|\d|by|step|changes|field|value|nothing|<br>|CODE)*$/);
  });

  it("says that a diagram is left out, where it is too long to be drawn", () => {
    const told = toldWalk(hostileModel(), { initial: 0, steps: hostileSteps }, { ending: "x".repeat(60_000) });
    expect(markdownText(told)).toMatch(/The sequence diagram is left out: it has \d+ characters/);
    expect(markdownText(told)).not.toContain("```mermaid");
  });

  it("says so where there is no step", () => {
    const told = toldWalk(hostileModel(), { initial: 0, steps: [] });
    expect(markdownText(told)).toContain("There is no step: it is so from the beginning.");
  });
});
