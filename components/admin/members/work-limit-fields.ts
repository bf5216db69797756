/** The highest capacity the server takes. */
export const capacityMax = 1000

/** What was typed as a capacity: a whole number, null for "nothing said", undefined when it is neither. Pure. */
export function readCapacity(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === "") return null
  const value = Number(trimmed)
  return /^\d+$/.test(trimmed) && value >= 1 && value <= capacityMax ? value : undefined
}

/** What was typed as an amount, in minor units; null for none, undefined when it is no amount. Pure. */
export function readAmount(text: string): number | null | undefined {
  const trimmed = text.trim().replaceAll(",", "")
  if (trimmed === "") return null
  const [, whole, cents = ""] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(trimmed) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(cents.padEnd(2, "0"))
}

/** An amount in minor units as it is typed. Pure. */
export const amountText = (amount: number | null): string => (amount === null ? "" : (amount / 100).toFixed(2))
