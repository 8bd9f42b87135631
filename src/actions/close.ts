import { close as verb } from "../verbs/requisitions.ts";
import { decide } from "./decide.ts";

/**
 * Closes a requisition whose deliveries ended (关闭). Goods still in transit go back by `withdraw`.
 *
 * Duty *buy*, in the organisation that applied. From ordered or shipped.
 *
 * @example
 * await m.as(buyer).close({ requisition: "2026-031" });
 */
export const close = decide(verb);
