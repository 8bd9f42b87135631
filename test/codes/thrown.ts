/** Runs a function that must throw, and gives what it threw. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new RangeError("Nothing was thrown.");
}
