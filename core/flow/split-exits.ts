import type { Exit } from "./node-kind"

/** Ways out of a split that takes several routes: its routes, and what happens when its branches are rejected. */
export const splitExits = (plain: boolean): Exit[] => [
  { id: "route", title: { en: "Route", zh: "路线" }, tone: "neutral", many: true, ...(plain && { plain }) },
  { id: "rejected", title: { en: "Rejected", zh: "驳回" }, tone: "negative", optional: true },
]
