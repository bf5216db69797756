import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import type { Exit } from "@/core/flow/node-kind"
import type { NodePart } from "@/core/flow/node-part"
import { inOrder, isRouteExit, routeExit } from "@/core/design/routes"
import { describePeople } from "@/core/people/describe"
import type { Directory } from "@/core/people/directory"
import { describeMinutes } from "@/core/sla/describe"
import type { Locale } from "@/core/text"
import type { ChannelName } from "@/core/warning/tier"
import { peopleText } from "./people-text"

/** Sentences the card needs besides the kind's own texts. */
export type CardTexts = {
  unknownKind: string
  fallback: string
  route: (number: number) => string
  gone: (exit: string) => string
  addRoute: string
  endsTicket: string
  stopsTicket: string
  backTo: (step: string | null) => string
  nobodyYet: string
}

/**
 * One way out of a card. `handle` is the id edges start from: the exit's own, or one per route of a split. `isGone`: an
 * edge leaves here but the kind has no such exit any more.
 */
export type ExitRow = {
  handle: string
  exit: string
  edgeId: string | null
  /** What the exit is called: the route's name, or what stands in for it. */
  label: string
  /** When a route is taken; null for the fallback and for exits that are no routes. */
  condition: string | null
  /** The condition as people say it; null where its own words say it best. */
  said: string | null
  /** A route that is always taken, with the others: there is nothing to say of when. */
  isPlain: boolean
  /** A route that somebody gave a name has two lines: the name, and when it is taken. */
  isTall: boolean
  tone: Exit["tone"]
  isConnected: boolean
  isGone: boolean
  /** What becomes of a ticket without an edge: it ends here with this result, stops with an incident, or goes back. */
  note: string | null
}

/** Everything a card shows, ready to draw. Equal models are the same object, so that a card renders only when it changed. */
export type CardModel = {
  id: string
  kind: string
  name: string
  kindTitle: string
  icon: string
  /** Start and end are round, routing is a diamond, work is a square: told apart without colour. */
  shape: "round" | "diamond" | "square"
  isPeople: boolean
  isUnknown: boolean
  summary: string
  target: string | null
  /** The first channel of each warning tier, in order. */
  tiers: ChannelName[]
  exits: ExitRow[]
  hasEntry: boolean
  /** A jump: the step it goes on at, "" while none is chosen; `name` is null when there is none of this id. Null for all that go on by edges. */
  leadsTo: { id: string; name: string | null } | null
  /** Steps that exits go back to without an edge, as they are called on the card. */
  backTo: { id: string; name: string | null }[]
  errors: number
  warnings: number
}

export type Counts = { errors: number; warnings: number }

export const routeHandle = (edgeId: string) => `${routeExit}:${edgeId}`
export const handleOf = (edge: Pick<DraftEdge, "id" | "exit">) =>
  isRouteExit(edge.exit) ? routeHandle(edge.id) : edge.exit
/** The exit and, for a route, the edge that a handle stands for. */
export function readHandle(handle: string): { exit: string; edgeId: string | null } {
  const prefix = `${routeExit}:`
  return handle.startsWith(prefix)
    ? { exit: routeExit, edgeId: handle.slice(prefix.length) }
    : { exit: handle, edgeId: null }
}

function noteOf(exit: Exit, isConnected: boolean, { locale, texts }: CardContext, nameOf: NameOf): string | null {
  if (!exit.goesBack && (isConnected || !exit.optional)) return null
  if (!exit.goesBack) return exit.stops ? texts.stopsTicket : texts.endsTicket
  return "to" in exit.goesBack ? exit.goesBack.to[locale] : texts.backTo(nameOf(exit.goesBack.nodeId))
}

