import type { Signer } from "ethers";
import type { Acting, ActingVerbs, Medtrace } from "../client/client.ts";
import { checkDigit } from "../codes/gtin.ts";
import { readSlot } from "../connection/connection.ts";
import type { Mined } from "../connection/write.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { organisationSlot, readOrganisation } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { roles } from "../lifecycle/vocabulary.ts";
import { wordsOf } from "../lifecycle/words.ts";
import { MalformedPackList } from "../packs/errors.ts";
import { PackTree } from "../packs/tree.ts";
import type { PackUnit } from "../packs/units.ts";
import type { Consent } from "../verbs/consent.ts";
import { register } from "../verbs/products.ts";
import type { Clock } from "./clock.ts";
import { PersonWithoutKey, ScenarioMismatch } from "./errors.ts";
import type { Scenario } from "./read.ts";
import { expand } from "./references.ts";
import type { OrganisationText, PacksText } from "./schema.ts";
import { readWritten, type Scope } from "./values.ts";

/** Somebody who can act: an account, and how its key is had once it is needed. */
export interface Person {
  readonly address: Hex;
  signer(): Promise<Signer>;
}

/** What a scenario is run with. */
export interface StageParameters {
  /** Finds a person by the name that the scenario says; `undefined` where there is no such key. */
  readonly person: (name: string) => Promise<Person | undefined>;
  /** What tells this run from others on the same ledger: `$run`. */
  readonly run: string;
  /**
   * Whether what the ledger lacks is made: organisations are admitted, members added, products registered, with the
   * council's, the administrators' and the regulator's keys. Otherwise all of it must be there.
   */
  readonly setUp?: boolean | undefined;
  /** Reads a file that lists a lot's packs, beside the scenario: its text. */
  readonly readList?: ((scenario: Scenario, path: string) => Promise<string>) | undefined;
}

/** A write of the preparations. */
export interface SetUpStep {
  readonly verb: keyof ActingVerbs;
  readonly who: string;
  readonly result: Mined;
}

/** A ledger that has what a scenario is about, with what its names stand for. */
export interface Stage {
  readonly m: Medtrace;
  readonly scenario: Scenario;
  readonly scope: Scope;
  readonly saved: Map<string, unknown>;
  readonly organisations: ReadonlyMap<string, number>;
  /** What was made because the ledger lacked it. */
  readonly setUp: readonly SetUpStep[];
  as(person: string): Promise<Acting>;
  /** An organisation as the scenario calls it; its number where it does not. */
  nameOf(organisation: number): string;
}

/**
 * Finds what a scenario is about on a ledger, and makes what is missing where that is wanted.
 *
 * @param m - the ledger
 * @param scenario - what is to be played
 * @param parameters - keys, the run's name, whether to make what is missing
 * @param clock - the chain's time, and when the run began
 * @throws {@link ScenarioMismatch} when the ledger has it not, or otherwise; {@link PersonWithoutKey}
 */
