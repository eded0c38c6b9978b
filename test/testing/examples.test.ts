/** The examples of tests are tests: run here as in the project of a user, by the package's own names. */
import "../../examples/testing/lease-vitest.ts";
