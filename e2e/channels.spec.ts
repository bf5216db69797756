import { randomBytes } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Page } from "@playwright/test"
import { SMTPServer } from "smtp-server"
import { Webhook } from "standardwebhooks"
import { call } from "./api"
import { expect, expectAccessible, test } from "./fixtures"
import { signUp } from "./organisation"

// An owner sets channels up with the keyboard alone and tries them on servers of this machine: the mail arrives, a wrong
// password is named, the webhook is signed; and everybody decides when messages reach them.

const open: (() => void)[] = []
test.afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function mailServer() {
  const mails: { to: string[]; data: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === "hotline" && password === "right" ? done(null, { user: username }) : done(new Error("bad login")),
    onData(stream, session, done) {
      let data = ""
      stream.on("data", (chunk: Buffer) => (data += chunk.toString()))
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), data })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => server.close())
  return { mails, port: (server.server.address() as AddressInfo).port }
}

async function receiver() {
  const asked: { body: string; headers: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      asked.push({ body, headers: request.headers as Record<string, string> })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => server.close())
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

async function press(page: Page, button: string, key = "Enter") {
  await page.getByRole("button", { name: button, exact: true }).focus()
  await page.keyboard.press(key)
}

const card = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) })

test("an owner sets e-mail and a webhook up with the keyboard and tries them", async ({ page, watch }) => {
  test.setTimeout(120_000)
  const { mails, port } = await mailServer()
  await signUp(page, "Mona Owner", `Channels ${randomBytes(3).toString("hex")}`)
  const { person } = await call(page, "query", "people", "me", undefined)
  await page.goto("/admin/channels")
  await expect(card(page, "E-mail").getByText("Not set up")).toBeVisible()

  await test.step("e-mail, with a wrong password first", async () => {
    await press(page, "Set up: E-mail")
    const sheet = page.getByRole("dialog", { name: "E-mail" })
    await sheet.getByRole("textbox", { name: "Server" }).focus()
    await page.keyboard.type("127.0.0.1")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Control+A")
    await page.keyboard.type(String(port))
    await page.keyboard.press("Tab")
    // A closed list takes letters.
    await page.keyboard.type("None")
    await page.keyboard.press("Tab")
    await page.keyboard.type("hotline")
    await page.keyboard.press("Tab")
    await page.keyboard.type("wrong")
    await expectAccessible(page)
    await page.keyboard.press("Enter")
    // The sender is missing: the form says so and stands there.
    await expect(sheet.getByText("Fill this in.")).toBeVisible()
    await expect(sheet.getByRole("textbox", { name: "Sender" })).toBeFocused()
    await page.keyboard.type("hotline@example.com")
    await page.keyboard.press("Enter")
    await expect(sheet).toHaveCount(0)
    await expect(card(page, "E-mail").getByText("Set up", { exact: true })).toBeVisible()

    await press(page, "Send a test to me: E-mail")
    await expect(card(page, "E-mail").getByText(/refuses the user name or the password/)).toBeVisible()
    expect(mails).toHaveLength(0)
  })

  await test.step("the right password; the stored one is never shown", async () => {
    await press(page, "Change: E-mail")
    const sheet = page.getByRole("dialog", { name: "E-mail" })
    const password = sheet.getByLabel("Password", { exact: true })
    await expect(password).toHaveValue("")
    await expect(sheet.getByText(/^Set on/)).toBeVisible()
    await password.focus()
    await page.keyboard.type("right")
    await page.keyboard.press("Enter")
    await expect(sheet).toHaveCount(0)
    await press(page, "Send a test to me: E-mail")
    await expect(card(page, "E-mail").getByText(/The provider took it/)).toBeVisible()
    expect(mails.map(({ to }) => to)).toEqual([[person.email]])
    expect(mails[0]?.data).toContain("Test message from Firstcall")
    const stored = await call(page, "query", "channel", "list", undefined)
    expect(JSON.stringify(stored)).not.toContain("right")
  })

  await test.step("another server does not get the stored password", async () => {
    // The browser names every refusal in its console.
    watch.allow(/400 .*channel\.save/)
    await press(page, "Change: E-mail")
    const sheet = page.getByRole("dialog", { name: "E-mail" })
    await sheet.getByRole("textbox", { name: "Server" }).fill("smtp.example.com")
    await page.keyboard.press("Enter")
    await expect(sheet.getByText(/The destination has changed/)).toBeVisible()
    await page.keyboard.press("Escape")
    await expect(sheet).toHaveCount(0)
  })

  await test.step("a webhook arrives signed with the secret that was shown once", async () => {
    const { asked, url } = await receiver()
    await press(page, "Set up: Webhook")
    const sheet = page.getByRole("dialog", { name: "Webhook" })
    await sheet.getByRole("textbox", { name: "Address" }).focus()
    await page.keyboard.type(url)
    await page.keyboard.press("Enter")
    const made = page.getByRole("dialog", { name: "Webhook is set up" })
    const secret = await made.getByText(/^whsec_/).innerText()
    await press(page, "Done")
    await expect(made).toHaveCount(0)
    await press(page, "Send a test to me: Webhook")
    await expect(card(page, "Webhook").getByText("The provider took it: HTTP 204")).toBeVisible()
    expect(asked).toHaveLength(1)
    expect(new Webhook(secret).verify(asked[0]!.body, asked[0]!.headers)).toMatchObject({ type: "notification.test" })
    await page.reload()
    await expect(card(page, "Webhook").getByText(url)).toBeVisible()
    await expect(page.getByText(/whsec_/)).toHaveCount(0)
  })

  await test.step("an address on the inside is refused", async () => {
    await press(page, "Change: Webhook")
    const sheet = page.getByRole("dialog", { name: "Webhook" })
    await sheet.getByRole("textbox", { name: "Address" }).fill("http://169.254.169.254/latest/meta-data")
    await page.keyboard.press("Enter")
    await expect(sheet).toHaveCount(0)
    await press(page, "Send a test to me: Webhook")
    await expect(card(page, "Webhook").getByText(/not on the public internet/)).toBeVisible()
  })

  await test.step("a channel is removed, after a question", async () => {
    await press(page, "Change: Webhook")
    await press(page, "Remove")
    const question = page.getByRole("dialog", { name: "Remove the settings of Webhook?" })
    await question.getByRole("button", { name: "Remove" }).focus()
    await page.keyboard.press("Enter")
    await expect(card(page, "Webhook").getByText("Not set up")).toBeVisible()
  })
})

