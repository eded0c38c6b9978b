/**
 * Where the page of a proof begins, and its worker: both run the same script, as those of the explorer do (page/main.ts). It is
 * a script of its own, so that ordinary pages do not carry it.
 */
import { render } from "preact";
import { instantiate } from "../../model/instance.ts";
import { asProtocol, type Protocol } from "../../model/protocol.ts";
import { escapeAllText } from "../as-text.ts";
import type { ModelScript } from "../checker/answer.ts";
import { library } from "../library.ts";
import type { InductionCapsule } from "./capsule.ts";
import { offeredOf } from "./judge.ts";
import { answerInductions, InductionWorker } from "./prover.ts";
import { InductionView } from "./view.tsx";
import "./induction.css";
import "./page.css";

const shared = globalThis as unknown as {
  synod: typeof library;
  synodModel?: ModelScript;
  synodPage?: { readonly capsule: InductionCapsule; readonly scripts: readonly string[] };
};
shared.synod = library;

const protocolOf = (name: string): Protocol => asProtocol((shared.synodModel as ModelScript)(), name);

if (typeof document === "undefined") answerInductions(protocolOf);
else if (shared.synodPage !== undefined) start(shared.synodPage.capsule, shared.synodPage.scripts);

function start(capsule: InductionCapsule, scripts: readonly string[]): void {
  const root = document.getElementById("page") as HTMLElement;
  const { name, parameters, mutant } = capsule.proof;
  escapeAllText();
  const worker = new InductionWorker(scripts);
  const given = Object.entries(parameters).filter(([key, value]) => capsule.defaults[key] !== value);
  const said = [
    name,
    ...given.map(([key, value]) => `${key}=${value}`),
    ...(mutant === null ? [] : [`with ${mutant}`]),
  ];
  try {
    const { model } = instantiate({ name, protocol: protocolOf(name) }, parameters, mutant);
    render(
      <main>
        <header>
          <h1>{said.join(" ")}</h1>
        </header>
        <InductionView
          name={name}
          parameters={parameters}
          mutant={mutant}
          offered={offeredOf(model, capsule.proof.invariant)}
          ask={(question) => worker.ask(question)}
        />
        <footer>
          <p>
            {capsule.command !== undefined && <code>{capsule.command}</code>} synod {capsule.synod}
          </p>
        </footer>
      </main>,
      root,
    );
  } catch (error) {
    root.textContent = `${name}: the model cannot be made in this page: ${error instanceof Error ? error.message : String(error)}`;
  }
}
