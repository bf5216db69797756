import { describe, expect, it } from "vitest"
import { PASSWORD_LENGTH_MIN } from "@/server/auth/password"
import { passwordLengthMin, passwordStrength } from "./password-strength"

const level = (password: string, ...personal: string[]) => passwordStrength(password, personal).level

describe("passwordStrength", () => {
  it("asks for what the server asks for", () => expect(passwordLengthMin).toBe(PASSWORD_LENGTH_MIN))

  it.each([
    ["", 0],
    ["short1!", 0],
    ["aaaaaaaaaaaaaaaaaaaa", 0],
    ["abcdefghijklmnop", 1],
    ["1234567890", 1],
    ["kitchen table", 3],
    ["correct horse battery staple", 4],
    ["Tr0ub4dor&3x", 4],
    ["蓝色大象在跳舞唱歌呢", 4],
  ] as const)("%s has level %i", (password, expected) => expect(level(password)).toBe(expected))

  it("refuses what contains the person's own words, in any case", () => {
    expect(passwordStrength("HaiChuan-hotline-77", ["haichuan"])).toMatchObject({ level: 0, isImpersonal: false })
    expect(level("a-long-quiet-evening", "", " ", "x")).toBeGreaterThan(2)
  })

  it("says of an empty field that nothing is met", () => {
    expect(passwordStrength("", [])).toEqual({ level: 0, isLongEnough: false, isVaried: false, isImpersonal: false })
  })
})
