// Which part of a long diagram is drawn.
import { expect, it } from "vitest";
import { bandsAround, isNear } from "../../src/page/near-rows.ts";

it("draws the bands in sight and one more on either side, so that scrolling within a band changes nothing", () => {
  expect(bandsAround(0, 700)).toEqual({ top: -400, bottom: 1200 });
  expect(bandsAround(100, 700)).toEqual({ top: -400, bottom: 1200 });
  expect(bandsAround(4000, 900)).toEqual({ top: 3600, bottom: 5600 });
});

it("draws what only passes by, whichever way it goes", () => {
  const near = bandsAround(4000, 900);
  expect([isNear(near, 100, 12_000), isNear(near, 12_000, 100), isNear(near, 3599), isNear(near, 5601, 9000)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
