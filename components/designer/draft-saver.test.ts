import { describe, expect, it, vi } from "vitest"
import { graph, node } from "@/core/design/testing-graph"
import type { DraftGraph } from "@/core/flow/graph"
import { createDraftSaver, type SaveFailure } from "./draft-saver"

const drawn = (name: string) => graph([node("a", { name })])
const start = { graph: drawn("start"), revision: 4, savedAt: 100 }

type Reply = { revision: number; savedAt: number }

/** A saver with a clock and a server in the test's hands. */
function setUp() {
  let timers: { run: () => void; ms: number }[] = []
  const sent: { name: string | undefined; revision: number; answer: (reply: Reply | SaveFailure) => void }[] = []
  const kept: (string | null)[] = []
  const saver = createDraftSaver({
    saved: start,
    save: (draft: DraftGraph, revision) =>
      new Promise<Reply>((resolve, reject) => {
        const answer = (reply: Reply | SaveFailure) => ("type" in reply ? reject(reply) : resolve(reply))
        sent.push({ name: draft.nodes[0]?.name, revision, answer })
      }),
    failureOf: (error) => error as SaveFailure,
    later: (run, ms) => {
      const timer = { run, ms }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    keep: (copy) => kept.push(copy ? (copy.graph.nodes[0]?.name ?? "") : null),
  })
  const pass = () => {
    const due = timers
    timers = []
    for (const { run } of due) run()
  }
  const answer = async (reply: Reply | SaveFailure) => {
    sent.at(-1)?.answer(reply)
    await vi.waitFor(() => expect(saver.get().type).not.toBe("saving"))
  }
  return { saver, sent, kept, pass, answer, delay: () => timers.at(-1)?.ms }
}

describe("draft saver", () => {
  it("saves once when typing pauses, with the revision it started from", async () => {
    const { saver, sent, pass, answer } = setUp()
    for (const name of ["S", "Su", "Sup"]) saver.change(drawn(name))
    expect(sent).toHaveLength(0)
    pass()
    expect(sent).toMatchObject([{ name: "Sup", revision: 4 }])
    await answer({ revision: 5, savedAt: 200 })
    expect(saver.get()).toEqual({ type: "saved", at: 200 })
  })

  it("saves what was changed during a save afterwards, on the new revision", async () => {
    const { saver, sent, pass, answer } = setUp()
    saver.change(drawn("first"))
    pass()
    saver.change(drawn("second"))
    expect(sent).toHaveLength(1)
    await answer({ revision: 5, savedAt: 200 })
    expect(saver.get().type).toBe("unsaved")
    pass()
    expect(sent[1]).toMatchObject({ name: "second", revision: 5 })
  })

  it("sends nothing when everything was undone", () => {
    const { saver, sent, kept, pass } = setUp()
    saver.change(drawn("other"))
    saver.change(drawn("start"))
    pass()
    expect(sent).toHaveLength(0)
    expect(saver.get().type).toBe("saved")
    expect(kept).toEqual(["other", null])
  })

  it("tries again, slower each time, while the server cannot be reached", async () => {
    const { saver, sent, pass, answer, delay } = setUp()
    saver.change(drawn("x"))
    const delays: (number | undefined)[] = []
    for (let round = 0; round < 6; round += 1) {
      pass()
      await answer({ type: "unreachable" })
      delays.push(delay())
    }
    expect(delays).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(sent).toHaveLength(6)
    saver.retry()
    await answer({ revision: 5, savedAt: 300 })
    expect(saver.get().type).toBe("saved")
  })

  it("does not save over somebody else, and keeps the edits until a person decides", async () => {
    const { saver, sent, kept, pass, answer } = setUp()
    saver.change(drawn("mine"))
    pass()
    await answer({ type: "conflict" })
    saver.change(drawn("mine, further"))
    pass()
    expect(sent).toHaveLength(1)
    expect(kept.at(-1)).toBe("mine, further")
    saver.rebase({ graph: drawn("theirs"), revision: 7, savedAt: 400 }, drawn("mine, further"))
    pass()
    expect(sent[1]).toMatchObject({ name: "mine, further", revision: 7 })
  })

  it("sends nothing of a disputed copy before a person decides", () => {
    const { saver, sent, kept, pass } = setUp()
    saver.change(drawn("copy"))
    saver.dispute({ graph: drawn("older"), revision: 2, savedAt: 50 }, drawn("copy"))
    pass()
    expect(sent).toHaveLength(0)
    expect(saver.get().type).toBe("conflict")
    expect(kept.at(-1)).toBe("copy")
  })

  it("is saved at once when the person takes the other's draft", async () => {
    const { saver, kept, pass, answer } = setUp()
    saver.change(drawn("mine"))
    pass()
    await answer({ type: "conflict" })
    saver.rebase({ graph: drawn("theirs"), revision: 7, savedAt: 400 }, drawn("theirs"))
    expect(saver.get()).toEqual({ type: "saved", at: 400 })
    expect(kept.at(-1)).toBeNull()
  })

  it("does not repeat what was refused until something is changed", async () => {
    const { saver, sent, pass, answer } = setUp()
    saver.change(drawn("bad"))
    pass()
    await answer({ type: "refused", message: "no" })
    await saver.flush()
    expect(sent).toHaveLength(1)
    saver.change(drawn("good"))
    pass()
    expect(sent).toHaveLength(2)
  })

  it("flush waits for the save that is under way and then saves the rest", async () => {
    const { saver, sent, pass } = setUp()
    saver.change(drawn("first"))
    pass()
    saver.change(drawn("second"))
    const flushed = saver.flush()
    sent[0]?.answer({ revision: 5, savedAt: 200 })
    await vi.waitFor(() => expect(sent).toHaveLength(2))
    sent[1]?.answer({ revision: 6, savedAt: 300 })
    expect(await flushed).toBe(true)
    expect(saver.base()).toMatchObject({ revision: 6 })
  })

  it("flush tells when it could not save", async () => {
    const { saver, sent } = setUp()
    saver.change(drawn("x"))
    const flushed = saver.flush()
    sent[0]?.answer({ type: "unreachable" })
    expect(await flushed).toBe(false)
  })
})
