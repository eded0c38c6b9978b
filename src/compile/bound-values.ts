/** What a rule's closures are handed for its bindings, for a rule that is run for one combination after the other. */
import { LISTED_VALUES_LIMIT } from "../domain/domain.ts";
import { recordMaker } from "../domain/strict-value.ts";
import type { Rule } from "../model/rule.ts";
import { bindingDomain } from "../model/rule.ts";
import { boundValues } from "../program/instances.ts";

/** As many values of a binding are decoded once and kept; of more, each when it is asked for. */
const MOST_KEPT = 4096;

interface Decoded {
  readonly size: number;
  readonly decode: (code: number) => unknown;
}

export class BoundValues {
  readonly #bindings: readonly Decoded[];
  readonly #codes: number[];
  /** Reused from one combination to the next. */
  readonly #values: unknown[];
  readonly #make: ReturnType<typeof recordMaker>;

  readonly #rule: Rule;
  /** Whether a value must be decoded when it is asked for, to be identical with equal ones of the same run (domain.ts). */
  readonly #isLate: boolean;

  constructor(rule: Rule) {
    const { name, bindings } = rule;
    this.#rule = rule;
    this.#isLate = bindings.some(([, binding]) => bindingDomain(binding).size > LISTED_VALUES_LIMIT);
    const names = bindings.map(([binding]) => binding);
    this.#make = recordMaker(`what ${name} binds`, names);
    this.#bindings = bindings.map(([, binding]) => {
      const domain = bindingDomain(binding);
      const { size } = domain;
      if (size > MOST_KEPT) return { size, decode: (code) => domain.decode(code) };
      const values = Array.from({ length: size }, (_, code) => domain.decode(code));
      return { size, decode: (code) => values[code] };
    });
    this.#codes = new Array<number>(bindings.length).fill(0);
    this.#values = new Array<unknown>(bindings.length).fill(undefined);
  }

  /** The frozen object of the values of combination `index` (see instances.ts), a new one each time. */
  of(index: number): object {
    const codes = this.#codes;
    for (let at = codes.length - 1, rest = index; at >= 0; at--) {
      const { size } = this.#bindings[at] as Decoded;
      codes[at] = rest % size;
      rest = Math.floor(rest / size);
    }
    if (this.#isLate) return boundValues(this.#rule, codes);
    const values = this.#values;
    for (let at = 0; at < codes.length; at++) {
      const { decode } = this.#bindings[at] as Decoded;
      values[at] = decode(codes[at] as number);
    }
    return this.#make(values);
  }
}
