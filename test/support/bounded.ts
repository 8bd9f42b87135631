/** Whether `npm run test:long` runs: what takes long is done in full. */
export const long = process.env.MEDTRACE_TESTS === "long";

/**
 * How much of something is tried.
 *
 * @param often - by `npm test`, which is run after every change
 * @param whole - by `npm run test:long`
 */
export const bounded = (often: number, whole: number): number => (long ? whole : often);
