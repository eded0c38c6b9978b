/** The present state: what led to it, and what stands where, by process, with what has just changed and who wrote the rest. */
import { useState } from "preact/hooks";
import { colourAt, variableOf } from "./lane-colours.ts";
import { instanceText } from "./path.ts";
import { goTo, type Session } from "./session.ts";
import { type Leaf, type StateBlock, stateBlocks } from "./state-rows.ts";

export function StatePanel({ session }: { readonly session: Session }) {
  const { current, at, state, onlyChanged, pinned, branched, trace } = session;
  const { path, plan, order, kinds, writers, truth } = current.value;
  const k = at.value;
  const step = path.steps[k - 1];
  const blocks = stateBlocks({
    state: state.value.plain,
    changes: step?.changes ?? [],
    at: k,
    writers,
    kinds,
    plan,
    order,
    unsaid: session.subject.processes.unsaid(state.value.plain),
  });
  const told = truth.find(({ name }) => name === trace.value?.property);
  const isBranch = branched.value !== null && !session.isFree && k > session.place.value.state;
  const isHidden = session.isPredicting.value;
  return (
    <section class="s" aria-labelledby="h-s">
      <div class="hd">
        <h2 id="h-s">{isBranch ? `What if: state ${k}` : `State ${k}`}</h2>
        <span class={told?.cells[k] === false && told.isBroken ? "note-of f" : "note-of"}>
          {k === 0
            ? "initial"
            : told === undefined || told.cells[k] === null
              ? ""
              : told.kind === "deadlock"
                ? told.cells[k]
                  ? ""
                  : "deadlock"
                : `${told.name} is ${told.cells[k] ? "true" : told.kind === "reachable" ? "not yet true" : "false"}`}
        </span>
      </div>
      <p class="say" aria-live="polite">
        {step === undefined ? (
          <span class="q">Nothing has happened yet.</span>
        ) : (
          <>
            Step {k}, <code>{instanceText(step)}</code>
            {step.changes.length === 0 && <span class="q">, changes nothing</span>}.
          </>
        )}
      </p>
      {isHidden ? (
        <p class="q">Hidden while you predict.</p>
      ) : (
        <>
          {blocks.map((block, which) => (
            <Block key={which} block={block} session={session} />
          ))}
          <p class="key">
            <label>
              <input
                type="checkbox"
                checked={onlyChanged.value}
                onChange={() => {
                  onlyChanged.value = !onlyChanged.value;
                }}
              />{" "}
              only what has changed
            </label>
            {pinned.value.size > 0 && <span> and what is pinned</span>}
            <span class="qq"> · small numbers: the step that wrote it; click a value to pin it</span>
          </p>
        </>
      )}
    </section>
  );
}

/** Columns that fit beside each other; more of them, or long ones, are written as a list. */
const FITTING = 56;

function Block({ block, session }: { readonly block: StateBlock; readonly session: Session }) {
  const { onlyChanged, pinned } = session;
  const isKept = (leaf: Leaf) =>
    !onlyChanged.value || leaf.by !== null || leaf.mark !== "none" || pinned.value.has(leaf.place);
  const rows = block.rows
    .map((row) => ({ ...row, cells: row.cells.map((leaves) => leaves.filter(isKept)) }))
    .filter(({ cells }) => !onlyChanged.value || cells.some((leaves) => leaves.length > 0));
  if (rows.length === 0) return null;
  const width = (leaf: Leaf) =>
    (leaf.label === "" ? 0 : leaf.label.length + 1) +
    leaf.text.length +
    (leaf.by === null ? 0 : 2) +
    (leaf.before === null ? 0 : 2);
  const widths = block.columns.map(
    (name, column) =>
      Math.max(name.length * 0.9, ...rows.map(({ cells }) => Math.max(0, ...(cells[column] ?? []).map(width)))) + 2,
  );
  const total = widths.reduce((sum, each) => sum + each, Math.max(7, ...rows.map(({ name }) => name.length)) + 2);
  const isTable = block.columns.length === 1 || total <= FITTING;
  const title = block.title;
  if (isTable)
    return (
      <table>
        <thead>
          <tr>
            <th scope="col">{title === "" ? (block.columns[0] === "" ? "field" : "process") : title}</th>
            {block.columns.map((name) => (
              <th scope="col" key={name}>
                {name === "" ? <span class="sr">value</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((leaves, column) => (
                <td key={column}>
                  <Leaves leaves={leaves} session={session} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  return (
    <div class="listed">
      {title !== "" && <h3>{title}</h3>}
      {rows.map((row) => (
        <dl key={row.name}>
          <dt>{row.name}</dt>
          <dd>
            {row.cells.map(
              (leaves, column) =>
                leaves.length > 0 && (
                  <span class="pair" key={column}>
                    <span class="q">{block.columns[column]}</span> <Leaves leaves={leaves} session={session} isInline />
                  </span>
                ),
            )}
          </dd>
        </dl>
      ))}
    </div>
  );
}

/** The colour that the model gives to a value. */
function Dot({ session, leaf }: { readonly session: Session; readonly leaf: Leaf }) {
  const colour = colourAt(session.subject.model.drawing, leaf.place, leaf.full);
  return colour === null ? null : <span class="dot" aria-hidden="true" style={{ background: variableOf(colour) }} />;
}

/** Of a set that grows the latest members are shown. */
const MOST_LEAVES = 7;

function Leaves({
  leaves,
  session,
  isInline = false,
}: {
  readonly leaves: readonly Leaf[];
  readonly session: Session;
  readonly isInline?: boolean;
}) {
  const { pinned } = session;
  const pin = (place: string) => {
    const next = new Set(pinned.value);
    if (!next.delete(place)) next.add(place);
    pinned.value = next;
  };
  const [isAll, setAll] = useState(false);
  const earlier = isAll ? [] : leaves.slice(0, Math.max(0, leaves.length - MOST_LEAVES));
  const hidden = earlier.filter(({ place, mark }) => mark === "none" && !pinned.value.has(place));
  const shown = hidden.length < 2 ? leaves : leaves.filter((leaf) => !hidden.includes(leaf));
  return (
    <>
      {shown.length < leaves.length && (
        <button type="button" class="under more" onClick={() => setAll(true)}>
          {hidden.length} earlier
        </button>
      )}
      {shown.map((leaf) => (
        <span class={`${isInline ? "m in-line" : "v m"}${pinned.value.has(leaf.place) ? " pin" : ""}`} key={leaf.place}>
          {leaf.label !== "" && <span class="q">{leaf.label} </span>}
          <Dot session={session} leaf={leaf} />
          <button
            type="button"
            class="val"
            title={`${leaf.place}: ${leaf.full}`}
            aria-pressed={pinned.value.has(leaf.place)}
            onClick={() => pin(leaf.place)}
          >
            {leaf.mark === "changed" ? (
              <span class="chg">
                <del>{leaf.before}</del>{" "}
                <span>
                  <span aria-hidden="true">→</span>
                  <span class="sr">becomes</span> <ins>{leaf.text}</ins>
                </span>
              </span>
            ) : leaf.mark === "added" ? (
              <ins>+ {leaf.text}</ins>
            ) : leaf.mark === "removed" ? (
              <del>− {leaf.text}</del>
            ) : (
              leaf.text
            )}
          </button>
          {leaf.by !== null && leaf.mark === "none" && (
            <button
              type="button"
              class="by"
              tabIndex={-1}
              aria-label={`written by step ${leaf.by}`}
              onClick={() => goTo(session, leaf.by as number)}
            >
              {leaf.by}
            </button>
          )}
        </span>
      ))}
    </>
  );
}
