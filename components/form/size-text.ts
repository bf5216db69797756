import type { useFormatter } from "use-intl"

/** "12 kB", "3.4 MB". */
export function sizeText(bytes: number, format: ReturnType<typeof useFormatter>): string {
  const isLarge = bytes >= 1_000_000
  return format.number(bytes / (isLarge ? 1_000_000 : 1000), {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    unitDisplay: "short",
    maximumFractionDigits: isLarge ? 1 : 0,
  })
}
