/** What was checked, how far, and how to get it again. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Session } from "./session.ts";

export function Footer({ session, children }: { readonly session: Session; readonly children: ComponentChildren }) {
  const { capsule } = session;
  const { model, verdict } = capsule;
  const parameters = Object.entries(model.parameters).map(([name, value]) => `${name}=${value}`);
  const rows: [string, string][] = [["Model", [model.name, ...parameters].join(" ")]];
  if (model.about !== undefined) rows.push(["About", model.about]);
  if (model.source !== undefined) rows.push(["Source", model.source]);
  if (model.mutant !== null)
    rows.push(["Mutant", model.mutantAbout === undefined ? model.mutant : `${model.mutant}: ${model.mutantAbout}`]);
  if (verdict !== null) {
    const { distinct, generated, depth } = verdict.states;
    const number = (value: number) => value.toLocaleString("en");
    rows.push(["States", `${number(distinct)} distinct, ${number(generated)} generated, depth ${depth}`]);
    rows.push([
      "Covered",
      verdict.complete
        ? "every reachable state of this configuration, complete"
        : verdict.coveredDepth === null || verdict.outcome === "error"
          ? "part of the states"
          : `every state up to depth ${verdict.coveredDepth}: no counterexample is shorter`,
    ]);
    if (typeof verdict.fairness === "string") rows.push(["Fairness", verdict.fairness]);
    if (typeof verdict.collisionProbability === "number" && verdict.collisionProbability > 0)
      rows.push([
        "Store",
        `${verdict.store ?? "compact"}; chance of two states taken for one ${verdict.collisionProbability.toExponential(1)}`,
      ]);
  }
  const why = session.trace.value?.reasons?.why ?? null;
  if (why !== null)
    rows.push([
      "Reason",
      `${why.proof === "proved" ? "proved smallest" : "tested, not proved"}: ${why.facts.length === 1 ? "1 fact" : `${why.facts.length} facts, each needed`}`,
    ]);
  const third = Math.ceil(rows.length / 3);
  return (
    <footer>
      <div class="f">
        {[0, 1, 2].map((column) => (
          <dl key={column}>
            {rows.slice(column * third, (column + 1) * third).map(([name, says]) => (
              <>
                <dt key={name}>{name}</dt>
                <dd>{says}</dd>
              </>
            ))}
          </dl>
        ))}
      </div>
      {capsule.command !== undefined && (
        <div class="cmd">
          <span>Reproduce</span>
          <code>{capsule.command}</code>
          <CopyButton text={() => capsule.command as string} />
        </div>
      )}
      {children}
    </footer>
  );
}

export function CopyButton({ text, says = "copy" }: { readonly text: () => string; readonly says?: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      class="under"
      onClick={() => {
        void navigator.clipboard?.writeText(text());
        setCopied(true);
        setTimeout(() => setCopied(false), 1500);
      }}
    >
      {isCopied ? "copied" : says}
    </button>
  );
}
