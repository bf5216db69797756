/** From here on a caller's wait is marked: the time of the service level, and the first threshold of a traffic level. */
export const waitWarnMs = 20_000
export const waitLateMs = 90_000

/** Share of callers who are to be answered in time; the trade's usual 80 in 20. */
export const serviceLevelTarget = 0.8
