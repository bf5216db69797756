import { describe, expect, it } from "vitest"
import { createTranslator } from "use-intl/core"
import en from "@/messages/en.json"
import zh from "@/messages/zh.json"

type Tree = { [key: string]: string | Tree }

/** Every text with its dotted path. */
function texts(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : texts(value, `${path}${key}.`),
  )
}

/**
 * Names of the values and tags a text takes: {name}, {count, plural, …}, <link>. A brace at an even depth opens a
 * value, one at an odd depth a branch of a plural or select, whose content is text again.
 */
function slots(text: string): string[] {
  const names = [...text.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? "")
  let depth = 0
  for (const [index, char] of Array.from(text).entries()) {
    if (char === "{" && depth++ % 2 === 0)
      names.push(
        /^\s*\w+/
          .exec(
            Array.from(text)
              .slice(index + 1)
              .join(""),
          )?.[0]
          .trim() ?? "",
      )
    if (char === "}") depth--
  }
  return [...new Set(names)].toSorted()
}

const english = new Map(texts(en))
const chinese = new Map(texts(zh))

describe("messages", () => {
  it("have texts at all", () => {
    expect(english.size).toBeGreaterThan(50)
  })

  it("have the same keys in both languages", () => {
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([])
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([])
  })

  it("take the same values in both languages", () => {
    const different = [...english]
      .filter(([key, text]) => chinese.has(key) && slots(text).join() !== slots(chinese.get(key) ?? "").join())
      .map(([key]) => key)
    expect(different).toEqual([])
  })

  it.each([
    ["en", en],
    ["zh", zh],
  ] as const)("are well-formed ICU and not empty in %s", (locale, messages) => {
    const errors: string[] = []
    const t = createTranslator({
      locale,
      messages: messages as Record<string, unknown>,
      onError: (error) => errors.push(error.message),
    })
    for (const [key, text] of texts(messages)) {
      expect(text.trim(), key).not.toBe("")
      const values: Record<string, unknown> = Object.fromEntries(slots(text).map((name) => [name, 1]))
      for (const match of text.matchAll(/<(\w+)>/g)) values[match[1] ?? ""] = (chunks: unknown) => chunks
      ;(t.rich as (key: string, values: Record<string, unknown>) => unknown)(key, values)
    }
    expect(errors).toEqual([])
  })
})
