/** What a rule's closures are handed for its bindings, for a rule that is run for one combination after the other. */
import { recordMaker } from "../domain/strict-value.ts";
import type { Rule } from "../model/rule.ts";
import { bindingDomain } from "../model/rule.ts";

/** As many values of a binding are decoded once and kept; of more, each when it is asked for. */
const MOST_KEPT = 4096;

interface Decoded {
  readonly name: string;
  readonly size: number;
  readonly decode: (code: number) => unknown;
}

export class BoundValues {
  readonly #bindings: readonly Decoded[];
  readonly #codes: number[];
  readonly #make: ReturnType<typeof recordMaker>;

  constructor({ name, bindings }: Rule) {
    this.#make = recordMaker(`what ${name} binds`);
    this.#bindings = bindings.map(([name, binding]) => {
      const domain = bindingDomain(binding);
      const { size } = domain;
      if (size > MOST_KEPT) return { name, size, decode: (code) => domain.decode(code) };
      const values = Array.from({ length: size }, (_, code) => domain.decode(code));
      return { name, size, decode: (code) => values[code] };
    });
    this.#codes = new Array<number>(bindings.length).fill(0);
  }

  /** The frozen object of the values of combination `index` (see instances.ts), a new one each time. */
  of(index: number): object {
    const codes = this.#codes;
    for (let at = codes.length - 1, rest = index; at >= 0; at--) {
      const { size } = this.#bindings[at] as Decoded;
      codes[at] = rest % size;
      rest = Math.floor(rest / size);
    }
    const bound: [string, unknown][] = [];
    for (let at = 0; at < codes.length; at++) {
      const { name, decode } = this.#bindings[at] as Decoded;
      bound.push([name, decode(codes[at] as number)]);
    }
    return this.#make(bound);
  }
}
