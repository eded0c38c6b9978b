// Definitions are closed: in everything that synod reads, a key that it does not know is refused, with the key that was meant.
import { describe, expect, it } from "vitest";
import { formatError } from "../../src/errors/errors.ts";
import {
  bag,
  boolean,
  choice,
  flag,
  integer,
  model,
  protocol,
  range,
  sequence,
  set,
  strong,
  system,
  weak,
} from "../../src/index.ts";
import { refusal } from "../support/refusal.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is wrong on purpose has no type.
type Wrong = any;

const go = { do: () => {} };
const plain = (more: Wrong) => model({ state: { n: range(0, 3) }, rules: { go }, ...more });
const N = range(1, 2);
const declaration: Wrong = {
  roles: { node: { processes: N, stable: { on: boolean } } },
  messages: { hi: { from: "node", to: "node" } },
  network: "set",
};
const world = (more: Wrong = {}) => system({ ...declaration, ...more });
const role = (more: Wrong) => (world() as Wrong).role("node", more);
const proto = (more: Wrong) => protocol({ name: "p", about: "", ...more }, () => plain({}));
const mutant = { about: "", breaks: "x", at: {}, steps: 1 };

/** Per kind of definition: the misspelt key, the one meant, the code, and the definition with it. */
const slips: readonly (readonly [string, string, string, string, () => unknown])[] = [
  ["a model", "allways", "always", "SYN211", () => plain({ allways: {} })],
  ["a rule", "wen", "when", "SYN206", () => plain({ rules: { go: { ...go, wen: () => true } } })],
  ["an init", "wehn", "when", "SYN206", () => plain({ init: { ...go, wehn: () => true } })],
  ["weak fairness", "were", "where", "SYN105", () => weak("go", { were: () => true } as Wrong)],
  ["strong fairness", "pre", "per", "SYN105", () => strong("go", { pre: "instance" } as Wrong)],
  ["a set", "capactiy", "capacity", "SYN202", () => set(N, { capactiy: 2 } as Wrong)],
  ["a bag", "capactiy", "capacity", "SYN202", () => bag(N, { capactiy: 2 } as Wrong)],
  ["a sequence", "capactiy", "capacity", "SYN202", () => sequence(N, { capactiy: 2 } as Wrong)],
  ["an integer", "form", "from", "SYN211", () => integer({ form: 1, to: 2, default: 1 } as Wrong)],
  ["a choice", "defualt", "default", "SYN211", () => choice(["a", "b"], { defualt: "b" } as Wrong)],
  ["a flag", "abuot", "about", "SYN211", () => flag({ abuot: "" } as Wrong)],
  ["a protocol", "parmeters", "parameters", "SYN211", () => proto({ parmeters: {} })],
  ["a mutant", "brakes", "breaks", "SYN211", () => proto({ mutants: { m: { ...mutant, brakes: "x" } } })],
  ["a system", "partition", "partitions", "SYN220", () => world({ partition: {} })],
  ["a role", "crash", "crashes", "SYN220", () => world({ roles: { node: { processes: N, crash: {} } } })],
  [
    "crashes",
    "atmost",
    "atMost",
    "SYN220",
    () => world({ roles: { node: { processes: N, crashes: { atmost: 1, restarts: true } } } }),
  ],
  ["a message", "form", "from", "SYN220", () => world({ messages: { hi: { form: "node", to: "node" } } })],
  ["a set network", "capacty", "capacity", "SYN220", () => world({ network: { kind: "set", capacty: 2 } })],
  ["a bag network", "losy", "lossy", "SYN220", () => world({ network: { kind: "bag", capacity: 2, losy: true } })],
  [
    "a fifo network",
    "overflw",
    "overflow",
    "SYN220",
    () => world({ network: { kind: "fifo", capacity: 2, overflw: "lost" } }),
  ],
  ["partitions", "heal", "heals", "SYN220", () => world({ partitions: { atMost: 1, heal: true } })],
  ["a behaviour", "recieve", "receive", "SYN220", () => role({ recieve: {} })],
  ["a role's rule", "send", "sends", "SYN206", () => role({ rules: { go: { ...go, send: [] } } })],
  ["a handler", "read", "reads", "SYN206", () => role({ receive: { hi: { ...go, read: [] } } })],
  ["a system's model", "alwasy", "always", "SYN211", () => (world() as Wrong).model({ roles: [role({})], alwasy: {} })],
];

