import { computeHmac } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { isWellFormed } from "./json.ts";

/** How many bytes the key of pseudonyms has at least. */
const SHORTEST_KEY = 16;

/**
 * What stands for a patient in a document: no name, no number, only what the hospital that keeps the key can find
 * again. It is HMAC-SHA256 of the patient's number in UTF-8. With the key, every number can be tried out: it never
 * leaves the hospital. The same patient has the same pseudonym in all documents that are made with the same key.
 *
 * @param key - the hospital's secret, at least 16 random bytes
 * @param patientNumber - the hospital's number of the patient, 1 to 64 characters, without spaces around it
 * @returns 32 bytes, for the field `patient`
 * @throws {@link InvalidInput} when the key is too short, or the number is none; the error shows neither
 * @example
 * const record = createRecord("use", { department: "ICU 重症医学科", patient: patientPseudonym(key, "0012345") }, { random });
 */
export function patientPseudonym(key: Uint8Array, patientNumber: string): Hex {
  if (!(key instanceof Uint8Array) || key.length < SHORTEST_KEY) {
    throw new InvalidInput("key", typeof key, rule(must.bytesAtLeast, { min: SHORTEST_KEY }));
  }
  const isNumber =
    typeof patientNumber === "string" && /^\S(?:.{0,62}\S)?$/su.test(patientNumber) && isWellFormed(patientNumber);
  if (!isNumber) {
    throw new InvalidInput("patientNumber", typeof patientNumber, rule(must.notPadded));
  }
  return computeHmac("sha256", key, toUtf8Bytes(patientNumber)) as Hex;
}
