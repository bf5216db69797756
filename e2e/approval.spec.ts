import { randomUUID } from "node:crypto"
import { close } from "../core/flow/nodes/close"
import { start } from "../core/flow/nodes/start"
import { edge, node } from "../core/flow/starters/starter"
import { publishFlow, staff, work } from "./action-flows"
import { call } from "./api"
import { expect, expectAccessibleInBothLooks as look, test } from "./fixtures"

// Two people publish: one asks, another is told, looks at the same changes and decides.

test("a flow that an owner has made so is published by two", async ({ browser }) => {
  const { owner, designer } = await staff(browser)
  const name = `Two ${randomUUID().slice(0, 8)}`
  const flowId = await publishFlow(owner, name, {
    nodes: [
      node("start", "start", "Request", [0, 0], { ...start.defaults() }),
      work("look", "Look", [1, 0], owner.id),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "look"), edge("look", "done", "end")],
  })
  const { page: first } = designer
  const { page: second } = owner
  await second.goto(`/flows/${flowId}`)
  await second.getByRole("button", { name: "Flow settings" }).click()
  await second.getByRole("tab", { name: "Access" }).click()
  await second.getByRole("switch", { name: "Two people publish" }).focus()
  await second.keyboard.press("Space")
  await second.getByRole("button", { name: "Save", exact: true }).click()
  await expect(second.getByText("Saved", { exact: true }).first()).toBeVisible()

  await first.goto(`/flows/${flowId}`)
  await first.getByRole("application", { name: "Flow" }).getByRole("group", { name: /^Look/ }).click()
  await first.getByRole("textbox", { name: "Name" }).fill("Look closely")
  await first.getByRole("button", { name: "Publish", exact: true }).click()
  const asking = first.getByRole("dialog", { name: "Publish version 2 by two" })
  await asking.getByRole("textbox", { name: "What is new?" }).fill("Closer")
  await look(first, "asking for approval")
  await asking.getByRole("button", { name: "Ask for approval" }).click()
  await expect(first.getByText("Waits for approval")).toBeVisible()

  // The other is told at once, wherever they are, and sees what is asked.
  await expect(second.getByText("Waits for you")).toBeVisible()
  await second.reload()
  await second.getByRole("button", { name: "Publish", exact: true }).click()
  const deciding = second.getByRole("dialog", { name: "Approve version 2?" })
  await expect(deciding.getByText(`${designer.name} asked at`)).toBeVisible()
  await expect(deciding.getByText("Closer")).toBeVisible()
  await expect(deciding.getByText(/Look closely/)).toBeVisible()
  await look(second, "deciding on a publication")
  await deciding.getByRole("button", { name: "Approve and publish" }).click()
  await expect(second.getByText("v2 live")).toBeVisible()
  await expect(first.getByText("Waits for approval")).toHaveCount(0)

  await second.getByRole("link", { name: "Versions" }).click()
  await expect(second.getByText(new RegExp(`${designer.name} · approved by ${owner.name}`)).first()).toBeVisible()
  await call(second, "mutation", "flow", "archive", { flowId })
  await Promise.all([first.context().close(), second.context().close()])
})