test("the organisation's hours hold until a person chooses their own", async ({ page }) => {
  await signUp(page, "Nora Night", `Hours ${randomBytes(3).toString("hex")}`)
  await page.goto("/admin/channels")
  await page.getByRole("switch", { name: "Quiet hours" }).focus()
  await page.keyboard.press("Space")
  await page.getByLabel("At most per hour and channel").fill("0")
  await press(page, "Save")
  await expect(page.getByText("Enter a whole number from 1 to 1,000.")).toBeVisible()
  await page.getByLabel("At most per hour and channel").fill("12")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()

  await page.goto("/account")
  await expect(
    page.getByText("At present: quiet from 22:00 to 07:00, each message at once, at most 12 an hour."),
  ).toBeVisible()
  const panel = page.locator("section").filter({ has: page.getByRole("heading", { name: "Messages to you" }) })
  await panel.getByLabel("Phone number").fill("139 0000 0001")
  await page.keyboard.press("Enter")
  await expect(panel.getByText(/Enter \+ and the country code/)).toBeVisible()
  await panel.getByLabel("Phone number").fill("+86 139 0000 0001")
  await panel.getByRole("switch", { name: "As the organisation has set it" }).focus()
  await page.keyboard.press("Space")
  await panel.getByRole("switch", { name: "Quiet hours" }).focus()
  await page.keyboard.press("Space")
  await panel.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  const mine = await call(page, "query", "channel", "myDelivery", undefined)
  expect(mine).toMatchObject({ own: { quiet: null, perHourMax: 12 }, phone: "+8613900000001" })
  await page.reload()
  await expect(panel.getByRole("switch", { name: "Quiet hours" })).not.toBeChecked()
  await expectAccessible(page)
})
