/** What came of the invariant that is chosen: in words, with numbers. */
import type { InductionProof } from "../../prove/proof.ts";
import type { InductionWords } from "./words.ts";

export function Summary({
  proof,
  isDrafted,
  words,
}: {
  readonly proof: InductionProof;
  /** Whether a candidate is among the conjuncts that is not kept yet. */
  readonly isDrafted: boolean;
  readonly words: InductionWords;
}) {
  const { outcome, typeStates, states, steps, escapes, initial, implies, method, isComplete } = proof;
  const types = typeStates.replace(/\B(?=(\d{3})+$)/g, ",");
  const followed = implies.filter((each) => each.false === 0).map(({ property }) => property);
  const unimplied = implies.filter((each) => each.false > 0).map(({ property }) => property);
  return (
    <section class="summary" aria-live="polite">
      <p class={`outcome ${outcome}`}>
        <strong>{words.outcome[outcome]}</strong>{" "}
        <span class="aside">
          {isDrafted && `${words.withDraft} `}
          {words.forThis}
        </span>
      </p>
      <p>{words.counts(types, states, steps, escapes)}</p>
      {method === "sampled" ? <p>{words.sampled}</p> : !isComplete && <p>{words.partly}</p>}
      {initial.outside > 0 && <p>{words.outside(initial.outside, initial.broken.join(", "))}</p>}
      {isComplete && followed.length > 0 && <p>{words.follows(followed.join(", "))}</p>}
      {unimplied.length > 0 && <p>{words.unimplied(unimplied.join(", "))}</p>}
    </section>
  );
}
