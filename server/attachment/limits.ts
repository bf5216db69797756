import { fileLimits } from "@/core/flow/form/file"

/** Of one person's uploads that no form was handed in with yet; after `looseHours` they are gone. */
export const attachmentLimits = { ...fileLimits, looseBytesMax: 200_000_000, looseHours: 24 } as const
