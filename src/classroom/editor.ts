/**
 * The editor of an exercise (CodeMirror 6), a chunk of its own that is loaded when an exercise comes near. Only the regions
 * between `// edit:begin NAME` and `// edit:end` can be changed; a file without regions is open as a whole. Tab is left to
 * the keyboard's way through the page, so that nobody is caught in here.
 */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type Extension, RangeSetBuilder, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Where the text may be changed, from the start of a line to the end of one. */
interface OpenRange {
  readonly from: number;
  readonly to: number;
}

const BEGIN = /^\s*\/\/ edit:begin\b/;
const END = /^\s*\/\/ edit:end\s*$/;

/** Null: all of it. */
function openRanges(state: EditorState): readonly OpenRange[] | null {
  const { doc } = state;
  const ranges: OpenRange[] = [];
  let from: number | null = null;
  for (let number = 1; number <= doc.lines; number++) {
    const line = doc.line(number);
    if (BEGIN.test(line.text)) from = line.to + 1;
    else if (END.test(line.text) && from !== null) {
      ranges.push({ from, to: Math.max(from, line.from - 1) });
      from = null;
    }
  }
  return ranges.length === 0 ? null : ranges;
}

/** Of a change that the page makes: all of the text may be another. */
const fromPage = Annotation.define<boolean>();

const openField = StateField.define<readonly OpenRange[] | null>({
  create: openRanges,
  update: (ranges, transaction) => {
    const { docChanged, changes, state } = transaction;
    if (!docChanged) return ranges;
    if (transaction.annotation(fromPage)) return openRanges(state);
    return ranges?.map(({ from, to }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) })) ?? null;
  },
});

const onlyOpen = EditorState.changeFilter.of((transaction) => {
  const ranges = transaction.startState.field(openField);
  if (ranges === null || transaction.annotation(fromPage)) return true;
  let isInside = true;
  transaction.changes.iterChangedRanges((from, to) => {
    isInside &&= ranges.some((range) => range.from <= from && to <= range.to);
  });
  return isInside;
});

const openLine = Decoration.line({ class: "open" });

/** Lines that can be changed, tinted. */
const tinted: Extension = EditorView.decorations.compute(["doc", openField], (state) => {
  const builder = new RangeSetBuilder<Decoration>();
  const ranges = state.field(openField);
  if (ranges === null) return builder.finish();
  for (let number = 1; number <= state.doc.lines; number++) {
    const { from, to } = state.doc.line(number);
    if (ranges.some((range) => range.from <= from && to <= range.to)) builder.add(from, from, openLine);
  }
  return builder.finish();
});

/** Colours by names of properties that the element's styles have for light and dark. */
const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.regexp], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--ink3)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
]);

const look = EditorView.theme({
  "&": { fontSize: "12.5px", backgroundColor: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--a)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", maxHeight: "520px" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink3)", border: "none" },
  ".cm-line.open": { backgroundColor: "var(--now)", boxShadow: "inset 2px 0 0 var(--a)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--now)" },
});

/** Pixels above the first open line. */
const MARGIN = 100;

/** What an editor does for its exercise. */
export interface ExerciseEditor {
  /** Another text, which may or may not be changed. */
  show(text: string, isOpen: boolean): void;
  /** Into the first open region at the end, on a line of its own; a click's worth of typing. */
  append(line: string): void;
  focus(): void;
  destroy(): void;
}

export interface EditorAsked {
  readonly parent: HTMLElement;
  readonly root: Document | ShadowRoot;
  readonly text: string;
  /** For who hears the page. */
  readonly label: string;
  readonly onChange: (text: string) => void;
}

export function exerciseEditor({ parent, root, text, label, onChange }: EditorAsked): ExerciseEditor {
  const readOnly = new Compartment();
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        javascript({ typescript: true }),
        syntaxHighlighting(highlighting),
        bracketMatching(),
        indentOnInput(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        openField,
        onlyOpen,
        tinted,
        look,
        readOnly.of(EditorState.readOnly.of(false)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((each) => each.annotation(fromPage)))
            onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  // What is to be written is in sight; the page itself stays where it is.
  const showOpen = () => {
    const [first] = view.state.field(openField) ?? [];
    if (first !== undefined) view.scrollDOM.scrollTop = view.lineBlockAt(first.from).top - MARGIN;
  };
  requestAnimationFrame(showOpen);
  return {
    show: (other, isOpen) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: other },
        annotations: fromPage.of(true),
        effects: readOnly.reconfigure(EditorState.readOnly.of(!isOpen)),
      }),
    append: (line) => {
      const [first] = view.state.field(openField) ?? [{ from: 0, to: view.state.doc.length }];
      if (first !== undefined) view.dispatch({ changes: { from: first.to, insert: `\n${line}` }, userEvent: "input" });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
