import { DAY, type Script } from "../scene.ts";
import { orderGoods } from "./buy.ts";

/** A joint implant, which one use consumes. */
export const IMPLANT = "(01)09521234543220(21)I-0001";
/** Another one, which is not used. */
const UNUSED_IMPLANT = "(01)09521234543220(21)I-0002";

/** Consigned by the manufacturer, used, and settled by a requisition. */
export const implant: Script = {
  title: "A consigned implant 寄售植入物",
  code: IMPLANT,
  async *play(scene) {
    const { consortium, start, in: inDays, as, refuse } = scene;
    const code = IMPLANT;
    await as("officer").register({
      product: code,
      kind: "device",
      riskClass: 3,
      singleUse: true,
      manufacturer: consortium.manufacturer,
      registeredFrom: start - 365 * DAY,
      registeredUntil: start + 4 * 365 * DAY,
    });

    yield 50;
    const until = await inDays(10);
    for (const one of [code, UNUSED_IMPLANT]) {
      await as("seller").enrol({ code: one });
      await as("seller").offer({ code: one, to: consortium.hospital, terms: "consignment", until });
    }
    yield 55;
    for (const one of [code, UNUSED_IMPLANT]) await as("inspector").take({ code: one });
    await as("keeper").store({ code, place: "设备科 Store" });
    const passOn = as("keeper").offer({ code, to: consortium.second, terms: "owned", until: await inDays(10) });
    await refuse("passing on what is consigned", "keeper", passOn);

    yield 130;
    await as("nurse").use({ code, place: "Theatre 2" });
    await refuse("using a single-use item twice", "nurse", as("nurse").use({ code, place: "Theatre 2" }));
    const requisition = yield* orderGoods(scene, { product: code, reference: "2026-051", quantity: 1n }, 140);
    const settleUnused = as("buyer").settle({ requisition, code: UNUSED_IMPLANT });
    await refuse("settling what was not used", "buyer", settleUnused);
    await as("buyer").settle({ requisition, code });
  },
};
