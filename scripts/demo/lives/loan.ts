import type { Script } from "../scene.ts";
import { deliver, orderGoods } from "./buy.ts";

/** A pump of the same product as the demo's first. */
export const LOANED_PUMP = "(01)09521234543213(21)L-0001";

/** A loan to the second hospital of the consortium, and back. */
export const loan: Script = {
  title: "A loan within the consortium 医联体借用",
  code: LOANED_PUMP,
  async *play(scene) {
    const { consortium, in: inDays, as, refuse } = scene;
    const code = LOANED_PUMP;
    const requisition = yield* orderGoods(scene, { product: code, reference: "2025-041", quantity: 1n }, 40);
    await as("seller").enrol({ code });
    yield* deliver(scene, requisition, [code], 45);

    yield 120;
    const [until, due] = [await inDays(7), await inDays(90)];
    await as("keeper").offer({ code, to: consortium.second, terms: "loan", until, due });
    await refuse("using what is offered to another", "nurse", as("nurse").use({ code, place: "Ward 7" }));
    yield 122;
    await as("secondInspector").take({ code });
    await as("secondNurse").use({ code, place: "Ward B" });
    await refuse("using what is lent to another", "nurse", as("nurse").use({ code, place: "Ward 7" }));

    yield 205;
    await as("secondKeeper").store({ code });
    await refuse("scrapping what is borrowed", "secondKeeper", as("secondKeeper").requestScrap({ code }));
    await as("secondKeeper").sendBack({ code, to: consortium.hospital, until: await inDays(7) });
    yield 207;
    await as("inspector").take({ code });
    await as("nurse").use({ code, place: "Ward 7" });
  },
};
