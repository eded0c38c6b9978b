/**
 * What the claims of this library are handed, looked at when a claim is made: a misspelt or missing reader would otherwise be
 * missed in the first state, far from where it is written. One object may serve several claims of a family, so a claim
 * lets pass what another of its family reads.
 */
import { closed, kindOfValue } from "../src/closed.ts";
import { isDomain } from "../src/domain/is-domain.ts";
import { synodError } from "../src/errors/errors.ts";

type Kind = "list" | "function" | "number" | "domain" | "value";

/** Throws `unknown-key` or `bad-definition`. `more`: what others of the family read. */
export function checkOptions(
  claim: string,
  given: unknown,
  kinds: Readonly<Record<string, Kind>>,
  more: readonly string[] = [],
): void {
  const subject = `${claim}(...)`;
  closed(given, [...Object.keys(kinds), ...more], (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", { subject: `what ${subject} is given`, problem, expected: "its options" })
      : synodError("unknown-key", { subject, ...wrong }),
  );
  const { say } = given as Readonly<Record<string, unknown>>;
  const told: Readonly<Record<string, Kind>> = more.includes("say") && say !== undefined ? { say: "function" } : {};
  for (const [name, kind] of Object.entries({ ...kinds, ...told })) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (is(kind, value)) continue;
    const isList = kind === "list" && isDomain(value);
    throw synodError("bad-definition", {
      subject: `\`${name}\` of ${subject}`,
      problem: isList
        ? `is the domain ${value.label}`
        : value === undefined
          ? "is missing"
          : `is ${kindOfValue(value)}`,
      expected: isList ? "a list: the domain's values, Node.values" : `a ${kind}`,
    });
  }
}

function is(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case "list":
      return Array.isArray(value);
    case "domain":
      return isDomain(value);
    case "value":
      return value !== undefined;
    default:
      return typeof value === kind;
  }
}
