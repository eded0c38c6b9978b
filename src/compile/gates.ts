/**
 * Instances of a rule that ask the same question, asked together: most instances are disabled by a question (is the message
 * sent? is the ballot high enough?), and those are then not met at all.
 *
 *     code:     | value gates | bit gates | loose list | value gate | ... | bit gate | ...
 *     value gate:  | where | mask | answers |          answers:  | list for answer 0 | list for answer 1 | ... |
 *     bit gate:    | word | bits | lists |             lists:    | list for bit 0 | ... | list for bit 31 |
 *     list:     | items | standing still | instance | cell | instance | cell ...
 *
 * `where` and `mask` are those of trees' nodes (forest.ts). A bit gate stands for all one-bit questions in a word that
 * disable when the bit is not set, as those for messages do: only bits that are set cost anything. An item's tree is walked
 * on from its cell. Of instances that the answer leaves enabled, but changing nothing, a list has only how many they are.
 * List 0 is empty.
 *
 * An instance may be asked any question that each of its ways to being enabled asks: its first, and while all but one answer
 * disable, the next. That which fewest of some sampled states pass is taken, so gates follow what the search meets. An item
 * behind another question than the first is walked from its root.
 *
 * Gates stay right while trees grow, since leaves stay as they are; they must be made again when cells move. Made in time
 * linear in the instances and their answers: once to choose and count, once to fill.
 */
import { type Forest, lowestSet } from "./forest.ts";
import { DISABLED, STUTTER } from "./outcome.ts";

export const GATES_HEADER = 3;
const GATE = 3;
/** Questions of an instance that are looked at. */
const MOST_QUESTIONS = 4;
/** How much fewer states must pass for a later question to be asked first: it is asked again in the tree. */
const WORTHWHILE = 0.1;

/** States that a search has met, one behind the other. */
export interface MetStates {
  readonly states: Int32Array;
  readonly words: number;
}

/** The questions that trees ask, in the order in which they are met, and how the sampled states answer them. */
class Questions {
  /** Per question: where, mask, the place of its first answer among all answers. */
  readonly known: number[] = [];
  answers = 0;
  /** Per answer, how many sampled states give it. */
  readonly met: number[] = [];
  readonly #sample: MetStates;
  readonly samples: number;
  /** Per `where`, 1 + the place of the last question that asks there. */
  readonly #at = new Map<number, number>();
  /** Per question, 1 + the place of the one before it that asks at the same place. */
  readonly #before: number[] = [];

  constructor(sample: MetStates) {
    this.#sample = sample;
    this.samples = sample.states.length / sample.words;
  }

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
    const first = this.answers;
    this.answers += answersTo(mask);
    while (this.met.length < this.answers) this.met.push(0);
    const { states, words } = this.#sample;
    for (let state = 0; state < states.length; state += words) {
      const bits = (states[state + (where >>> 5)] as number) >>> (where & 31);
      const answer = mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask));
      this.met[first + answer] = (this.met[first + answer] as number) + 1;
    }
    return at;
  }

  /** The share of the sampled states that a node does not disable. */
  share(cells: Int32Array, node: number, question: number): number {
    const first = this.known[question + 2] as number;
    const answers = answersTo(this.known[question + 1] as number);
    let passing = 0;
    for (let answer = 0; answer < answers; answer++)
      if (cells[node + 2 + answer] !== DISABLED) passing += this.met[first + answer] as number;
    return passing / this.samples;
  }
}

function answersTo(mask: number): number {
  return mask < 0 ? 1 - mask : mask + 1;
}

/** The node that all ways through a node to being enabled go on to; 0: there is none, or not one. */
function onlyWay(cells: Int32Array, node: number): number {
  const answers = answersTo(cells[node + 1] as number);
  let way = 0;
  for (let answer = 0; answer < answers; answer++) {
    const next = cells[node + 2 + answer] as number;
    if (next === DISABLED) continue;
    if (next <= 0 || way !== 0) return 0;
    way = next;
  }
  return way;
}

const UNASKED = -1;
const NEVER = -2;

/** What is asked of each instance first. */
interface Chosen {
  readonly questions: Questions;
  /** Per instance the place of its question; UNASKED: it asks none that is known; NEVER: it is disabled. */
  readonly asked: Int32Array;
  /** Per instance the node that asks it. */
  readonly node: Int32Array;
}

function choose(cells: Int32Array, count: number, sample: MetStates): Chosen {
  const questions = new Questions(sample);
  const asked = new Int32Array(count);
  const node = new Int32Array(count);
  for (let instance = 0; instance < count; instance++) {
    const root = cells[instance + 1] as number;
    asked[instance] = root === DISABLED ? NEVER : UNASKED;
    if (root <= 0) continue;
    asked[instance] = questions.of(cells, root);
    node[instance] = root;
    if (questions.samples === 0) continue;
    let least = questions.share(cells, root, asked[instance] as number) - WORTHWHILE;
    let at = root;
    for (let question = 1; question < MOST_QUESTIONS && least > 0; question++) {
      at = onlyWay(cells, at);
      if (at === 0) break;
      const next = questions.of(cells, at);
      const share = questions.share(cells, at, next);
      if (share >= least) continue;
      least = share;
      asked[instance] = next;
      node[instance] = at;
    }
  }
  return { questions, asked, node };
}

