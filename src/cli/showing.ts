import type { Command } from "commander";
import { isAddress, isHexString } from "ethers";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { subjectOf } from "../history/subjects.ts";
import { InvalidInput, type Medtrace, type Organisation, requisitionId } from "../index.ts";
import { product } from "../verbs/fields.ts";
import { optional, organisation, required, text } from "../verbs/kinds.ts";
import { AmbiguousOrganisation, MemberNotFound, OrganisationNotFound } from "./errors.ts";
import { toArgument, toOption } from "./fields.ts";
import { exampleOf } from "./help.ts";
import type { Session } from "./session.ts";
import { printMember, printMembers, printOrganisation, printOrganisations, printProduct, printShown } from "./shown.ts";
import { SUBJECT } from "./subject.ts";

const WHO = optional(
  text((given) => {
    if (!/^\d{1,8}$/.test(given) && !isAddress(given)) {
      throw new InvalidInput("member", given, rule(must.memberOrAccount));
    }
  }),
  {
    en: "a member's number, or an account's address; without it, all members",
    zh: "成员编号，或账户地址；不写则列出全部成员",
  },
);
const WHOSE = optional(organisation, { en: "only the members of this organisation", zh: "只列该机构的成员" });
const ORGANISATION = optional(text(), {
  en: "its number, or its name; without it, all organisations",
  zh: "编号或名称；不写则列出全部机构",
});
const OF = optional(organisation, {
  en: "the code is the own reference of this organisation, for a requisition",
  zh: "编码为该机构采购申请的自编号",
});
const SHOWN = required(text(), {
  en: `${SUBJECT.en} or a requisition; with --of, a requisition's own reference`,
  zh: "单件、批次或产品的编码，或主体的标识（如分装、采购申请）；配合 --of，则为采购申请的自编号",
});

/** Gives the program the commands that show what the ledger has now, of goods and of who takes part. */
export function addShowing(program: Command, { ask, say }: Session): void {
  program.commandsGroup(say({ en: "What stands now 现状:", zh: "现状：" }));

  program
    .command("show")
    .addArgument(toArgument(say, "code", SHOWN))
    .addOption(toOption(say, "of", OF))
    .description(
      say({
        en: "what stands now of an item, a parcel, a batch, a product or a requisition",
        zh: "单件、分装、批次、产品或采购申请的现状",
      }),
    )
    .addHelpText(...exampleOf(say, 'show "(01)09521234543213(21)P-0002"'))
    .action(async (target: string, options: { readonly of?: number }) => {
      const subject = namedBy(target, options.of);
      await ask(async (m) => {
        const result = await m.show(subject);
        return { result, text: await printShown(m, say, result), yes: true };
      });
    });

  program
    .command("org")
    .addArgument(toArgument(say, "organisation", ORGANISATION))
    .summary(
      say({
        en: "an organisation 机构: roles, members, policy; or all of them",
        zh: "机构：角色、成员、审批规则；或全部机构",
      }),
    )
    .description(
      say({
        en:
          "An organisation 机构: its roles, members with their duties, whether it is suspended, its policy; or all organisations.\n\n" +
          "The council admits and suspends them (admit, set-organisation-suspension, allow-onboarding), their administrators do the rest (add-member, appoint, set-policy).",
        zh:
          "机构：角色、成员及职责、是否暂停、审批规则；或全部机构。\n\n" +
          "由理事会接纳与暂停（admit、set-organisation-suspension、allow-onboarding），其余由其管理员办理（add-member、appoint、set-policy）。",
      }),
    )
    .addHelpText(...exampleOf(say, 'org "Demo Hospital"'))
    .action(async (target: string | undefined) => {
      await ask(async (m) => {
        if (target === undefined) {
          const organisations = await m.organisations();
          return { result: { organisations }, text: printOrganisations(say, organisations), yes: true };
        }
        const number = /^\d{1,8}$/.test(target) ? Number(target) : await numberOf(m, target);
        const [found, members] = await Promise.all([m.organisation(number), m.members(number)]);
        return { result: { ...found, members }, text: await printOrganisation(m, say, found, members), yes: true };
      });
    });

  program
    .command("member")
    .addArgument(toArgument(say, "member", WHO))
    .addOption(toOption(say, "organisation", WHOSE))
    .summary(
      say({
        en: "a member 成员: account, organisation, duties; or all of them",
        zh: "成员：账户、机构、职责；或全部成员",
      }),
    )
    .description(
      say({
        en:
          "A member 成员: number, account, organisation, duties and status; or all members.\n\n" +
          "An administrator adds and changes them (add-member, set-duties, set-member-status, replace-account).",
        zh:
          "成员：编号、账户、机构、职责与状态；或全部成员。\n\n" +
          "由管理员添加与变更（add-member、set-duties、set-member-status、replace-account）。",
      }),
    )
    .addHelpText(...exampleOf(say, "member --organisation 1"))
    .action(async (who: string | undefined, options: { readonly organisation?: number }) => {
      await ask(async (m) => {
        if (who === undefined) {
          const members = await m.members(options.organisation);
          return { result: { members }, text: await printMembers(m, say, members), yes: members.length > 0 };
        }
        if (options.organisation !== undefined) {
          throw new InvalidInput("organisation", options.organisation, rule(must.outWithMember));
        }
        const found = await m.member(/^\d+$/.test(who) ? Number(who) : who);
        if (found === undefined) throw new MemberNotFound(who);
        return { result: found, text: await printMember(m, say, found), yes: true };
      });
    });

  program
    .command("product")
    .addArgument(toArgument(say, "code", product))
    .summary(
      say({
        en: "a product 产品: registration, care, manufacturer, open recall",
        zh: "产品：注册、照管要求、生产企业、未解除的召回",
      }),
    )
    .description(
      say({
        en:
          "A product 产品: registration, care, manufacturer and the recall that is open.\n\n" +
          "A regulator registers it and prescribes its care (register, renew, prescribe).",
        zh:
          "产品：注册、照管要求、生产企业与未解除的召回。\n\n" +
          "由监管机构注册并规定照管要求（register、renew、prescribe）。",
      }),
    )
    .addHelpText(...exampleOf(say, "product 09521234543213"))
    .action(async (code: string) => {
      await ask(async (m) => {
        const result = await m.product(code);
        return { result, text: await printProduct(m, say, result), yes: true };
      });
    });
}

/** What names a subject: a code, an id, or whose own reference of a requisition. */
function namedBy(target: string, of: number | undefined): string {
  if (of !== undefined && !isHexString(target, 32)) return requisitionId(of, target);
  subjectOf(target);
  return target;
}

/** The number of the one organisation of that name, or whose name has the text in it. */
async function numberOf(m: Medtrace, name: string): Promise<number> {
  const all = await m.organisations();
  const isIn = ({ name: whole }: Organisation) => whole?.toLowerCase().includes(name.toLowerCase()) === true;
  const exact = all.filter((one) => one.name === name);
  const [found, ...others] = exact.length > 0 ? exact : all.filter(isIn);
  if (found === undefined) throw new OrganisationNotFound(name);
  if (others.length > 0) throw new AmbiguousOrganisation(name, [found, ...others]);
  return found.organisation;
}
