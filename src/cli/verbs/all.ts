import type { VerbGroup } from "../verb.ts";
import { administration } from "./administration.ts";
import { council } from "./council.ts";
import { items } from "./items.ts";
import { lots } from "./parcels.ts";
import { products } from "./products.ts";
import { histories, recalls } from "./recalls.ts";
import { requisitions } from "./requisitions.ts";
import { transfers } from "./transfers.ts";

/** Every verb that the SDK offers, in the order of the help: what is done most, first. */
export const verbGroups: readonly VerbGroup[] = [
  requisitions,
  items,
  lots,
  transfers,
  recalls,
  histories,
  products,
  administration,
  council,
];