/** Gates for the instances 0 .. count - 1, whose roots are the cells 1 .. count. */
export function gatesOf({ cells }: Forest, count: number, sample: MetStates): Int32Array {
  const { questions, asked, node } = choose(cells, count, sample);
  const { known } = questions;
  /** Per answer: the items of its list, and how many stand still. */
  const items = new Int32Array(questions.answers);
  const still = new Int32Array(questions.answers);
  /** What an answer makes of an instance. */
  const eachAnswer = (
    instance: number,
    item: (place: number, cell: number) => void,
    stands: (place: number) => void,
  ) => {
    const question = asked[instance] as number;
    const first = known[question + 2] as number;
    const answers = answersTo(known[question + 1] as number);
    const child = (node[instance] as number) + 2;
    const isFirst = node[instance] === cells[instance + 1];
    for (let answer = 0; answer < answers; answer++) {
      const leaf = cells[child + answer];
      if (leaf === DISABLED) continue;
      if (leaf === STUTTER && isFirst) stands(first + answer);
      else item(first + answer, isFirst ? child + answer : instance + 1);
    }
  };
  const count1 = (counts: Int32Array) => (place: number) => {
    counts[place] = (counts[place] as number) + 1;
  };
  const [countItem, countStill] = [count1(items), count1(still)];
  let loose = 0;
  for (let instance = 0; instance < count; instance++) {
    if (asked[instance] === UNASKED) loose++;
    else if (asked[instance] !== NEVER) eachAnswer(instance, countItem, countStill);
  }
  const code = new Code(known, items, still, loose);
  for (let instance = 0; instance < count; instance++) {
    if (asked[instance] === UNASKED) code.addLoose(instance);
    else if (asked[instance] !== NEVER) eachAnswer(instance, (place, cell) => code.add(place, instance, cell), nothing);
  }
  return code.ints;
}

const nothing = () => {};

/** The code, its lists still to be filled. */
class Code {
  readonly ints: Int32Array;
  /** Per answer where its list's next item goes. */
  readonly #next: Int32Array;
  #nextLoose = 0;

  constructor(known: readonly number[], items: Int32Array, still: Int32Array, loose: number) {
    const isEmpty = (place: number) => items[place] === 0 && still[place] === 0;
    const byWord = new Map<number, number[]>();
    const values: number[] = [];
    for (let question = 0; question < known.length; question += GATE) {
      const [where, mask, first] = [known[question], known[question + 1], known[question + 2]] as [
        number,
        number,
        number,
      ];
      let last = answersTo(mask) - 1;
      while (last >= 0 && isEmpty(first + last)) last--;
      if (last < 0) continue;
      if (mask === 1 && isEmpty(first)) byWord.set(where >>> 5, [...(byWord.get(where >>> 5) ?? []), question]);
      else values.push(question);
    }
    let size = GATES_HEADER + GATE * (values.length + byWord.size) + 32 * byWord.size + (loose > 0 ? 2 + 2 * loose : 0);
    for (const question of values) size += answersTo(known[question + 1] as number);
    for (let place = 0; place < items.length; place++) if (!isEmpty(place)) size += 2 + 2 * (items[place] as number);
    this.ints = new Int32Array(size);
    this.#next = new Int32Array(items.length);
    let used = GATES_HEADER + GATE * (values.length + byWord.size);
    const take = (length: number): number => {
      used += length;
      return used - length;
    };
    const begin = (length: number, stands: number): number => {
      const list = take(2 + 2 * length);
      this.ints[list] = length;
      this.ints[list + 1] = stands;
      return list;
    };
    const listOf = (place: number): number => {
      if (isEmpty(place)) return 0;
      const list = begin(items[place] as number, still[place] as number);
      this.#next[place] = list + 2;
      return list;
    };
    this.ints[0] = values.length;
    this.ints[1] = byWord.size;
    let gate = GATES_HEADER;
    for (const question of values) {
      const [where, mask, first] = [known[question], known[question + 1], known[question + 2]] as [
        number,
        number,
        number,
      ];
      const answers = take(answersTo(mask));
      this.ints.set([where, mask, answers], gate);
      for (let answer = 0; answer < answersTo(mask); answer++) this.ints[answers + answer] = listOf(first + answer);
      gate += GATE;
    }
    for (const [word, asking] of byWord) {
      const lists = take(32);
      let bits = 0;
      for (const question of asking) {
        const bit = (known[question] as number) & 31;
        bits |= 1 << bit;
        this.ints[lists + bit] = listOf((known[question + 2] as number) + 1);
      }
      this.ints.set([word, bits, lists], gate);
      gate += GATE;
    }
    if (loose === 0) return;
    this.ints[2] = begin(loose, 0);
    this.#nextLoose = (this.ints[2] as number) + 2;
  }

  add(place: number, instance: number, cell: number): void {
    const next = this.#next[place] as number;
    this.ints[next] = instance;
    this.ints[next + 1] = cell;
    this.#next[place] = next + 2;
  }

  addLoose(instance: number): void {
    this.ints[this.#nextLoose++] = instance;
    this.ints[this.#nextLoose++] = instance + 1;
  }
}
