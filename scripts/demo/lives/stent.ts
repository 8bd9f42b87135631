import { DAY, type Script } from "../scene.ts";
import { deliver, orderGoods } from "./buy.ts";

/** A coronary stent, a consumable of the highest risk class. */
export const STENT = "(01)09521234543268(21)S-0001";

/** A high-value consumable (高值耗材): bought, and used once. */
export const stent: Script = {
  title: "A coronary stent, used once 高值耗材",
  code: STENT,
  async *play(scene) {
    const { consortium, start, as, refuse } = scene;
    const code = STENT;
    await as("officer").register({
      product: code,
      kind: "consumable",
      riskClass: 3,
      singleUse: true,
      manufacturer: consortium.manufacturer,
      registeredFrom: start - 365 * DAY,
      registeredUntil: start + 4 * 365 * DAY,
    });
    const requisition = yield* orderGoods(scene, { product: code, reference: "2026-070", quantity: 1n }, 70);
    await as("maker").enrol({ code });
    yield* deliver(scene, requisition, [code], 74);
    await as("keeper").store({ code, place: "设备科 Store" });

    yield 90;
    await as("nurse").use({ code, place: "Theatre 2" });
    yield 91;
    await refuse("using a consumable a second time", "nurse", as("nurse").use({ code, place: "Theatre 2" }));
    await refuse("storing it as if it were unused", "keeper", as("keeper").store({ code }));
  },
};
