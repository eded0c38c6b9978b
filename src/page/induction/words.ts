/** What the induction page says, in the languages of the course. Names of a model's are as the model has them. */
import { countOf, countText } from "../../errors/counts.ts";
import type { ProofOutcome } from "../../prove/proof.ts";

const en = {
  outcome: {
    proved: "Proved",
    "not-initial": "Not an invariant",
    "not-inductive": "Not inductive",
    "too-weak": "Too weak",
    undecided: "Undecided",
  } as Readonly<Record<ProofOutcome, string>>,
  withDraft: "with your conjunct,",
  forThis: "for this configuration; of others it says nothing",
  counts: (types: string, states: number, steps: number, escapes: number) =>
    `${types} states can be written down. In ${countText(states)} of them all chosen conjuncts are true; ${countOf(steps, "step")} from there, ${escapes === 0 ? "none leads" : escapes === 1 ? "1 leads" : `${countText(escapes)} lead`} out.`,
  sampled: "Only states drawn at random were looked at: this proves nothing.",
  partly: "Not all states were looked at.",
  outside: (count: number, broken: string) => `It is false in ${countOf(count, "initial state")}: ${broken}.`,
  follows: (claims: string) => `It follows: ${claims}.`,
  unimplied: (claims: string) => `It does not follow: ${claims}.`,
  invariant: "The invariant",
  invariantHelp: "All that is ticked together, and what you keep below.",
  claim: "a claim of the model",
  remove: (name: string) => `Remove ${name}`,
  counterexample: "Counterexample to induction",
  step: (rule: string, broken: string) => `${rule} makes false: ${broken}`,
  throws: (rule: string) => `${rule} throws`,
  unfollowed: (broken: string) => `The invariant is true here, and false is: ${broken}`,
  nothing: "Nothing leads out.",
  reachable: (depth: number) =>
    `This state can be reached, in ${countOf(depth, "step")}: the invariant is false. No conjunct more will help.`,
  unreachable: (states: number) =>
    `This state cannot be reached: it is none of ${countOf(states, "reachable state")}. So nothing is wrong with the protocol; say why there is no such state.`,
  unknown: (states: number) =>
    `Whether this state can be reached is not known: ${countOf(states, "reachable state")} were looked at, and there are more.`,
  nearest: (depth: number, lacks: string, isOfAll: boolean) =>
    `The nearest ${isOfAll ? "reachable state" : "of those looked at"}, ${depth === 0 ? "an initial one" : `after ${countOf(depth, "step")}`}, differs in what matters: ${lacks}.`,
  falseElsewhere: (broken: string, depth: number) =>
    `But the invariant is false, whatever this step says: ${broken}, in a state that can be reached in ${countOf(depth, "step")}.`,
  fact: "fact",
  before: "before",
  after: "after",
  same: "as before",
  if: "if",
  then: "then not",
  useIf: (atom: string) => `if ${atom}`,
  useThen: (atom: string) => `then not ${atom}`,
  others: "What else is so",
  rest: (count: number) => `What is not there (${countText(count)})`,
  matters: "What the step rests on",
  conjunct: "Your conjunct",
  conjunctHelp:
    "Click facts of the state above, or write: PLACE = VALUE, MEMBER in PLACE, joined by and, or, not (...), =>.",
  everyone: "also with the names exchanged: whoever they are",
  judge: "Judge it",
  judging: "Judging…",
  keep: "Keep it",
  clear: "Clear",
  named: (at: number) => `mine ${at}`,
  isFalse: "False",
  isFalseText: (steps: number) => `A state that can be reached in ${countOf(steps, "step")} breaks it:`,
  atFirst: "It is false in an initial state.",
  notEnough: "True, but not enough",
  notEnoughText: (states: number, escapes: number) =>
    `It is true in all ${countOf(states, "reachable state")}. With it, ${countOf(escapes, "step")} still ${escapes === 1 ? "leads" : "lead"} out: the next counterexample is above.`,
  weakText: (states: number, claims: string) =>
    `It is true in all ${countOf(states, "reachable state")}, and nothing leads out any more. But it does not follow: ${claims}.`,
  inductive: "Inductive, with the others",
  inductiveText: (states: number, within: number) =>
    `It is true in all ${countOf(states, "reachable state")}, and no step leads out of the ${countOf(within, "state")} in which all are true.`,
  notKnown: "Not known",
  notKnownText: (states: number) =>
    `It is true in the ${countOf(states, "reachable state")} that were looked at, and there are more.`,
  rulesOut: (some: number, all: number) =>
    `It rules out ${countText(some)} of ${countOf(all, "counterexample")} found so far.`,
  found: "Counterexamples found so far",
  ruledOut: "ruled out",
  notRuledOut: "not ruled out",
  show: (at: number) => `Show number ${at}`,
  matrix: "What each rule does to each conjunct",
  rule: "rule",
  kept: "kept",
  breaks: (count: number) => `broken by ${countOf(count, "step")}`,
  needs: (names: string) => `kept, with ${names}`,
  idle: "can do nothing",
  askNeeds: "Which other conjuncts each case needs",
  redundant: (names: string) => `Redundant, each alone: ${names}. The others show as much.`,
  needsPartly: "Not all states were looked at: there may be more that is needed.",
  failed: "It could not be judged",
  empty: "Tick a conjunct, or write one.",
};

