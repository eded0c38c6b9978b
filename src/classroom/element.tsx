/**
 * A custom element of the course: what it draws is in a shadow root, so that neither the site's styles nor its own get out or in.
 * It asks the document for its language, and the site for light or dark: VitePress says `dark` on the root, others
 * leave it to the reader's system.
 */
import { type Signal, signal } from "@preact/signals";
import { type ComponentType, render } from "preact";
import type { CourseLanguage } from "../course/lesson.ts";
import type { PublishedLesson } from "../course/published.ts";
import css from "./classroom.css";
import { lessonData } from "./lesson-data.ts";
import { type LessonRoom, roomOf } from "./room.ts";
import { type ClassroomWords, saidIn, tongueOf } from "./words.ts";

/** What every part of a lesson has. */
export interface PartProps {
  readonly room: LessonRoom;
  readonly data: PublishedLesson;
  readonly tongue: CourseLanguage;
  readonly said: ClassroomWords;
  readonly host: HTMLElement;
  /** The attributes of the element. */
  readonly attribute: (name: string) => string;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Defines `<name lesson="04">`, unless it is defined already. */
export function defineElement(name: string, Part: ComponentType<PartProps>, base: URL): void {
  if (customElements.get(name) !== undefined) return;
  customElements.define(
    name,
    class extends HTMLElement {
      #theme: (() => void) | null = null;

      connectedCallback(): void {
        const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        this.#theme = followTheme(this);
        const lesson = this.getAttribute("lesson") ?? "";
        const tongue = tongueOf(this.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang);
        render(
          <Loaded part={Part} lesson={lesson} base={base} host={this} data={fetching(lesson, base)} tongue={tongue} />,
          root,
        );
      }

      disconnectedCallback(): void {
        this.#theme?.();
        if (this.shadowRoot !== null) render(null, this.shadowRoot);
      }
    },
  );
}

type Fetching = Signal<PublishedLesson | Error | null>;

function fetching(lesson: string, base: URL): Fetching {
  const data: Fetching = signal(null);
  lessonData(lesson, base).then(
    (loaded) => {
      data.value = loaded;
    },
    (error: unknown) => {
      data.value = error instanceof Error ? error : new Error(String(error));
    },
  );
  return data;
}

interface LoadedProps {
  readonly part: ComponentType<PartProps>;
  readonly lesson: string;
  readonly base: URL;
  readonly host: HTMLElement;
  readonly data: Fetching;
  readonly tongue: CourseLanguage;
}

function Loaded({ part: Part, lesson, base, host, data, tongue }: LoadedProps) {
  const said = saidIn(tongue);
  const loaded = data.value;
  if (loaded === null) return <p class="quiet">{said.loading} …</p>;
  if (loaded instanceof Error) return <p role="alert">{said.notLoaded(loaded.message)}</p>;
  return (
    <Part
      room={roomOf(lesson, base)}
      data={loaded}
      tongue={tongue}
      said={said}
      host={host}
      attribute={(name) => host.getAttribute(name) ?? ""}
    />
  );
}

/** Keeps `data-theme` of an element as the site has it; answers with what ends that. */
function followTheme(element: HTMLElement): () => void {
  const { documentElement } = document;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isVitePress = getComputedStyle(documentElement).getPropertyValue("--vp-c-bg") !== "";
  const follow = () => {
    const isDark = documentElement.classList.contains("dark") || (!isVitePress && system.matches);
    element.dataset["theme"] = isDark ? "dark" : "light";
  };
  const observer = new MutationObserver(follow);
  observer.observe(documentElement, { attributes: true, attributeFilter: ["class"] });
  system.addEventListener("change", follow);
  follow();
  return () => {
    observer.disconnect();
    system.removeEventListener("change", follow);
  };
}
