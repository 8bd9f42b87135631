import type { Argument, Command, Option } from "commander";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Question } from "./asking.ts";
import type { Say } from "./language.ts";
import type { Session } from "./session.ts";

/**
 * Lets every command ask for what it must be told and was not, one after the other, where somebody is there to be asked.
 * Elsewhere it is an error, as it was.
 */
export function askForMissing(command: Command, session: Session): void {
  if (session.asked === undefined) return;
  for (const one of command.commands) askForMissing(one, session);
  const required = command.registeredArguments.filter((argument) => argument.required);
  const mandatory = command.options.filter((option) => option.mandatory);
  if (required.length + mandatory.length === 0) return;

  // What it must be told stays in its usage; that it was not told is no error before it was asked for.
  command.usage(command.usage());
  for (const argument of required) argument.argOptional();
  for (const option of mandatory) option.makeOptionMandatory(false);
  command.hook("preAction", () => complete(command, required, mandatory, session));
}

async function complete(
  command: Command,
  required: readonly Argument[],
  mandatory: readonly Option[],
  { asked, say }: Session,
): Promise<void> {
  for (const argument of required) {
    const at = command.registeredArguments.indexOf(argument);
    if (command.processedArgs[at] !== undefined) continue;
    const answer = await asked?.(questionOf(say, argument.name(), argument));
    if (answer === undefined) {
      command.error(say(rule(must.missingArgument, { name: argument.name() })), { code: "commander.missingArgument" });
    }
    command.processedArgs[at] = answer;
  }
  for (const option of mandatory) {
    const field = option.attributeName();
    if (command.getOptionValue(field) !== undefined) continue;
    const answer = await asked?.(questionOf(say, option.name(), option));
    if (answer === undefined) {
      const code = "commander.missingMandatoryOptionValue";
      command.error(say(rule(must.missingOption, { flags: option.flags })), { code });
    }
    command.setOptionValue(field, answer);
  }
}

function questionOf(
  say: Say,
  name: string,
  { description, argChoices, parseArg }: Argument | Option,
): Question<unknown> {
  return {
    text: say({ en: `${name}: ${description}`, zh: `${name}：${description}` }),
    choices: argChoices,
    parse: (answer) => (parseArg === undefined ? answer : parseArg(answer, undefined)),
  };
}
