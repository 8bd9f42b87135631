import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";

/** A verb, and what it is told. */
export interface Step {
  readonly verb: string;
  readonly parameters: unknown;
}

/**
 * Does several steps in one transaction, in their order: all of them, or none. Each is encoded as things stand before the
 * first; what names "the only parcel" or "the last dispensing" must not depend on an earlier step.
 *
 * @param definitions - every verb, by name
 * @throws `InvalidInput` when there is no step, or a verb that is none; the refusal of the first step that is refused
 *
 * @example
 * await m.as(nurse).together([
 *   { verb: "use", parameters: { code: "(01)09521234543213(21)P-0001", place: "ICU-3" } },
 *   { verb: "use", parameters: { code: "(01)09521234543213(21)P-0002", place: "ICU-3" } },
 * ]);
 */
export function together(
  definitions: Readonly<Record<string, WriteDefinition<never, unknown>>>,
): WriteDefinition<readonly Step[], Mined> {
  return {
    encode: async (actor, steps) => {
      if (steps.length === 0) throw new InvalidInput("steps", steps, rule(must.notEmpty));
      const calls = await Promise.all(
        steps.map(({ verb, parameters }, at) => {
          const definition = Object.hasOwn(definitions, verb) ? definitions[verb] : undefined;
          if (definition === undefined) throw new InvalidInput(`steps[${at}].verb`, verb, rule(must.verb));
          return definition.encode(actor, parameters as never);
        }),
      );
      const kinds = Object.assign({}, ...calls.map((call) => call.kinds));
      const before = [...new Set(calls.flatMap((call) => call.before ?? []))];
      return { data: encode("multicall", [[...before, ...calls.map(({ data }) => data)]]), kinds };
    },
    read: (mined) => mined,
  };
}
