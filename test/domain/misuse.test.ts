import { describe, expect, test } from "vitest";
import { optional, record, tuple, union } from "../../src/domain/composites.ts";
import { type AnyDomain, DOMAIN_SIZE_LIMIT } from "../../src/domain/domain.ts";
import { boolean, enumeration, range, scalarset } from "../../src/domain/scalars.ts";
import { map } from "../../src/state/field.ts";

const coded = (id: string) => expect.objectContaining({ id });

describe("a domain that is none", () => {
  test.each([
    ["a range whose bounds are the wrong way round", () => range(1, 0), /lower bound is above its upper bound/],
    ["a range with a fractional bound", () => range(0, 1.5), /bounds must be integers/],
    ["a range without an upper bound", () => range(0, Number.POSITIVE_INFINITY), /bounds must be integers/],
    ["an enumeration that names a value twice", () => enumeration("a", "b", "a"), /a name occurs twice/],
    ["a scalarset of a fractional size", () => scalarset("a", 2.5), /its size must be an integer/],
    ["a scalarset whose name ends in a digit", () => scalarset("a1", 2), /its name must be letters only/],
    [
      "an optional of an optional: null would have two codes",
      () => optional(optional(boolean)),
      /already has the value null/,
    ],
    ["a record without fields", () => record({}), /at least one field/],
    ["a tuple without members", () => tuple(), /at least one member/],
    ["a union with a case named like a domain's member", () => union({ size: {} }), /a case cannot be called "size"/],
    ["a union whose case has a field `kind`", () => union({ ping: { kind: boolean } }), /has a field called "kind"/],
  ])("is refused: %s", (_, make, problem) => {
    expect(make).toThrow(coded("bad-domain"));
    expect(make).toThrow(problem);
  });

  test.each([
    ["an enumeration of nothing", () => enumeration()],
    ["a scalarset of size 0", () => scalarset("a", 0)],
    ["a union without cases", () => union({})],
  ])("is refused as empty: %s", (_, make) => {
    expect(make).toThrow(coded("empty-domain"));
  });

  test("is refused when it has no parts and its codes would not fit 31 bits, and only then", () => {
    expect(range(1, DOMAIN_SIZE_LIMIT).size).toBe(2 ** 31 - 1);
    expect(() => range(0, DOMAIN_SIZE_LIMIT)).toThrow(coded("domain-too-large"));
    const wide = range(1, 2 ** 16);
    expect(record({ a: wide, b: wide }).size).toBe(2 ** 32);
    expect(optional(tuple(wide, wide, range(1, 2 ** 21))).size).toBe(Number.POSITIVE_INFINITY);
    expect(union({ ping: { a: wide, b: wide }, pong: {} }).size).toBe(2 ** 32 + 1);
    expect(() => map(record({ a: wide, b: wide }), boolean)).toThrow(/record\(a: .*, b: .*\) has 4294967296 values/);
  });
});

describe("a constructor of a union", () => {
  const { ping } = union({ ping: { to: scalarset("node", 2), round: range(0, 3) }, pong: {} });

  test.each([
    ["a value out of its domain", { to: "node3", round: 0 }],
    ["a missing field", { to: "node1" }],
    ["a field too many", { to: "node1", round: 0, more: 1 }],
    ["nothing", undefined],
    ["null", null],
  ])("refuses %s, naming the case and the fields it takes", (_, fields) => {
    expect(() => ping(fields as never)).toThrow(coded("out-of-domain"));
    expect(() => ping(fields as never)).toThrow(
      /^ping\(\.\.\.\) cannot hold .*: it is not a value of \{to: scalarset\(node, 2\), round: range\(0, 3\)\}$/,
    );
  });

  test("prints values as calls, fields in the declared order", () => {
    expect(ping.format(ping({ round: 2, to: "node2" }))).toBe("ping(to: node2, round: 2)");
    expect(ping.format(ping.decode(0))).toBe("ping(to: node1, round: 0)");
  });
});

describe("values print", () => {
  const pair = record({ to: scalarset("node", 2), last: optional(range(-1, 1)) });

  test.each([
    [optional(range(0, 1)).format(null), "none"],
    [pair.format({ to: "node1", last: null }), "{to: node1, last: none}"],
    [tuple(boolean, range(-1, 1)).format([true, -1]), "(true, -1)"],
    [union({ stop: {} }).format({ kind: "stop" }), "stop"],
  ])("in one short line: %s", (printed, expected) => {
    expect(printed).toBe(expected);
  });
});

describe("a scalarset made twice", () => {
  const identityOf = ({ structure }: AnyDomain) => (structure.kind === "scalarset" ? structure.identity : null);

  test("is one scalarset, since its elements are the same", () => {
    const [one, other] = [scalarset("node", 2), scalarset("node", 2)];
    expect(identityOf(one)).toBe(identityOf(other));
    expect(one.values).toEqual(other.values);
  });

  test("is another one with another name or size", () => {
    const identities = [scalarset("node", 2), scalarset("node", 3), scalarset("nod", 2)].map(identityOf);
    expect(new Set(identities).size).toBe(3);
  });
});