export async function setStage(
  m: Medtrace,
  scenario: Scenario,
  parameters: StageParameters,
  clock: { readonly start: number; readonly now: Clock["now"] },
): Promise<Stage> {
  const people = new Map<string, Person>();
  for (const name of peopleOf(scenario)) {
    const person = await parameters.person(name);
    if (person !== undefined) people.set(name, person);
  }
  const personOf = (name: string): Person => {
    const person = people.get(name);
    if (person === undefined) throw new PersonWithoutKey(name);
    return person;
  };
  const organisations = new Map<string, number>();
  const saved = await namesOf(scenario, parameters);
  const setUp: SetUpStep[] = [];
  const stage: Stage = {
    m,
    scenario,
    saved,
    organisations,
    setUp,
    scope: {
      ...clock,
      get: (name) => saved.get(name),
      organisation: (name) => organisations.get(name),
      account: (name) => people.get(name)?.address,
      consent: (name, organisation, until) => consentOf(name, organisation, until),
      member: async (name) => {
        const person = people.get(name);
        return person === undefined ? undefined : (await m.member(person.address))?.member;
      },
    },
    as: async (name) => m.as(await personOf(name).signer()),
    nameOf: (number) => [...organisations].find(([, one]) => one === number)?.[0] ?? String(number),
  };
  const consentOf = async (name: string, organisation?: number, until?: number): Promise<Consent> =>
    (await stage.as(name)).consent({
      organisation: organisation ?? (await m.nextOrganisation()),
      until: until ?? (await clock.now()) + DAY,
    });
  // Whoever acts must be able to, before anything is written.
  for (const name of actorsOf(scenario)) personOf(name);
  const make = async <R extends Mined>(verb: keyof ActingVerbs, who: string, write: (as: Acting) => Promise<R>) => {
    const result = await write(await stage.as(who));
    setUp.push({ verb, who, result });
    return result;
  };
  const allowed = parameters.setUp === true;

  for (const [key, organisation] of Object.entries(scenario.organisations ?? {})) {
    const field = `organisations.${key}`;
    const found = await findOrganisation(m, field, organisation);
    if (found !== undefined) {
      organisations.set(key, found);
      continue;
    }
    const { name, administrator } = organisation;
    if (!allowed) throw new ScenarioMismatch(`${field}.name`, name, rule(must.organisationName), HINT);
    if (administrator === undefined || scenario.council === undefined) {
      throw new ScenarioMismatch(field, name, rule(must.toBeAdmitted));
    }
    const consent = await consentOf(administrator);
    const admitted = await make("admit", scenario.council, (council) =>
      council.admit({ name, roles: organisation.roles, consent }),
    );
    organisations.set(key, admitted.organisation);
  }

  for (const [name, { of, duties = [] }] of Object.entries(scenario.members ?? {})) {
    const person = people.get(name);
    // Who only stands there is not looked for.
    if (person === undefined) continue;
    const member = await m.member(person.address);
    const field = `members.${name}`;
    if (of === undefined) {
      if (member !== undefined) throw new ScenarioMismatch(field, name, rule(must.memberOfNone));
      continue;
    }
    const organisation = organisations.get(of) as number;
    if (member === undefined) {
      if (!allowed) throw new ScenarioMismatch(field, name, rule(must.memberOf, { organisation: of }), HINT);
      const administrator = scenario.organisations?.[of]?.administrator;
      if (administrator === undefined) {
        throw new ScenarioMismatch(`organisations.${of}`, of, rule(must.toAddMembers));
      }
      const consent = await consentOf(name, organisation);
      await make("addMember", administrator, (as) => as.addMember({ consent, duties }));
      continue;
    }
    const lacking = duties.filter((duty) => !member.duties.includes(duty));
    if (member.organisation !== organisation)
      throw new ScenarioMismatch(field, name, rule(must.memberOf, { organisation: of }));
    if (member.status !== "active")
      throw new ScenarioMismatch(field, name, rule(must.active, { status: member.status }));
    if (lacking.length > 0) throw new ScenarioMismatch(field, name, rule(must.haveDuty, { duties: lacking }));
  }

  for (const [index, { by, ...written }] of (scenario.products ?? []).entries()) {
    const read = await readWritten(register.fields, written, stage.scope, `products[${index}]`);
    const product = read as unknown as Parameters<Acting["register"]>[0];
    if (await isRegistered(m, product.product)) continue;
    if (!allowed) {
      throw new ScenarioMismatch(`products[${index}].product`, product.product, rule(must.registered), HINT);
    }
    await make("register", by as string, (as) => as.register(product));
  }
  return stage;
}

/** How long a consent of the preparations holds, in seconds. */
const DAY = 86_400;

const HINT = {
  hint: {
    en: "--set-up admits organisations, adds members and registers products that the ledger lacks.",
    zh: "--set-up 可接纳账本所缺的机构、添加成员并登记产品。",
  },
};

/** Everybody that a scenario names. */
function peopleOf({ council, organisations = {}, members = {} }: Scenario): readonly string[] {
  const administrators = Object.values(organisations).flatMap(({ administrator }) => administrator ?? []);
  return [...(council === undefined ? [] : [council]), ...administrators, ...Object.keys(members)];
}

