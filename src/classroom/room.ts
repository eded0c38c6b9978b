/**
 * A lesson on a page: what its elements have in common. They know what was predicted and run, and share one worker, in which one
 * thing runs at a time.
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type KeptExercise, type KeptLesson, keep, keptOf, type Locked } from "./kept.ts";
import { LessonWorker } from "./lesson-worker.ts";

/** More than so long without a touch is a pause. */
const PAUSE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

export class LessonRoom {
  readonly lesson: string;
  readonly worker: LessonWorker;
  readonly kept: Signal<KeptLesson>;
  /** Questions that stand on the page, by id, with what brings a reader there. */
  readonly asked: Signal<ReadonlyMap<string, () => void>> = signal(new Map());
  /** Those of them that are neither answered nor skipped. */
  readonly open: ReadonlySignal<readonly string[]>;
  /** What is running, by whom; null: nothing is. */
  readonly running: Signal<object | null> = signal(null);
  #touched: number | null = null;

  constructor(lesson: string, base: URL) {
    this.lesson = lesson;
    this.worker = new LessonWorker(new URL("worker.js", base));
    this.kept = signal(keptOf(lesson));
    this.open = computed(() =>
      [...this.asked.value.keys()].filter((id) => !Object.hasOwn(this.kept.value.predictions, id)),
    );
  }

  /** From now on this question must be answered or skipped first; answers with what takes it back. */
  ask(id: string, show: () => void): () => void {
    this.asked.value = new Map([...this.asked.value, [id, show]]);
    return () => {
      this.asked.value = new Map([...this.asked.value].filter(([each, shows]) => each !== id || shows !== show));
    };
  }

  lock(id: string, answer: Locked): void {
    if (Object.hasOwn(this.kept.value.predictions, id)) return;
    this.#keep({ predictions: { ...this.kept.value.predictions, [id]: answer } });
  }

  ran(name: string): void {
    if (!this.kept.value.ran.includes(name)) this.#keep({ ran: [...this.kept.value.ran, name] });
  }

  exercise(id: string): KeptExercise {
    return this.kept.value.exercises[id] ?? { text: null, attempts: 0, rows: [], hints: 0 };
  }

  keepExercise(id: string, change: Partial<KeptExercise>): void {
    this.#keep({ exercises: { ...this.kept.value.exercises, [id]: { ...this.exercise(id), ...change } } });
  }

  #keep(change: Partial<KeptLesson>): void {
    const now = Date.now();
    const since = this.#touched === null ? 0 : now - this.#touched;
    this.#touched = now;
    const { started, minutes } = this.kept.value;
    this.kept.value = {
      ...this.kept.value,
      started: started ?? new Date(now).toISOString(),
      minutes: minutes + (since > PAUSE_MS ? 0 : since / MINUTE_MS),
      ...change,
    };
    keep(this.lesson, this.kept.value);
  }
}

const rooms = new Map<string, LessonRoom>();

/** The same for all elements of a lesson. */
export function roomOf(lesson: string, base: URL): LessonRoom {
  const room = rooms.get(lesson) ?? new LessonRoom(lesson, base);
  rooms.set(lesson, room);
  return room;
}
