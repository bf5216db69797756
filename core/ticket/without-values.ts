import type { Values } from "./event"

const without = (values: Values, keys: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key)))

/** An event without what it says of some fields: for people of a step at which those are hidden. Pure. */
export function withoutValues<Event extends { body: object }>(event: Event, keys: ReadonlySet<string>): Event {
  const { body } = event as Event & { body: { fields?: Values; variables?: Values } }
  const told = {
    ...(body.fields && { fields: without(body.fields, keys) }),
    ...(body.variables && { variables: without(body.variables, keys) }),
  }
  return { ...event, body: { ...body, ...told } }
}
