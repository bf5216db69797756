/** The server's least length (server/auth/password); the page must not promise less. */
export const passwordLengthMin = 10

export interface PasswordStrength {
  /** 0: the server would refuse it. 1 weak to 4 strong: how long guessing takes, not what signs it has. */
  level: 0 | 1 | 2 | 3 | 4
  isLongEnough: boolean
  isVaried: boolean
  isImpersonal: boolean
}

/** How many characters each kind of sign offers to a guesser. Beyond ASCII: the common Chinese characters. */
const pools: [RegExp, number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 2500],
]

/**
 * How good a new password is. Counts bits as length × log2(pool), where a character that only goes on (same, next or
 * previous on the code table) counts a quarter. A rough measure for a bar, not a gate: the gate is the server's. Pure.
 */
export function passwordStrength(password: string, personal: readonly string[]): PasswordStrength {
  const chars = Array.from(password)
  const lower = password.toLowerCase()
  const isLongEnough = chars.length >= passwordLengthMin
  const isVaried = new Set(lower).size >= 4
  const isImpersonal =
    lower.length > 0 && !personal.some((text) => text.trim().length > 1 && lower.includes(text.trim().toLowerCase()))

  let length = 0
  for (const [index, char] of chars.entries()) {
    const step = index === 0 ? Infinity : Math.abs((char.codePointAt(0) ?? 0) - (chars[index - 1]?.codePointAt(0) ?? 0))
    length += step <= 1 ? 0.25 : 1
  }
  const pool = pools.reduce((sum, [signs, size]) => sum + (signs.test(password) ? size : 0), 0)
  const bits = pool > 0 ? length * Math.log2(pool) : 0
  const guess = bits < 40 ? 1 : bits < 55 ? 2 : bits < 75 ? 3 : 4
  return { level: isLongEnough && isVaried && isImpersonal ? guess : 0, isLongEnough, isVaried, isImpersonal }
}
