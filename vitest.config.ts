import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each file has its own chain; starting one takes a moment on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // By default one core is left free, and of two that is half.
    maxWorkers: "100%",
    // What is printed is compared: the language must not be that of whoever runs the tests.
    env: { MEDTRACE_LANG: "en" },
  },
});
