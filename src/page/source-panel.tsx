/** The source of the rule that fired, as its file has it. */
import type { Session } from "./session.ts";

export function SourcePanel({ session }: { readonly session: Session }) {
  const { current, at, capsule } = session;
  const step = current.value.path.steps[at.value - 1] ?? current.value.path.steps[at.value];
  const source =
    step === undefined || !Object.hasOwn(capsule.sources, step.rule) ? undefined : capsule.sources[step.rule];
  if (step === undefined || source === undefined) return null;
  return (
    <details class="source no-print">
      <summary>
        The rule <code>{step.rule}</code>, {source.place}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <pre tabIndex={0}>
        <code>
          {source.lines.map((line, number) => (
            <span class="line" key={number}>
              {line.map(([kind, text], piece) =>
                kind === "" ? (
                  text
                ) : (
                  <span class={`t-${kind}`} key={piece}>
                    {text}
                  </span>
                ),
              )}
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </details>
  );
}
