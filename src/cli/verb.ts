import type { Command } from "commander";
import type { Recorded } from "../actions/step.ts";
import type { Mined, Write } from "../index.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { kebab } from "../lifecycle/words.ts";
import type { Verb } from "../verbs/verb.ts";
import { toArgument, toOption, withFiles } from "./fields.ts";
import { exampleOf } from "./help.ts";
import { lookAtIncoming } from "./incoming.ts";
import { printWritten } from "./print.ts";
import type { Session } from "./session.ts";
import { addSigning, type SigningOptions, signerOf } from "./signing.ts";

const OF_ANY: Phrase = { en: "Of any entry:", zh: "任何记录：" };

/** Gives the program a command for a verb. */
export function addVerb(
  program: Command,
  heading: Phrase,
  { name, does, who, typed, example }: Verb,
  session: Session,
): void {
  const { say } = session;
  const command = program
    .command(kebab(name))
    .helpGroup(say({ en: `${heading.en}:`, zh: `${heading.zh}：` }))
    .summary(say(does))
    .description(say({ en: `${capital(does.en)}.\n\n${who.en}.`, zh: `${does.zh}。\n\n${who.zh}。` }))
    .addHelpText(...exampleOf(say, example));
  for (const [field, one] of Object.entries(typed.fields)) {
    if (typed.positional.includes(field)) continue;
    const option = toOption(say, field, one);
    command.addOption(typed.common.includes(field) ? option.helpGroup(say(OF_ANY)) : option);
  }
  for (const field of typed.positional) {
    command.addArgument(toArgument(say, field, typed.fields[field] as (typeof typed.fields)[string]));
  }
  addSigning(command, session);

  command.action(async (...given: unknown[]) => {
    const options = command.opts<SigningOptions & Record<string, unknown>>();
    const said = Object.fromEntries(
      Object.keys(typed.fields).map((field) => {
        const at = typed.positional.indexOf(field);
        return [field, at < 0 ? options[field] : given[at]];
      }),
    );
    const parameters = typed.parameters(await withFiles(typed.fields, said));
    const open = await signerOf(options, session);
    await session.ask(async (m) => {
      const signer = await open();
      const acting: Readonly<Record<string, unknown>> = { ...m.as(signer) };
      const write = acting[name] as Write<object, Mined | Recorded>;
      if (options.dryRun) {
        await write.simulate(parameters);
        const gas = await write.estimate(parameters);
        const used = gas.toLocaleString("en");
        const text = say({
          en: `the ledger would take it · gas ${used} · nothing was sent`,
          zh: `账本会接受 · gas ${used} · 未发送`,
        });
        return { result: { dryRun: true, gas }, text, yes: true };
      }
      const actor = { connection: m.connection, signer };
      const { parameters: bound, shown } = await lookAtIncoming(m, actor, name, parameters, session);
      const result = await write(bound);
      const written = await printWritten(m, say, kebab(name), result);
      return { result, text: shown === undefined ? written : `${shown}\n${written}`, yes: true };
    });
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
