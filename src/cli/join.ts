import type { Command } from "commander";
import { latestBlock } from "../connection/connection.ts";
import { moment, optional, organisation } from "../verbs/kinds.ts";
import { toArgument } from "./fields.ts";
import { writeNew } from "./files.ts";
import { exampleOf } from "./help.ts";
import type { Session } from "./session.ts";
import { addSigner, type SigningOptions, signerOf } from "./signing.ts";

interface JoinOptions extends SigningOptions {
  readonly until?: number;
  readonly output?: string;
}

/** For how long a consent holds that says nothing else, in seconds. */
const WEEK = 7 * 86_400;

/** Gives the program the command by which an account consents to become a member. */
export function addJoin(program: Command, session: Session): void {
  const { say } = session;
  const to = optional(organisation, {
    en: "the organisation's number; left out, the next one that the council admits",
    zh: "机构编号；不写则为理事会将接纳的下一个机构",
  });
  const command = program
    .command("join")
    .description(
      say({
        en: "write the signed consent of an account to become a member of an organisation; add-member, admit and the like take it",
        zh: "出具账户成为机构成员的签名同意书，供 add-member、admit 等使用",
      }),
    )
    .addArgument(toArgument(say, "organisation", to))
    .option(
      "--until <date>",
      say({ en: "the last second at which it holds; by default, a week from now", zh: "有效期的最后一秒；默认一周" }),
      (given) => moment.parse(given, "until") as number,
    )
    .option("-o, --output <file>", say({ en: "a new file to write it to", zh: "写入的新文件" }))
    .addHelpText(...exampleOf(say, "join 1 --output consent.json --as nurse"));
  addSigner(command, session);

  command.action(async (number: number | undefined, options: JoinOptions) => {
    const open = await signerOf(options, session);
    await session.ask(async (m) => {
      const { time } = await latestBlock(m.connection);
      const consent = await m.as(await open()).consent({
        organisation: number ?? (await m.nextOrganisation()),
        until: options.until ?? time + WEEK,
      });
      const text = JSON.stringify(consent, null, 2);
      if (options.output === undefined) return { result: consent, text, yes: true };
      await writeNew(options.output, `${text}\n`);
      const written = { en: `${options.output} is written`, zh: `已写入 ${options.output}` };
      return { result: consent, text: say(written), yes: true };
    });
  });
}
