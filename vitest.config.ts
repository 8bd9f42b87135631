import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The first file of a worker sets up the chain; that takes a moment on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // What one file has loaded, and the chain that it was lent, serve the next; `setup.ts` gives back the variables.
    isolate: false,
    setupFiles: ["test/support/setup.ts"],
    // By default one core is left free, and of two that is half.
    maxWorkers: "100%",
    // What is printed is compared: the language must not be that of whoever runs the tests.
    env: { MEDTRACE_LANG: "en" },
  },
});
