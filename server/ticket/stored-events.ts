import { eventBodySchema, type EventBody } from "@/core/ticket/event"
import { codecOf, type Packed } from "@/core/ticket/packed"

const codec = codecOf<EventBody>(eventBodySchema)

/** The body of an event as `step.events` holds it. */
export const packBody = (body: EventBody): Packed => codec.pack(body)

export const unpackBodies = (packed: Packed[]): EventBody[] => packed.map((body) => codec.unpack(body))