/** Who does something in it. */
function actorsOf({ steps }: Scenario): ReadonlySet<string> {
  return new Set(steps.flatMap(({ who }) => who ?? []));
}

/** The number of the organisation that has a name. */
async function findOrganisation(
  m: Medtrace,
  field: string,
  { name, roles: wanted }: OrganisationText,
): Promise<number | undefined> {
  // As the ledger's names are read.
  const printable = name.replace(/\p{C}/gu, "\ufffd");
  const all = await m.organisations();
  const nameless = all.find((one) => one.name === undefined);
  if (nameless !== undefined) {
    throw new ScenarioMismatch(`${field}.name`, name, rule(must.namesTold, { organisation: nameless.organisation }));
  }
  const found = all.filter((one) => one.name === printable).map(({ organisation }) => organisation);
  const [organisation, ...others] = found;
  if (organisation === undefined) return undefined;
  if (others.length > 0) {
    throw new ScenarioMismatch(
      `${field}.name`,
      name,
      rule(must.oneName, {
        organisations: { en: found.join(" and "), zh: found.join(" 与 ") },
      }),
    );
  }
  const has = wordsOf(roles, readOrganisation(await readSlot(m.connection, organisationSlot(organisation))).roles);
  const lacking = wanted.filter((role) => !has.includes(role));
  if (lacking.length > 0) throw new ScenarioMismatch(`${field}.roles`, name, rule(must.haveRole, { roles: lacking }));
  return organisation;
}

async function isRegistered(m: Medtrace, product: string): Promise<boolean> {
  try {
    await m.history(product);
    return true;
  } catch (error) {
    if (error instanceof UnknownSubject) return false;
    throw error;
  }
}

/**
 * What a scenario's names stand for before anything is done: its run, its values, and the trees of its packs.
 *
 * @param scenario - the scenario
 * @param parameters - the run's name, and who reads files
 * @throws the errors of {@link PackTree.of} and {@link PackTree.from}
 */
export async function namesOf(
  scenario: Scenario,
  { run, readList }: Pick<StageParameters, "run" | "readList">,
): Promise<Map<string, unknown>> {
  const names = new Map<string, unknown>([["run", run]]);
  const scope = { get: (name: string) => names.get(name) };
  // As they stand in the scenario: each may name those before it.
  for (const [name, value] of Object.entries(scenario.values ?? {})) names.set(name, expand(value, scope));
  for (const [name, packs] of Object.entries(scenario.packs ?? {})) {
    names.set(name, await treeOf(packs, scenario, scope, readList));
  }
  return names;
}

async function treeOf(
  packs: PacksText,
  scenario: Scenario,
  scope: Pick<Scope, "get">,
  readList: StageParameters["readList"],
): Promise<PackTree> {
  if ("list" in packs) {
    const path = packs.list;
    if (readList === undefined) throw new MalformedPackList("packList", path, rule(must.readByRunner));
    let list: unknown;
    try {
      list = JSON.parse(await readList(scenario, path));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new MalformedPackList("packList", path, rule(must.jsonFile));
    }
    return PackTree.from(list);
  }
  const { count, digits = String(count).length, cases } = packs;
  const [gtin, prefix] = [packs.gtin, packs.prefix].map((one) => String(expand(one, scope)));
  const numbered = (number: number) => `${prefix}${String(number).padStart(digits, "0")}`;
  return PackTree.of({
    gtin: gtin as string,
    packs: Array.from({ length: count }, (_, index) => numbered(index + 1)),
    cases: cases === undefined ? [] : casesOf(count, cases.each, String(expand(cases.sscc, scope))),
  });
}

/** Cases of so many packs each, the last with what is left; their numbers fill the SSCC up. */
function casesOf(count: number, each: number, begin: string): readonly PackUnit[] {
  return Array.from({ length: Math.ceil(count / each) }, (_, index) => {
    const body = `${begin}${String(index + 1).padStart(17 - begin.length, "0")}`;
    const first = index * each;
    return { code: `(00)${body}${checkDigit(body)}`, first, count: Math.min(each, count - first) };
  });
}
