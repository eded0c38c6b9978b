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
      static readonly observedAttributes = ["lesson", "name", "id", "page"];
      readonly #tongue = signal<CourseLanguage>("en");
      #unfollow: (() => void) | null = null;

      connectedCallback(): void {
        const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        this.#unfollow = followDocument(this, this.#tongue);
        this.#draw();
      }

      /** A site may use an element again for another page. */
      attributeChangedCallback(): void {
        if (this.#unfollow !== null) this.#draw();
      }

      disconnectedCallback(): void {
        this.#unfollow?.();
        this.#unfollow = null;
        if (this.shadowRoot !== null) render(null, this.shadowRoot);
      }

      #draw(): void {
        const attributes = ["lesson", "name", "id"].map((attribute) => this.getAttribute(attribute) ?? "");
        const [lesson = ""] = attributes;
        const shown = (
          <Loaded
            key={attributes.join("/")}
            part={Part}
            lesson={lesson}
            base={base}
            host={this}
            data={fetching(lesson, base)}
            tongue={this.#tongue}
          />
        );
        render(shown, this.shadowRoot as ShadowRoot);
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
  readonly tongue: Signal<CourseLanguage>;
}

function Loaded({ part: Part, lesson, base, host, data, tongue }: LoadedProps) {
  const said = saidIn(tongue.value);
  const loaded = data.value;
  if (loaded === null) return <p class="quiet">{said.loading} …</p>;
  if (loaded instanceof Error) return <p role="alert">{said.notLoaded(loaded.message)}</p>;
  return (
    <Part
      room={roomOf(lesson, base)}
      data={loaded}
      tongue={tongue.value}
      said={said}
      host={host}
      attribute={(name) => host.getAttribute(name) ?? ""}
    />
  );
}

/**
 * Keeps `data-theme` of an element, and its language, as the document has them, which a site may change when it has drawn a page
 * already; answers with what ends that.
 */
function followDocument(element: HTMLElement, tongue: Signal<CourseLanguage>): () => void {
  const { documentElement } = document;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isVitePress = getComputedStyle(documentElement).getPropertyValue("--vp-c-bg") !== "";
  const follow = () => {
    const isDark = documentElement.classList.contains("dark") || (!isVitePress && system.matches);
    element.dataset["theme"] = isDark ? "dark" : "light";
    tongue.value = tongueOf(element.closest("[lang]")?.getAttribute("lang") ?? "");
  };
  const observer = new MutationObserver(follow);
  observer.observe(documentElement, { attributes: true, attributeFilter: ["class", "lang"] });
  system.addEventListener("change", follow);
  follow();
  return () => {
    observer.disconnect();
    system.removeEventListener("change", follow);
  };
}