describe("a key that is not known is refused, and the one that was meant is named", () => {
  it.each(slips)("in %s: %s for %s", (_, slip, meant, code, declare) => {
    const error = refusal(declare);
    expect(error.code).toBe(code);
    expect(error.message).toContain(`has no key "${slip}"`);
    expect(formatError(error)).toContain(`did you mean "${meant}"?`);
    expect(error.remedy).toContain(meant);
  });

  it("lists the keys there are where none is like it", () => {
    const error = refusal(() => plain({ rules: { go: { ...go, guard: () => true } } }));
    expect(error.code).toBe("SYN206");
    expect(error.message).toBe('the rule go is not one: it has no key "guard"');
    expect(error.remedy).toBe("use one of: for, when, do, reads, writes");
  });

  it.each([
    ["a rule's footprint", "SYN206", () => plain({ rules: { go: { ...go, footprint: {} } } })],
    ["a model's expiries", "SYN211", () => plain({ expiries: [] })],
    ["what only bags and channels do, of a set", "SYN220", () => world({ network: { kind: "set", lossy: true } })],
    ["bindings, of a handler", "SYN206", () => role({ receive: { hi: { ...go, for: {} } } })],
    ["`normalise`, of a system", "SYN211", () => (world() as Wrong).model({ roles: [role({})], normalise: () => {} })],
  ])("is also what synod alone knows, or something else has: %s", (_, code, declare) => {
    expect(refusal(declare).code).toBe(code);
  });

  it("may be a known one without a value, as conditional spreads leave it", () => {
    const absent = undefined;
    expect(() => plain({ always: absent, init: absent, normalise: absent, fairness: absent })).not.toThrow();
    expect(() => plain({ rules: { go: { ...go, when: absent, for: absent, reads: absent } } })).not.toThrow();
    expect(() => set(N, { capacity: absent } as Wrong)).not.toThrow();
    expect(() => weak("go", { per: absent, where: absent } as Wrong)).not.toThrow();
    expect(() => proto({ parameters: absent, mutants: { m: { ...mutant, loop: absent } } })).not.toThrow();
    expect(() => world({ history: absent, partitions: absent })).not.toThrow();
    expect(() => role({ receive: absent, rules: { go: { ...go, sends: absent } } })).not.toThrow();
  });
});

describe("a name kept as a text is looked up", () => {
  it("of a rule, in fairness", () => {
    const error = refusal(() => plain({ fairness: { f: weak("og") } }));
    expect(error.code).toBe("SYN105");
    expect(formatError(error)).toBe(
      [
        'error SYN105 (bad configuration): fairness f: the model has no rule "og"',
        '  likely cause: a slip of the keyboard: did you mean "go"?',
        "  remedy: use one of: go",
      ].join("\n"),
    );
    const enter = { fairness: { f: weak("entr") }, rules: { enter: go, leave: go } };
    expect(refusal(() => plain(enter)).likelyCause).toBe('a slip of the keyboard: did you mean "enter"?');
  });

  it("of a binding, in fairness, with those there are", () => {
    const rules = { go: { for: { who: N, what: boolean }, do: () => {} } };
    const error = refusal(() => plain({ rules, fairness: { f: weak("go", { per: "whom" }) } }));
    expect(error.message).toBe(
      'fairness f: rule go has no binding "whom"; there are who, what, and "instance" for each instance',
    );
    expect(error.likelyCause).toBe('a slip of the keyboard: did you mean "who"?');
  });

  it.each([
    ["a role, in a message", "nod", () => world({ messages: { hi: { from: "nod", to: "node" } } })],
    ["a role, in a behaviour", "nod", () => (world() as Wrong).role("nod", {})],
  ])("of %s", (_, name, declare) => {
    const error = refusal(declare);
    expect(error.code).toBe("SYN220");
    expect(error.message).toContain(name);
    expect(error.likelyCause).toBe('a slip of the keyboard: did you mean "node"?');
  });

  it("of a kind of message, in a handler and in `expires`", () => {
    for (const more of [{ receive: { ho: go } }, { expires: { ho: () => true } }]) {
      const error = refusal(() => role(more));
      expect(error.message).toContain('"ho", a kind that is not sent to it');
      expect(error.remedy).toBe("use one of: hi");
    }
  });
});

describe("A protocol that says nothing about itself", () => {
  it("is one all the same, since a draft has no words yet", () => {
    expect(protocol({ name: "p" }, () => plain({})).protocol.about).toBe("");
  });
});
