import type { CustomKind } from "@/core/flow/custom-kind"

/** What a new kind begins with: one way out, and patience of about half an hour. Names are for the person to give. */
export const blankKind = (serviceId: string): CustomKind => ({
  name: { en: "", zh: "" },
  description: { en: "", zh: "" },
  icon: "plug-zap",
  fields: [],
  request: { serviceId, method: "POST", path: "", attemptsMax: 5, timeoutSec: 15 },
  results: [],
  exits: [{ id: "done", title: { en: "Done", zh: "完成" }, tone: "neutral" }],
  exitPointer: "",
})
