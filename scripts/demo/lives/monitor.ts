import { DAY, type Script } from "../scene.ts";
import { deliver, orderGoods } from "./buy.ts";

/** A patient monitor, which must be calibrated. */
export const MONITOR = "(01)09521234543237(21)M-0001";

/** A calibration that passes and lapses, one that fails, and the way back into use. */
export const monitor: Script = {
  title: "A patient monitor that must be calibrated 监护仪强检",
  code: MONITOR,
  async *play(scene) {
    const { consortium, start, in: inDays, as, refuse } = scene;
    const code = MONITOR;
    await as("officer").register({
      product: code,
      kind: "device",
      riskClass: 2,
      manufacturer: consortium.manufacturer,
      registeredFrom: start - 365 * DAY,
      registeredUntil: start + 4 * 365 * DAY,
    });
    await as("officer").prescribe({ product: code, calibrationInterval: 365 });

    const requisition = yield* orderGoods(scene, { product: code, reference: "2026-060", quantity: 1n }, 60);
    await as("seller").enrol({ code });
    await refuse("shipping what is not calibrated", "seller", as("seller").ship({ requisition, code }));
    const tooLong = as("maker").calibrate({ code, result: "passed", until: await inDays(400) });
    await refuse("calibrating for longer than prescribed", "maker", tooLong);
    await as("maker").calibrate({ code, result: "passed", until: await inDays(180) });
    yield* deliver(scene, requisition, [code], 66);
    await as("nurse").use({ code, place: "ICU-3" });

    yield 250;
    await refuse("using after the calibration lapsed", "nurse", as("nurse").use({ code, place: "ICU-3" }));
    await as("technician").calibrate({ code, result: "failed" });
    yield 252;
    await as("technician").maintain({ code, outcome: "passed" });
    await as("technician").calibrate({ code, result: "passed", until: await inDays(365) });
    await refuse("using before the release", "nurse", as("nurse").use({ code, place: "ICU-3" }));
    yield 253;
    await as("head").release({ code });
    await as("nurse").use({ code, place: "ICU-3" });
  },
};
