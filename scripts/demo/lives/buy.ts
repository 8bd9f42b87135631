import type { Hex, Recorded } from "../../../src/index.ts";
import type { Scene } from "../scene.ts";

/** What is bought in a few steps, where its buying is not what the life is about. */
export interface Purchase {
  readonly product: string;
  readonly reference: string;
  readonly quantity: bigint;
}

/** Applies, approves and orders, on that day and two after it. */
export async function* orderGoods(
  { consortium: { manufacturer }, as }: Scene,
  { product, reference, quantity }: Purchase,
  day: number,
): AsyncGenerator<number, Hex> {
  yield day;
  const { subject: requisition }: Recorded = await as("applicant").apply({ product, quantity, reference });
  yield day + 1;
  await as("approver").approve({ requisition });
  yield day + 2;
  await as("buyer").order({ requisition, supplier: manufacturer });
  return requisition;
}

/** Ships on that day, accepts three days later. */
export async function* deliver(
  { as }: Scene,
  requisition: Hex,
  codes: readonly string[],
  day: number,
): AsyncGenerator<number, void> {
  yield day;
  for (const code of codes) await as("seller").ship({ requisition, code });
  yield day + 3;
  for (const code of codes) await as("inspector").accept({ requisition, code });
}
