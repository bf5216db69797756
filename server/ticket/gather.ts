import type { Sql } from "postgres"

type Options<In, Out> = {
  /** Calls under way at once for one tenant in this process. */
  callsInFlightMax: number
  /** Questions in one call. */
  perCallMax: number
  /** What two questions of one call may not have in common. */
  exclusive?: (input: In) => string[]
  /** Answers all questions in one statement, in their order. */
  call: (sql: Sql, inputs: In[]) => Promise<Out[]>
}

type Waiting<In, Out> = { input: In; resolve: (answer: Out) => void; reject: (error: unknown) => void }

/**
 * Asks the database for one thing. While calls of the tenant are under way, further questions wait and then share one
 * call: nobody waits for company, and the more there is to do the less each costs. When a call fails each of its
 * questions is asked alone, so that one bad one does not fail its neighbours.
 */
export function gather<In, Out>(options: Options<In, Out>): (sql: Sql, schema: string, input: In) => Promise<Out> {
  const lanes = new Map<string, { waiting: Waiting<In, Out>[]; inFlight: number }>()

  function take(lane: { waiting: Waiting<In, Out>[] }): Waiting<In, Out>[] {
    if (!options.exclusive) return lane.waiting.splice(0, options.perCallMax)
    const group: Waiting<In, Out>[] = []
    const later: Waiting<In, Out>[] = []
    const touched = new Set<string>()
    for (const entry of lane.waiting) {
      const keys = options.exclusive(entry.input)
      if (group.length >= options.perCallMax || keys.some((key) => touched.has(key))) later.push(entry)
      else {
        group.push(entry)
        for (const key of keys) touched.add(key)
      }
    }
    lane.waiting = later
    return group
  }

  async function callFor(sql: Sql, group: Waiting<In, Out>[]): Promise<void> {
    try {
      const inputs = group.map((entry) => entry.input)
      const answers = await options.call(sql, inputs)
      group.forEach((entry, index) => entry.resolve(answers[index]!))
    } catch (error) {
      if (group.length === 1) return group[0]!.reject(error)
      for (const entry of group) await callFor(sql, [entry])
    }
  }

  function drain(sql: Sql, schema: string): void {
    const lane = lanes.get(schema)!
    while (lane.inFlight < options.callsInFlightMax && lane.waiting.length > 0) {
      lane.inFlight++
      void callFor(sql, take(lane)).finally(() => {
        lane.inFlight--
        if (lane.waiting.length > 0) drain(sql, schema)
        else if (lane.inFlight === 0) lanes.delete(schema)
      })
    }
  }

  return (sql, schema, input) =>
    new Promise((resolve, reject) => {
      let lane = lanes.get(schema)
      if (!lane) lanes.set(schema, (lane = { waiting: [], inFlight: 0 }))
      lane.waiting.push({ input, resolve, reject })
      drain(sql, schema)
    })
}
