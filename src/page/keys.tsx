/** The keyboard: everything that a pointer does, and the sheet that says so. */
import { useEffect, useRef } from "preact/hooks";
import { moveBy, type Session, undo } from "./session.ts";

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["n", "→"], "next step; in a loop, round and round"],
  [["p", "←"], "previous step"],
  [["Home", "End"], "the first and the last state"],
  [["space"], "play and pause"],
  [["c"], "only what mattered, and all again"],
  [["1", "2"], "tell only a chapter"],
  [["0"], "tell all, as recorded"],
  [["t"], "rows: causal or recorded order"],
  [["b"], "back: undo the last what-if step"],
  [["m"], "predict mode, for lessons: say what is enabled before it is shown"],
  [["/"], "find a step"],
  [["?"], "this sheet"],
];

export function Keys({ session }: { readonly session: Session }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = session.isSheetOpen.value;
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === isOpen) return;
    if (isOpen) element.showModal();
    else element.close();
  }, [isOpen]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(session, event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [session]);
  const close = () => {
    session.isSheetOpen.value = false;
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="h-keys">
      <h2 id="h-keys">Keys</h2>
      <dl>
        {KEYS.map(([keys, does]) => (
          <>
            <dt key={does}>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      <button type="button" class="under" onClick={close}>
        close
      </button>
    </dialog>
  );
}

function onKey(session: Session, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const isTyping = target.matches("input[type=search], input[type=number], input[type=text], select, textarea");
  if (isTyping || session.isSheetOpen.value) return;
  const { key } = event;
  const isSlider = target.matches("input[type=range]");
  const { told, trace, isCausal, story, place, isPredicting } = session;
  const slice = trace.value?.reasons?.slice ?? null;
  const done = (): void => event.preventDefault();
  if (key === "n" || (key === "ArrowRight" && !isSlider)) moveBy(session, 1);
  else if (key === "p" || (key === "ArrowLeft" && !isSlider)) moveBy(session, -1);
  else if (key === "Home" && !isSlider) place.value = { ...place.value, state: 0, branch: [], taken: 0 };
  else if (key === "End" && !isSlider)
    place.value = { ...place.value, state: story.value.path.steps.length, branch: [], taken: 0 };
  else if (key === "c") told.value = told.value.kind === "mattered" ? { kind: "all" } : { kind: "mattered" };
  else if (key === "0") told.value = { kind: "all" };
  else if (/^[1-9]$/.test(key) && slice?.chapters?.[Number(key) - 1] !== undefined)
    told.value = { kind: "chapter", chapter: Number(key) - 1 };
  else if (key === "t") isCausal.value = !isCausal.value;
  else if (key === "b") undo(session);
  else if (key === "m") isPredicting.value = !isPredicting.value;
  else if (key === "/") document.querySelector<HTMLInputElement>(".find input")?.focus();
  else if (key === "?") session.isSheetOpen.value = true;
  else if (key === " " && target.matches("body, main, .st, .cols")) session.isPlaying.value = !session.isPlaying.value;
  else return;
  if (key === "/" || key === " " || key === "ArrowRight" || key === "ArrowLeft") done();
}