export type InductionWords = typeof en;

const zh: InductionWords = {
  outcome: {
    proved: "已证明",
    "not-initial": "不是不变式",
    "not-inductive": "不是归纳的",
    "too-weak": "太弱",
    undecided: "未定",
  },
  withDraft: "加上你的合取项，",
  forThis: "仅对本配置；对其他配置什么也没有说",
  counts: (types, states, steps, escapes) =>
    `能写出来的状态有 ${types} 个，其中 ${countText(states)} 个使所选的合取项全部为真；从这些状态出发有 ${countText(steps)} 步，${escapes === 0 ? "没有一步逃出去" : `其中 ${countText(escapes)} 步逃出去`}。`,
  sampled: "只看了随机抽取的状态：这不证明任何东西。",
  partly: "没有看完所有状态。",
  outside: (count, broken) => `它在 ${countText(count)} 个初始状态里为假：${broken}。`,
  follows: (claims) => `由它得出：${claims}。`,
  unimplied: (claims) => `由它得不出：${claims}。`,
  invariant: "不变式",
  invariantHelp: "所有勾选的合取项，加上你在下面保留的。",
  claim: "模型的断言",
  remove: (name) => `去掉 ${name}`,
  counterexample: "归纳反例",
  step: (rule, broken) => `${rule} 使它变假：${broken}`,
  throws: (rule) => `${rule} 抛出错误`,
  unfollowed: (broken) => `不变式在这里为真，而这个为假：${broken}`,
  nothing: "没有一步逃出去。",
  reachable: (depth) => `这个状态可达，${countText(depth)} 步就到：不变式是假的。再加合取项也没有用。`,
  unreachable: (states) =>
    `这个状态不可达：${countText(states)} 个可达状态里没有它。所以协议没有错；说出为什么没有这样的状态。`,
  unknown: (states) => `不知道这个状态是否可达：看了 ${countText(states)} 个可达状态，还有更多。`,
  nearest: (depth, lacks, isOfAll) =>
    `${isOfAll ? "最近的可达状态" : "看过的状态里最近的一个"}（${depth === 0 ? "初始状态" : `${countText(depth)} 步之后`}）在要紧之处不同：${lacks}。`,
  falseElsewhere: (broken, depth) =>
    `但是不管这一步怎样，不变式是假的：${broken}，在 ${countText(depth)} 步可达的一个状态里。`,
  fact: "事实",
  before: "之前",
  after: "之后",
  same: "不变",
  if: "若",
  then: "则非",
  useIf: (atom) => `若 ${atom}`,
  useThen: (atom) => `则非 ${atom}`,
  others: "此外成立的",
  rest: (count) => `不在其中的（${countText(count)}）`,
  matters: "这一步所依据的",
  conjunct: "你的合取项",
  conjunctHelp: "点击上面状态里的事实，或者自己写：PLACE = VALUE、MEMBER in PLACE，用 and、or、not (...)、=> 连接。",
  everyone: "把名字互换后也成立：不管是谁",
  judge: "判定",
  judging: "正在判定……",
  keep: "保留",
  clear: "清除",
  named: (at) => `我的 ${at}`,
  isFalse: "假的",
  isFalseText: (steps) => `一个 ${countText(steps)} 步可达的状态破坏它：`,
  atFirst: "它在某个初始状态里为假。",
  notEnough: "真的，但还不够",
  notEnoughText: (states, escapes) =>
    `它在全部 ${countText(states)} 个可达状态里为真。加上它，仍有 ${countText(escapes)} 步逃出去：下一个反例在上面。`,
  weakText: (states, claims) =>
    `它在全部 ${countText(states)} 个可达状态里为真，也没有一步逃出去。但由它得不出：${claims}。`,
  inductive: "与其他合取项一起，是归纳的",
  inductiveText: (states, within) =>
    `它在全部 ${countText(states)} 个可达状态里为真；所有合取项都为真的 ${countText(within)} 个状态里，没有一步逃出去。`,
  notKnown: "不知道",
  notKnownText: (states) => `它在看过的 ${countText(states)} 个可达状态里为真，还有更多。`,
  rulesOut: (some, all) => `它排除了已找到的 ${countText(all)} 个反例中的 ${countText(some)} 个。`,
  found: "已找到的反例",
  ruledOut: "已排除",
  notRuledOut: "未排除",
  show: (at) => `显示第 ${at} 个`,
  matrix: "每条规则对每个合取项做了什么",
  rule: "规则",
  kept: "保持",
  breaks: (count) => `被 ${countText(count)} 步破坏`,
  needs: (names) => `保持，靠 ${names}`,
  idle: "什么也做不了",
  askNeeds: "每种情形还需要哪些合取项",
  redundant: (names) => `多余的（各自单独去掉）：${names}。其余的足以说明一切。`,
  needsPartly: "没有看完所有状态：需要的可能更多。",
  failed: "无法判定",
  empty: "勾选一个合取项，或者写一个。",
};

export function wordsIn(language: string): InductionWords {
  return language.startsWith("zh") ? zh : en;
}
