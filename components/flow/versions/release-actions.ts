import type { Version, VersionList } from "./version-types"

/** What can be said about which versions new tickets use. */
export const releaseActions = ["promote", "share", "rollBack", "ramp", "stop", "retire"] as const
export type ReleaseAction = (typeof releaseActions)[number]

/** The actions that make sense for a version as things are, the most likely first. Pure. */
export function actionsFor(version: Version, release: VersionList["release"]): ReleaseAction[] {
  if (version.current) return ["retire"]
  if (version.percent !== null) return ["promote", "share", "stop"]
  return release.currentVersionId === null ? ["rollBack"] : ["rollBack", "ramp"]
}

/** The share a new ramp begins with. */
export const firstPercent = 10

/** The share that a text says; null when it says none from 1 to 99. */
export function percentOf(text: string): number | null {
  const percent = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0
  return percent >= 1 ? percent : null
}
