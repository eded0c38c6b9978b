/** What a lesson reads of the objects that `--json` prints (docs/reference/json.md), and places in them. */

/** Of a trace. */
export interface TraceJson {
  readonly initial: Readonly<Record<string, unknown>>;
  readonly steps: readonly {
    readonly rule: string;
    readonly arguments: Readonly<Record<string, string>>;
    readonly changes: readonly {
      readonly path: string;
      readonly shown?: string;
      readonly before?: string;
      readonly after?: string;
      readonly added?: readonly string[];
      readonly removed?: readonly string[];
    }[];
  }[];
  readonly loop: number | null;
}

export interface ErrorAnswer {
  readonly code: string;
  readonly id: string;
  readonly message: string;
  readonly likelyCause: string;
  readonly remedy: string;
  readonly place?: string | null;
  readonly trace?: TraceJson | null;
}

/** Of `synod check`; one that could not begin has an error, and no properties. */
export interface CheckAnswerJson {
  readonly outcome: string;
  readonly complete: boolean;
  readonly states: { readonly distinct: number; readonly unreduced?: number };
  readonly properties: readonly {
    readonly name: string;
    readonly kind: string;
    readonly outcome: string;
    readonly steps: number | null;
    readonly loop: number | null;
    readonly trace: TraceJson | null;
  }[];
  readonly error: ErrorAnswer | null;
}

/** Of `synod prove`. */
export interface ProofAnswerJson {
  readonly outcome: string;
  readonly isComplete: boolean;
  readonly states: number;
  readonly escapes: number;
  readonly initial: { readonly outside: number };
  readonly conjuncts: readonly { readonly name: string }[];
  readonly implies: readonly { readonly property: string; readonly false: number }[];
  readonly counterexample: {
    readonly trace: TraceJson;
    readonly broken: readonly string[];
    readonly before: { readonly reachable: string; readonly depth: number | null };
  } | null;
  readonly error?: ErrorAnswer | null;
}

/** Of `synod mutate`; of a model that does not hold there is no score. */
export interface ScoreAnswerJson {
  readonly summary?: { readonly score: number | null };
  readonly error?: ErrorAnswer | null;
}

/** Of `synod mutants`. */
export interface MutantsAnswerJson {
  readonly mutants?: readonly {
    readonly mutant: string;
    readonly ok: boolean;
    readonly expected: { readonly property: string | null };
  }[];
  /** The model without a mutant, where they were checked. */
  readonly unchanged?: readonly { readonly ok: boolean }[];
  readonly error?: ErrorAnswer | null;
}

/** What a JSON pointer leads to; an element of a list is found by its number or by its `name`. Undefined: nothing. */
export function atPointer(json: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, part) => {
      if (Array.isArray(value) && !/^\d+$/.test(part))
        return value.find((each) => (each as { readonly name?: unknown } | null)?.name === part);
      return typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string, unknown>>)[part]
        : undefined;
    }, json);
}

/** A step as traces of the command line name it: `accept(by: a2, ballot: 0, value: v1)`. */
export function stepWords({ rule, arguments: bound }: Pick<TraceJson["steps"][number], "rule" | "arguments">): string {
  const named = Object.entries(bound).map(([name, value]) => `${name}: ${value}`);
  return named.length === 0 ? rule : `${rule}(${named.join(", ")})`;
}

/** A trace as lines: each step with its number, and what it changes below. */
export function traceWords({ steps, loop }: TraceJson): string {
  const lines = steps.flatMap((step, at) => [
    `${String(at + 1).padStart(2)}  ${stepWords(step)}`,
    ...step.changes.map(({ path, shown = path, before, after, added = [], removed = [] }) =>
      before === undefined
        ? `      ${shown}  ${[...added.map((each) => `+ ${each}`), ...removed.map((each) => `- ${each}`)].join("  ")}`
        : `      ${shown}  ${before} → ${after}`,
    ),
  ]);
  return [...lines, ...(loop === null ? [] : [`    and again from state ${loop} on`])].join("\n");
}
