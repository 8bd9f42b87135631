import { fish } from "./fish.ts";
import { bash, zsh } from "./posix.ts";

/** The script of each shell, from the program's name and its commands. */
export const shells = { bash, zsh, fish };
