import { randomBytes } from "node:crypto"
import { expect, type Browser, type Page } from "@playwright/test"

const password = "quiet river lantern 77"

const address = (name: string) => `${name.toLowerCase()}-${randomBytes(4).toString("hex")}@example.com`

/** Founds an organisation at the sign-up page and waits until its founder stands in the inbox. */
export async function signUp(page: Page, founder: string, organisation: string): Promise<void> {
  await page.goto("/signup")
  await page.getByLabel("Organisation").fill(organisation)
  await page.getByLabel("Your name").fill(founder)
  await page.getByLabel("E-mail").fill(address(founder.split(" ")[0]!))
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Create organisation" }).click()
  await page.waitForURL(/inbox/, { timeout: 60_000 })
  await expect(page.getByRole("navigation").first()).toBeVisible()
}

/** Invites somebody with one role by link; they open it in a browser of their own and are in. Resolves to their page. */
export async function inviteMember(owner: Page, browser: Browser, name: string, role: string): Promise<Page> {
  await owner.goto("/admin/members")
  await owner.getByRole("button", { name: "Invite", exact: true }).click()
  const sheet = owner.getByRole("dialog", { name: "Invite a member" })
  const agent = sheet.getByRole("checkbox", { name: /^Agent/ })
  const wanted = sheet.getByRole("checkbox", { name: new RegExp(`^${role}`) })
  if (role !== "Agent") await agent.setChecked(false, { force: true })
  await wanted.setChecked(true, { force: true })
  await sheet.getByRole("button", { name: "Create the link" }).click()
  const done = owner.getByRole("dialog", { name: "The invitation is ready" })
  const link = await done.getByLabel("Invitation link", { exact: true }).innerText()

  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(new URL(link).pathname)
  await page.getByLabel("Your name").fill(name)
  await page.getByLabel("E-mail").fill(address(name.split(" ")[0]!))
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Join" }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/join"))
  await expect(page.getByRole("navigation").first()).toBeVisible()
  return page
}

/** Sets the extension whose calls come up on a member's screen. */
export async function setExtension(owner: Page, name: string, extension: string): Promise<void> {
  await owner.goto("/admin/members")
  await owner.getByRole("gridcell", { name, exact: true }).click()
  const sheet = owner.getByRole("dialog", { name })
  await sheet.getByRole("textbox", { name: "Extension" }).fill(extension)
  await sheet.getByRole("button", { name: "Save" }).click()
  await expect(owner.getByText(`${name} was saved`).first()).toBeVisible()
}
