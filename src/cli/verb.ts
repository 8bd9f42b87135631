import { Argument, type Command, Option } from "commander";
import type { ClaimParameters } from "../actions/claim.ts";
import type { Recorded } from "../actions/step.ts";
import type { Acting } from "../client/client.ts";
import type { Mined, Write } from "../index.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { exampleOf } from "./help.ts";
import { lookAtIncoming } from "./incoming.ts";
import type { Say } from "./language.ts";
import { bytes, date, type Given, type Input, kebab, optional } from "./options.ts";
import { printWritten } from "./print.ts";
import type { Session } from "./session.ts";
import { addSigning, type SigningOptions, signerOf } from "./signing.ts";

/** A verb as the command line offers it. */
export interface Verb {
  /** Its name in the SDK; on the command line, in kebab-case. */
  readonly name: keyof Acting;
  /** What it does, in a line of the list of commands. */
  readonly description: Phrase;
  /** Who may do it. */
  readonly who: Phrase;
  readonly positional: readonly Input[];
  readonly options: readonly Input[];
  /** A command that runs, without the program's name. */
  readonly example: string;
  /** The SDK's parameters, from what was given; a promise where a file is read. */
  parameters(given: Readonly<Record<string, unknown>>): unknown;
}

/** Verbs that stand together in the help. */
export interface VerbGroup {
  readonly heading: Phrase;
  readonly verbs: readonly Verb[];
  /** Whether they write entries, which a head to build on, a moment and a document belong to. */
  readonly entries: boolean;
}

type ParametersOf<V extends keyof Acting> = Parameters<Acting[V]>[0];
/** What a verb's own inputs must make; what every entry may say of itself comes on top. */
type OwnParametersOf<V extends keyof Acting> = Omit<ParametersOf<V>, Exclude<keyof ClaimParameters, "details">> &
  Partial<ClaimParameters>;

type Described<P, O> = Pick<Verb, "description" | "who" | "example"> & {
  readonly positional: P;
  readonly options: O;
};

/** Where the inputs' fields are the parameters' names, nothing is left to say. */
type Translated<G, T> = G extends T
  ? { readonly parameters?: (given: G) => T | Promise<T> }
  : { readonly parameters: (given: G) => T | Promise<T> };

/**
 * Defines a verb; the compiler sees to it that its inputs make the SDK's parameters.
 *
 * @param name - its name in the SDK
 * @param definition - what it is told, and how that becomes parameters where the names differ
 */
export function verb<V extends keyof Acting, const P extends readonly Input[], const O extends readonly Input[]>(
  name: V,
  definition: Described<P, O> & Translated<Given<[...P, ...O]>, OwnParametersOf<V>>,
): Verb {
  const { parameters = (given: unknown) => given } = definition as { parameters?: (given: never) => unknown };
  return { ...definition, name, parameters: parameters as Verb["parameters"] };
}

const OF_ANY = { en: "Of any entry:", zh: "任何记录：" };

/** What every entry may say of itself. */
export const claim: readonly Input[] = [
  optional(
    bytes("details", { en: "commitment to the document behind it, 32 bytes", zh: "背后文书的承诺值，32 字节" }, 32),
  ),
  optional(date("occurredAt", { en: "when it happened; by default, now", zh: "发生时间；默认为现在" })),
  optional(
    bytes(
      "expected",
      {
        en: "the head that it builds on, 27 bytes: refused if the history has moved on",
        zh: "所依据的链头，27 字节：历史已有后续则被拒绝",
      },
      27,
      "head",
    ),
  ),
];

/** Gives the program a command for a verb. */
export function addVerb(program: Command, group: VerbGroup, one: Verb, session: Session): void {
  const { say } = session;
  const command = program
    .command(kebab(one.name))
    .helpGroup(say(group.heading))
    .summary(say(one.description))
    .description(
      say({
        en: `${capital(one.description.en)}.\n\n${one.who.en}.`,
        zh: `${one.description.zh}。\n\n${one.who.zh}。`,
      }),
    )
    .addHelpText(...exampleOf(say, one.example));

  const own = [...one.positional, ...one.options];
  const common = group.entries ? claim.filter(({ field }) => own.every((input) => input.field !== field)) : [];
  for (const input of one.positional) command.addArgument(toArgument(say, input));
  for (const input of one.options) command.addOption(toOption(say, input));
  for (const input of common) command.addOption(toOption(say, input).helpGroup(say(OF_ANY)));
  addSigning(command, session);

  command.action(async (...given: unknown[]) => {
    const options = command.opts<SigningOptions>();
    const said = pick(own, { ...options, ...named(one.positional, given) });
    const parameters = { ...((await one.parameters(said)) as object), ...pick(common, { ...options }) };
    const open = await signerOf(options, session);
    await session.ask(async (m) => {
      const signer = await open();
      const write = m.as(signer)[one.name] as unknown as Write<unknown, Mined | Recorded>;
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
      const { parameters: bound, shown } = await lookAtIncoming(m, actor, one.name, parameters, session);
      const result = await write(bound);
      const written = await printWritten(m, say, kebab(one.name), result);
      return { result, text: shown === undefined ? written : `${shown}\n${written}`, yes: true };
    });
  });
}

/** What is told by its position. */
export function toArgument(say: Say, { field, description, required, choices, parse }: Input): Argument {
  const argument = new Argument(required ? `<${kebab(field)}>` : `[${kebab(field)}]`, say(description));
  // The words to choose from are for the help: `parse` refuses the others, with a typed error.
  return (choices === undefined ? argument : argument.choices(choices)).argParser(parse);
}

/** What is told by an option. */
export function toOption(
  say: Say,
  { field, description, required, placeholder, choices, excludes = [], parse }: Input,
): Option {
  const flags = `--${kebab(field)}`;
  if (placeholder === undefined) return new Option(flags, say(description));
  const option = new Option(`${flags} <${kebab(placeholder)}>`, say(description))
    .makeOptionMandatory(required)
    .conflicts([...excludes]);
  return (choices === undefined ? option : option.choices(choices)).argParser(parse);
}

function named(inputs: readonly Input[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(inputs.map(({ field }, index) => [field, values[index]]));
}

function pick(inputs: readonly Input[], from: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(inputs.map(({ field }) => [field, from[field]]));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
