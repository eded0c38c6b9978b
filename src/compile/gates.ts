/**
 * Instances of a rule that ask the same question first, asked together: most instances are disabled by their first
 * question (is the message sent?), and those are then not met at all.
 *
 *     code:  | gates | loose list | where | mask | answers | where | mask | answers | ...
 *     answers: | list for answer 0 | list for answer 1 | ... |      list: | items | instance | cell | instance | cell ...
 *
 * `where` and `mask` are those of the trees' root nodes (forest.ts); an item's tree is walked on from its cell; list 0 is
 * empty. Gates stay right while trees grow, since disabled leaves stay so; they must be made again when cells move.
 *
 * Made in time linear in the instances and their first answers: once to count what each list holds, once to fill it.
 */
import type { Forest } from "./forest.ts";
import { DISABLED } from "./outcome.ts";

const HEADER = 2;
const GATE = 3;

/** The questions that trees ask first, in the order in which they are met. */
class Questions {
  /** Per question: where, mask, the place of its first answer among all answers. */
  readonly known: number[] = [];
  answers = 0;
  /** Per `where`, 1 + the place of the last question that asks there. */
  readonly #at = new Map<number, number>();
  /** Per question, 1 + the place of the one before it that asks at the same place. */
  readonly #before: number[] = [];

  /** The place in `known` of the question that `node` asks. */
  of(cells: Int32Array, node: number): number {
    const where = cells[node] as number;
    const mask = cells[node + 1] as number;
    const last = this.#at.get(where) ?? 0;
    for (let at = last; at > 0; at = this.#before[(at - 1) / GATE] as number)
      if (this.known[at] === mask) return at - 1;
    const at = this.known.length;
    this.known.push(where, mask, this.answers);
    this.#before.push(last);
    this.#at.set(where, at + 1);
    this.answers += answersTo(mask);
    return at;
  }
}

function answersTo(mask: number): number {
  return mask < 0 ? 1 - mask : mask + 1;
}

/** Gates for the instances 0 .. count - 1, whose roots are the cells 1 .. count. */
export function gatesOf({ cells }: Forest, count: number): Int32Array {
  const questions = new Questions();
  /** Per instance, its question's place; -1: it asks none that is known; -2: it is disabled. */
  const asked = new Int32Array(count);
  let loose = 0;
  for (let instance = 0; instance < count; instance++) {
    const node = cells[instance + 1] as number;
    asked[instance] = node > 0 ? questions.of(cells, node) : node === DISABLED ? -2 : -1;
    if (asked[instance] === -1) loose++;
  }
  const { known } = questions;
  // Per answer the items of its list, and later where the next one goes.
  const lists = new Int32Array(questions.answers);
  let items = loose;
  for (let instance = 0; instance < count; instance++) {
    const question = asked[instance] as number;
    if (question < 0) continue;
    const first = known[question + 2] as number;
    const child = (cells[instance + 1] as number) + 2;
    const answers = answersTo(known[question + 1] as number);
    for (let answer = 0; answer < answers; answer++) {
      if (cells[child + answer] === DISABLED) continue;
      lists[first + answer] = (lists[first + answer] as number) + 1;
      items++;
    }
  }
  let used = HEADER + known.length + lists.length;
  const filled = lists.reduce((some, length) => some + (length > 0 ? 1 : 0), loose > 0 ? 1 : 0);
  const code = new Int32Array(used + filled + 2 * items);
  code[0] = known.length / GATE;
  const begin = (at: number, length: number): number => {
    if (length === 0) return 0;
    code[at] = used;
    code[used] = length;
    const next = used + 1;
    used = next + 2 * length;
    return next;
  };
  let nextLoose = begin(1, loose);
  for (let question = 0; question < known.length; question += GATE) {
    const first = known[question + 2] as number;
    code[HEADER + question] = known[question] as number;
    code[HEADER + question + 1] = known[question + 1] as number;
    code[HEADER + question + 2] = HEADER + known.length + first;
    const answers = answersTo(known[question + 1] as number);
    for (let answer = first; answer < first + answers; answer++)
      lists[answer] = begin(HEADER + known.length + answer, lists[answer] as number);
  }
  for (let instance = 0; instance < count; instance++) {
    const question = asked[instance] as number;
    if (question === -2) continue;
    if (question === -1) {
      code[nextLoose++] = instance;
      code[nextLoose++] = instance + 1;
      continue;
    }
    const first = known[question + 2] as number;
    const child = (cells[instance + 1] as number) + 2;
    const answers = answersTo(known[question + 1] as number);
    for (let answer = 0; answer < answers; answer++) {
      if (cells[child + answer] === DISABLED) continue;
      const next = lists[first + answer] as number;
      code[next] = instance;
      code[next + 1] = child + answer;
      lists[first + answer] = next + 2;
    }
  }
  return code;
}
