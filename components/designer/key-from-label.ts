import { isVariableKey } from "@/core/expression/variable"

/** "Amount to waive" → "amountToWaive"; "" when nothing of it can be a key. */
export function keyFromLabel(label: string): string {
  const words = label.match(/[A-Za-z0-9]+/g) ?? []
  const key = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1).toLowerCase()))
    .join("")
    .slice(0, 40)
  return isVariableKey(key) ? key : ""
}
