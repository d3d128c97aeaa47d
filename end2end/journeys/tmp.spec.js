import { loaded, test } from "./office.js";
import { EXECUTIVE, ADMINISTRATOR, MANAGER, daysAgo, demoId } from "./demo_company.js";
const of = {
  [EXECUTIVE]: { restated: `/app/scorecard/restated/${daysAgo(45)}`, service: `/app/scorecard/services/${demoId("unit/repairs-and-voids")}`, ind: `/app/indicators/${demoId("indicator/REP01")}`, card: "/app/scorecard" },
  [MANAGER]: { monthend: "/app/month-end" },
};
for (const [who, pages] of Object.entries(of)) test("tmp pictures " + who, async ({ office }) => {
  test.setTimeout(600_000);
  const { page } = await office.browser(who);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await loaded(page);
    await page.waitForTimeout(1500);
    for (const [w, h] of [[1280, 800], [820, 1180], [320, 640]]) {
      await page.setViewportSize({ width: w, height: h });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/shots/${name}-${w}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.pdf({ path: `/tmp/shots/${name}.pdf`, format: "A4" });
  }
});
