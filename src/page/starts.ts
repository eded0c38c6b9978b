/** Where a model may begin, told by what is not the same in all of its initial states: what a page without a trace lets one choose. */
import { plainText } from "../state/plain.ts";
import type { LiveModel } from "./path.ts";

export interface Start {
  /** Its number among the initial states. */
  readonly initial: number;
  /** `turn = p`. */
  readonly says: string;
}

/** Of more initial states the first are offered. */
export const OFFERED_STARTS = 100;

/** One where the model begins in one state only. */
export function startsOf({ interpreter }: LiveModel): readonly Start[] {
  const states: { readonly initial: number; readonly texts: ReadonlyMap<string, string> }[] = [];
  const known = new Set<string>();
  let initial = 0;
  for (const { text, plain } of interpreter.eachInitialState()) {
    if (states.length === OFFERED_STARTS) break;
    if (!known.has(text))
      states.push({ initial, texts: new Map([...plain].map(([name, each]) => [name, plainText(each)])) });
    known.add(text);
    initial++;
  }
  const [first] = states;
  const names = [...(first?.texts.keys() ?? [])].filter((name) =>
    states.some(({ texts }) => texts.get(name) !== first?.texts.get(name)),
  );
  return states.map(({ initial: number, texts }) => ({
    initial: number,
    says: names.map((name) => `${name} = ${texts.get(name)}`).join("; "),
  }));
}
