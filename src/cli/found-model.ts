/** A protocol that a command line named, and where worker threads find it again. */
import type { NamedProtocol } from "../model/instance.ts";

export interface FoundModel extends NamedProtocol {
  /** URL of a module, and the name of the export in it. */
  readonly module: string;
  readonly export: string;
  /** The path of its source; of a built-in, of the module that pages are made of. */
  readonly source: string;
}
