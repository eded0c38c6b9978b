/**
 * The version of the objects that `--json` prints, `schemaVersion` in each: it counts changes after which a reader of the
 * version before would be wrong. A field that is added is none.
 */
export const SCHEMA_VERSION = 1;
