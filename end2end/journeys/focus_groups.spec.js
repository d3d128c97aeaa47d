// Targets discussed with a focus group: what they said, what we did, and residents read both beside the indicator.
import { ADMINISTRATOR } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const heading = (page) => page.getByRole("heading", { level: 1 });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");

test("what a focus group said is answered, and published beside the indicator", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);

  await test.step("a session that waits is answered, and not published without an answer", async () => {
    await open(page, "/app/focus-groups");
    await expect(heading(page)).toHaveText("1 of 2 sessions with focus groups waits for our answer");
    const young = page.getByRole("region", { name: /Tenants under thirty/ });
    await young.getByRole("button", { name: "Change it, or say what we did" }).click();
    await young.getByLabel("Residents read it on the public site, beside these indicators").check();
    await young.getByRole("button", { name: "Record the session" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Say what the Company did" })).toBeFocused();
    await axe(page, "a session that is published without an answer");
    await reflow(page, "a session that is published without an answer");
    await young.getByLabel("What did we do?").fill("The next survey comes by text message too.");
    await young.getByRole("button", { name: "Record the session" }).click();
    await expect(heading(page)).toHaveText("2 sessions with focus groups, all of which we have answered");
    await expect(young).toContainText("Residents read this on the public site");
    await saved(page);
  });

  await test.step("residents read both", async () => {
    const { page: resident } = await office.visitor("a resident");
    await resident.goto("/indicators/TP01");
    const said = resident.getByRole("region", { name: "You said, we did" });
    await expect(said).toContainText("Nobody of our age is asked");
    await expect(said).toContainText("The next survey comes by text message too.");
    await axe(resident, "what residents said on a public page");
  });
});
