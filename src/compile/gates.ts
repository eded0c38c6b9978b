/**
 * Instances of a rule that ask the same question first, asked together: most instances are disabled by their first
 * question (is the message sent?), and those are then not met at all.
 *
 *     code:  | gates | loose list | where | mask | answers | where | mask | answers | ...
 *     answers: | list for answer 0 | list for answer 1 | ... |      list: | items | instance | cell | instance | cell ...
 *
 * `where` and `mask` are those of the trees' root nodes (forest.ts); an item's tree is walked on from its cell; list 0 is
 * empty. Gates stay right while trees grow, since disabled leaves stay so; they must be made again when cells move.
 */
import type { Forest } from "./forest.ts";
import { DISABLED } from "./outcome.ts";

const HEADER = 2;
const GATE = 3;

/** Gates for the instances 0 .. count - 1, whose roots are the cells 1 .. count. */
export function gatesOf({ cells }: Forest, count: number): Int32Array {
  const loose: number[] = [];
  const asking = new Map<string, number[]>();
  for (let instance = 0; instance < count; instance++) {
    const node = cells[instance + 1] as number;
    if (node === DISABLED) continue;
    if (node < 0 || node === 0) {
      loose.push(instance, instance + 1);
      continue;
    }
    const key = `${cells[node]},${cells[node + 1]}`;
    asking.set(key, [...(asking.get(key) ?? []), instance]);
  }
  const code = new Array<number>(HEADER + GATE * asking.size).fill(0);
  code[0] = asking.size;
  code[1] = append(code, loose);
  let gate = HEADER;
  for (const instances of asking.values()) {
    const node = cells[(instances[0] as number) + 1] as number;
    const mask = cells[node + 1] as number;
    const answers = mask < 0 ? 1 - mask : mask + 1;
    const lists = Array.from({ length: answers }, (_, answer) => {
      const items = instances.flatMap((instance) => [instance, (cells[instance + 1] as number) + 2 + answer]);
      return append(
        code,
        items.filter((_, at) => cells[items[at | 1] as number] !== DISABLED),
      );
    });
    code[gate] = cells[node] as number;
    code[gate + 1] = mask;
    code[gate + 2] = code.length;
    for (const list of lists) code.push(list);
    gate += GATE;
  }
  return Int32Array.from(code);
}

/** Appends a list; answers its offset, 0 for an empty one. */
function append(code: number[], items: readonly number[]): number {
  if (items.length === 0) return 0;
  const offset = code.length;
  code.push(items.length / 2);
  for (const item of items) code.push(item);
  return offset;
}
