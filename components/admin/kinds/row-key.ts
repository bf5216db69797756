import { keyFromLabel } from "@/components/designer/key-from-label"

/** `field1`, `field2`, …: the first that is free. */
export function freeKey(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1
  while (taken.includes(`${stem}${number}`)) number += 1
  return `${stem}${number}`
}

/** The key of a row whose English name is being typed: it follows the name until somebody chooses another. Pure. */
export function renamedKey(key: string, before: string, after: string, stem: string, taken: readonly string[]): string {
  const follows = key === keyFromLabel(before) || new RegExp(`^${stem}\\d+$`).test(key)
  const wanted = keyFromLabel(after)
  return follows && wanted !== "" && !taken.includes(wanted) ? wanted : key
}
