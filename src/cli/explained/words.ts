import { dutyName, roleName } from "../../lifecycle/names.ts";
import type { Duty, Role } from "../../lifecycle/vocabulary.ts";

/** What messages in Chinese share: an id in short, a day, a moment, duties and roles. */
export const short = (id: string): string => `${id.slice(0, 10)}…`;
export const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
export const moment = (seconds: number): string => new Date(seconds * 1000).toISOString();
export const duties = (all: readonly Duty[]): string =>
  all.map((one) => `“${dutyName(one).zh}”`).join("或") || "（无）";
export const roles = (all: readonly Role[]): string => all.map((one) => roleName(one).zh).join("或") || "（无）";
