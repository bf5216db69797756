/** Limits of a dry run and of the scenarios kept from them. Exceeding one is a refused move or a problem, never a hang. */
export const dryRunLimits = {
  /** Moves of one run, and of a scenario. */
  movesMax: 100,
  /** Events of one run. */
  eventsMax: 3000,
  /** Timers that fire in one move that lets time pass. */
  ticksMax: 300,
  /** Minutes one move lets pass: a year. */
  waitMinMax: 527_040,
  /** Scenarios of one flow: all of them run whenever it is published. */
  scenariosMax: 50,
  scenarioNameMax: 120,
  /** Bytes of one scenario as JSON. */
  scenarioBytesMax: 256_000,
  /** All scenarios of a flow have this long, in ms, when it is published; those left over count as not passed. */
  publishMsMax: 15_000,
} as const