function exitRows(leaving: readonly DraftEdge[], exits: Exit[], context: CardContext, nameOf: NameOf): ExitRow[] {
  const { locale, texts } = context
  const plain = exits
    .filter(({ many }) => !many)
    .map((exit): ExitRow => ({
      handle: exit.id,
      exit: exit.id,
      edgeId: null,
      label: exit.title[locale],
      condition: null,
      said: null,
      isPlain: false,
      isTall: false,
      tone: exit.tone,
      isConnected: leaving.some((edge) => edge.exit === exit.id),
      isGone: false,
      note: noteOf(
        exit,
        leaving.some((edge) => edge.exit === exit.id),
        context,
        nameOf,
      ),
    }))
  const hasRoutes = exits.some(({ many }) => many)
  const isPlain = exits.some((exit) => exit.many && exit.plain)
  const routes = inOrder(leaving).map((edge, index): ExitRow => ({
    handle: routeHandle(edge.id),
    exit: routeExit,
    edgeId: edge.id,
    label: edge.name || (edge.fallback && !isPlain ? texts.fallback : texts.route(index + 1)),
    condition: edge.fallback || isPlain ? null : edge.condition,
    said: edge.fallback || isPlain ? null : (context.sayCondition?.(edge.condition) ?? null),
    isPlain,
    isTall: edge.name !== "" && !isPlain,
    tone: "neutral",
    isConnected: true,
    isGone: !hasRoutes,
    note: null,
  }))
  const known = new Set([...exits.map(({ id }) => id), routeExit])
  const gone = [...new Set(leaving.map(({ exit }) => exit))]
    .filter((exit) => !known.has(exit))
    .map((exit): ExitRow => ({
      handle: exit,
      exit,
      edgeId: null,
      label: texts.gone(exit),
      condition: null,
      said: null,
      isPlain: false,
      isTall: false,
      tone: "negative",
      isConnected: true,
      isGone: true,
      note: null,
    }))
  const more: ExitRow[] = hasRoutes
    ? [
        {
          handle: routeExit,
          exit: routeExit,
          edgeId: null,
          label: texts.addRoute,
          condition: null,
          said: null,
          isPlain: false,
          isTall: false,
          tone: "neutral",
          isConnected: false,
          isGone: false,
          note: null,
        },
      ]
    : []
  return [...routes, ...more, ...plain, ...gone]
}

const shapeOf = (group: NodePart["group"]): CardModel["shape"] => {
  if (group === "routing") return "diamond"
  return group === "start" || group === "end" ? "round" : "square"
}

/** The kind's line; where the directory is known people and units are called by their names. */
function summaryOf({ summary, people }: NodePart, { locale, directory, texts }: CardContext): string {
  const line = summary[locale]
  if (!people || !directory) return line
  const plain = describePeople(people)[locale]
  return line.startsWith(plain)
    ? peopleText(people, directory, locale, texts.nobodyYet) + line.slice(plain.length)
    : line
}

export type CardContext = {
  locale: Locale
  texts: CardTexts
  directory: Directory | null
  /** Says a condition in the reader's words. Must be the same function while it says the same. */
  sayCondition?: (source: string) => string | null
}
/** Where a jump goes on, by the id of the step. */
export type NameOf = (nodeId: string) => string | null

/** A card for one node, what its kind says of it, and the edges that leave it. Pure. */
export function cardModel(
  node: DraftNode,
  leaving: readonly DraftEdge[],
  part: NodePart,
  counts: Counts,
  context: CardContext,
  nameOf: NameOf,
): CardModel {
  const { locale, texts } = context
  const name = node.name || (part.title?.[locale] ?? texts.unknownKind)
  const summary = summaryOf(part, context)
  const kindTitle = part.title?.[locale] ?? texts.unknownKind
  return {
    id: node.id,
    kind: node.kind,
    name,
    kindTitle,
    icon: part.icon,
    shape: shapeOf(part.group),
    isPeople: part.group === "people",
    isUnknown: part.title === null,
    // A step of an own kind that still has the kind's name need not say it twice.
    summary: summary === name ? "" : summary,
    target: part.targetMin === null ? null : describeMinutes(part.targetMin)[locale],
    tiers: part.tiers,
    exits: exitRows(leaving, part.exits, context, nameOf),
    hasEntry: part.hasEntry,
    backTo: part.exits.flatMap(({ goesBack }) =>
      goesBack && "nodeId" in goesBack ? [{ id: goesBack.nodeId, name: nameOf(goesBack.nodeId) }] : [],
    ),
    leadsTo: part.leadsTo === null ? null : { id: part.leadsTo, name: nameOf(part.leadsTo) },
    ...counts,
  }
}
