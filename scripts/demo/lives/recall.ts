import { id } from "ethers";
import type { Hex } from "../../../src/index.ts";
import { DAY, type Script } from "../scene.ts";
import { deliver, orderGoods } from "./buy.ts";

const PRODUCT = "09521234543244";
/** A defibrillator, which is remedied. */
export const DEFIBRILLATOR = `(01)${PRODUCT}(21)D-0001`;
/** Another one, which is not, and stays recalled. */
export const RECALLED = `(01)${PRODUCT}(21)D-0002`;

/** A regulator's recall of a product: acknowledged, remedied by the appointed provider, confirmed, and lifted. */
export const recall: Script = {
  title: "A recall and its remedy 召回与整改",
  code: DEFIBRILLATOR,
  async *play(scene) {
    const { consortium, start, as, refuse } = scene;
    const [code, other] = [DEFIBRILLATOR, RECALLED];
    const codes = [code, other];
    const use = (one: string) => as("nurse").use({ code: one, place: "ICU-3" });
    await as("officer").register({
      product: PRODUCT,
      kind: "device",
      riskClass: 3,
      manufacturer: consortium.manufacturer,
      registeredFrom: start - 365 * DAY,
      registeredUntil: start + 4 * 365 * DAY,
    });
    const requisition = yield* orderGoods(scene, { product: PRODUCT, reference: "2026-080", quantity: 2n }, 80);
    for (const one of codes) await as("seller").enrol({ code: one });
    yield* deliver(scene, requisition, codes, 86);
    for (const one of codes) await use(one);

    yield 300;
    await as("warden").recall({ target: PRODUCT, level: "second", instruction: "correctOnSite" });
    await refuse("using what is recalled", "nurse", use(code));
    yield 301;
    for (const one of codes) await as("keeper").acknowledge({ code: one });
    yield 305;
    await as("technician").remedy({ code });
    await refuse("using before the remedy is confirmed", "nurse", use(code));
    yield 306;
    await as("head").confirmRemedy({ code });
    await use(code);
    await refuse("using D-0002, which was not remedied", "nurse", use(other));

    yield 340;
    const details = id("Report on the effectiveness of the recall") as Hex;
    const lift = as("recaller").lift({ target: PRODUCT, details });
    await refuse("lifting a regulator's recall as the manufacturer", "recaller", lift);
    await as("recaller").recall({ target: other, level: "first", instruction: "sendBack" });
    yield 350;
    await as("warden").lift({ target: PRODUCT, details });
    await refuse("using D-0002, whose own recall stays open", "nurse", use(other));
  },
};
