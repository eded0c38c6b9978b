/** Taking what is seen elsewhere: as a link that leads back to this very state, or as text in formats that others read. */
import { CopyButton } from "./footer.tsx";
import { addressOf, type Session } from "./session.ts";
import { testSource } from "./test-source.ts";
import { COPIED_FORMATS, FORMAT_NAMES, toldAs } from "./told-copy.ts";

/** What there is to copy: its name, and the text. */
export interface CopyForm {
  readonly name: string;
  readonly text: () => string;
}

export function copyForms(session: Session): readonly CopyForm[] {
  const { capsule, trace, story } = session;
  const told = trace.value;
  return [
    { name: "link", text: () => `${location.href.split("#", 1)[0]}${addressOf(session)}` },
    ...(told === null || told.kind === "sample" || told.kind === "unreached" || told.recorded !== undefined
      ? []
      : [
          ...COPIED_FORMATS.map((format) => ({
            name: FORMAT_NAMES[format],
            text: () => toldAs(format, session.subject, capsule, told),
          })),
          { name: "vitest test", text: () => testSource(capsule, told, story.value.path) },
        ]),
  ];
}

export function CopyPanel({ session }: { readonly session: Session }) {
  return (
    <div class="cmd no-print">
      <span>Copy as</span>
      {copyForms(session).map(({ name, text }) => (
        <CopyButton key={name} says={name} text={text} />
      ))}
    </div>
  );
}
