import { existsSync } from "node:fs";

/** Debian's, which .ci/run installs; `CHROMIUM` names another. */
export const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";

/**
 * Whether there is no browser to try something in; if so, says what was not tried.
 *
 * @param what - as the subject of a sentence
 */
export function chromiumMissing(what: string): boolean {
  const missing = !existsSync(CHROMIUM);
  if (missing) {
    console.warn(`${what} was not tried in a browser: there is no Chromium at ${CHROMIUM}; CHROMIUM names another.`);
  }
  return missing;
}
