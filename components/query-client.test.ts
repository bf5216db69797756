import { QueryObserver } from "@tanstack/react-query"
import { expect, it } from "vitest"
import { makeQueryClient } from "./query-client"

/** Answers with what there was when it was asked, once it is told to. */
function slowAnswers() {
  const waiting: (() => void)[] = []
  let stored = 0
  const ask = () => {
    const read = stored
    return new Promise<number>((resolve) => waiting.push(() => resolve(read)))
  }
  return {
    ask,
    write: (value: number) => (stored = value),
    answer: () => waiting.shift()?.(),
    asked: () => waiting.length,
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

it("an answer that was read before the news is asked for once more", async () => {
  const queries = makeQueryClient()
  const { ask, write, answer } = slowAnswers()
  const observer = new QueryObserver(queries, { queryKey: ["todos"], queryFn: ask })
  const stop = observer.subscribe(() => {})
  write(1)
  const told = queries.invalidateQueries({ queryKey: ["todos"] })
  answer()
  await settled()
  answer()
  await told
  expect(observer.getCurrentResult().data).toBe(1)
  stop()
})

it("asks once where there was an answer already", async () => {
  const queries = makeQueryClient()
  const { ask, write, answer, asked } = slowAnswers()
  const observer = new QueryObserver(queries, { queryKey: ["todos"], queryFn: ask })
  const stop = observer.subscribe(() => {})
  answer()
  await settled()
  write(1)
  const told = queries.invalidateQueries({ queryKey: ["todos"] })
  expect(asked()).toBe(1)
  answer()
  await told
  expect(asked()).toBe(0)
  expect(observer.getCurrentResult().data).toBe(1)
  stop()
})
