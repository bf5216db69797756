import { readdirSync } from "node:fs"
import { icons } from "lucide-react"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import { nextTicketInstant, ticketItem } from "@/core/ticket/waits"
import { Drive, runnable } from "@/core/ticket/testing/drive"
import { edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { ids, uuid } from "@/core/ticket/testing/tenant"
import { panelEntries } from "../panel"
import { nodeKind, nodeKinds } from "./kinds"

const pascal = (name: string) => name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())
/** Methods of HTTP are called the same in every language. */
const isMethod = (text: string) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(text)
const both = (text: { en: string; zh: string }) => {
  if (isMethod(text.en) && text.en === text.zh) return
  expect(text.en).toMatch(/^[\x20-\x7e–—“”…·→%#]+$/)
  expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
}

/** What only the author of a flow can know of a kind, beside its people. */
const authors: Record<string, (defaults: never) => object> = {
  serviceCall: () => ({ url: "https://example.com/" }),
  subFlow: ({ call }: { call: object }) => ({ call: { ...call, flowId: uuid(66) } }),
  custom: ({ custom }: { custom: object }) => ({ custom: { ...custom, kindId: uuid(77) } }),
  jump: () => ({ nodeId: "close" }),
}

describe("nodeKinds", () => {
  it("lists every file of this folder, once", () => {
    const files = readdirSync(import.meta.dirname).filter((file) => !file.endsWith(".test.ts") && file !== "kinds.ts")
    const names = nodeKinds.map(({ kind }) => `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`)
    expect(names.toSorted()).toEqual(files.toSorted())
  })

  it("has one way to begin and one to end", () => {
    expect(nodeKinds.filter((kind) => kind.group === "start").map((kind) => kind.kind)).toEqual(["start"])
    expect(nodeKinds.filter((kind) => !kind.hasEntry).map((kind) => kind.kind)).toEqual(["start"])
    expect(nodeKinds.filter((kind) => kind.group === "end").map((kind) => kind.kind)).toEqual(["close"])
    expect(nodeKind("constructor")).toBeUndefined()
  })

  describe.each(nodeKinds.map((kind) => [kind.kind, kind] as const))("%s", (_, kind) => {
    it("is complete: words in both languages, an icon that exists, exits that differ", () => {
      both(kind.title)
      both(kind.description)
      both(kind.summary(kind.defaults()))
      expect(icons).toHaveProperty(pascal(kind.icon))
      const exits = kind.exits(kind.defaults())
      exits.forEach((exit) => both(exit.title))
      expect(new Set(exits.map((exit) => exit.id)).size).toBe(exits.length)
      expect(exits.length === 0).toBe(kind.group === "end" || kind.leadsTo !== undefined)
    })

    it("begins with a valid configuration", () => {
      expect(kind.schema.safeParse(kind.defaults())).toMatchObject({ success: true })
      expect(kind.schema.safeParse({ ...(kind.defaults() as object), surprise: 1 }).success).toBe(false)
    })

    it("can be edited: every property has its control, label and place on the panel", () => {
      const { shape } = kind.schema as unknown as z.ZodObject
      const entries = panelEntries(kind)
      expect(entries.map((entry) => entry.key)).toEqual(Object.keys(shape))
      for (const { panel } of entries) {
        both(panel.label)
        if (panel.help) both(panel.help)
        panel.options?.forEach((option) => both(option.label))
        expect(panel.options === undefined).toBe(panel.control !== "choice")
        if (panel.visibleWhen) expect(shape).toHaveProperty(panel.visibleWhen.key)
      }
    })

    it("has actions, a form and a clock if people decide it, and only then", () => {
      const people = kind.group === "people"
      // Whoever opened a ticket may get its form back.
      const decided = people || kind.group === "start"
      const parts = [kind.decide, kind.actions, kind.moves, kind.sla].map((part) => part !== undefined)
      expect(parts).toEqual([decided, decided, decided, people])
      const actions = kind.actions?.(kind.defaults()) ?? []
      expect(actions.length > 0).toBe(decided)
      actions.forEach((action) => both(action.title))
      expect(kind.form?.(kind.defaults())?.fieldKeys ?? []).toEqual([])
    })

    it("runs from its defaults to the close, by its first exit", () => {
      if (kind.group === "start" || kind.group === "end") return
      const people = { type: "named", personIds: [ids.agents[0]] }
      const config = {
        ...(kind.defaults() as object),
        ...(kind.group === "people" && { people }),
        ...authors[kind.kind]?.(kind.defaults() as never),
      }
      const edges = kind.exits(config).map(({ id, many }) => edge(`it.${id}`, "close", many ? { fallback: true } : {}))
      const ticket = new Drive(runnable(flowOf([node("it", kind.kind, config)], [edge("start.next", "it"), ...edges])))
      ticket.open({ amount: 1 })
      const [action] = kind.actions?.(config) ?? []
      if (action) ticket.decide(action.decision, action.outcome === null ? {} : { outcome: action.outcome })
      const asked = Object.values(ticket.now.activations).flatMap(({ request }) => request ?? [])
      for (const { id: requestId, left } of asked) {
        const child = { index: 0, ticketId: uuid(950), number: 9 }
        const answer = left
          ? { type: "ticket" as const, ...child, resolution: "done", variables: {} }
          : { type: "http" as const, attempts: 1, status: 200, body: "{}" }
        ticket.send("system", { type: "answer", requestId, answer })
      }
      if (kind.wake) ticket.send("timer", { type: "tick", itemId: ticketItem }, nextTicketInstant(ticket.now) ?? 0)
      expect(ticket.now).toMatchObject({ status: "closed", resolution: "done" })
    })
  })
})
