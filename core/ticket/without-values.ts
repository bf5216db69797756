import type { Ask, Values } from "./event"

/** `items.count` says something of the field `items`. */
const fieldOf = (key: string, keys: ReadonlySet<string>) =>
  keys.has(key) || [...keys].some((field) => key.startsWith(`${field}.`))

/** Values without those of some fields, and of what is known of them. Pure. */
export const valuesWithout = (values: Values, keys: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !fieldOf(key, keys)))

// What was asked of the world outside was put together from the form; which part from which field is not known any more.
const askWithout = (ask: Ask): Ask =>
  ask.type === "http" ? { ...ask, url: "", body: null } : { ...ask, tickets: ask.tickets.map(() => ({})) }

type Told = { fields?: Values; variables?: Values; values?: Values; results?: Values; ask?: Ask }

/** An event without what it says of some fields: for people of a step at which those are hidden. Pure. */
export function withoutValues<Event extends { body: object }>(event: Event, keys: ReadonlySet<string>): Event {
  const { body } = event as Event & { body: Told }
  const told = {
    ...(body.fields && { fields: valuesWithout(body.fields, keys) }),
    ...(body.variables && { variables: valuesWithout(body.variables, keys) }),
    ...(body.values && { values: valuesWithout(body.values, keys) }),
    ...(body.results && { results: {} }),
    ...(body.ask && { ask: askWithout(body.ask) }),
  }
  return { ...event, body: { ...body, ...told } }
}
