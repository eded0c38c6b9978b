/** The ladder of hints: one after the other, each opened by a reader who asks for it. How many were opened is counted. */
import type { ClassroomWords } from "./words.ts";

interface HintsProps {
  readonly hints: readonly string[];
  readonly opened: number;
  readonly onOpen: () => void;
  readonly said: ClassroomWords;
}

export function Hints({ hints, opened, onOpen, said }: HintsProps) {
  if (hints.length === 0) return null;
  return (
    <div class="hints">
      <p class="title">{said.hints}</p>
      <div aria-live="polite">
        {hints.slice(0, opened).map((hint, at) => (
          <p key={hint}>
            <b>{said.hint(at + 1)}</b> <Inline text={hint} />
          </p>
        ))}
      </div>
      {opened < hints.length ? (
        <button type="button" class="chip" onClick={onOpen}>
          {said.openHint(opened + 1)}
        </button>
      ) : (
        <p class="quiet">{said.noHints}</p>
      )}
    </div>
  );
}

/** Of markdown what a hint has: code and emphasis. A word of the glossary is a `<dfn>` there, whose text is what counts. */
function Inline({ text }: { readonly text: string }) {
  const plain = text.replace(/<\/?dfn[^>]*>/g, "");
  return (
    <>
      {plain.split(/(`[^`]+`|\*[^*]+\*)/).map((part, at) => {
        if (part.startsWith("`")) return <code key={`${at}-${part}`}>{part.slice(1, -1)}</code>;
        if (part.startsWith("*") && part.length > 2) return <em key={`${at}-${part}`}>{part.slice(1, -1)}</em>;
        return part;
      })}
    </>
  );
}
