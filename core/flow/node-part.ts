import { peopleRuleSchema, type PeopleRule } from "@/core/people/rule"
import { describeSla } from "@/core/sla/describe"
import type { Text } from "@/core/text"
import type { ChannelName } from "@/core/warning/tier"
import type { DraftGraph, DraftNode } from "./graph"
import type { Exit, NodeKind } from "./node-kind"
import { nodeKind } from "./nodes/kinds"
import { panelEntries } from "./panel"

/**
 * What a kind says of one node, as plain data. Pages that show a flow or tell a trace are given it by the server: the
 * kinds themselves bring the whole expression language along (140 kB).
 */
export type NodePart = {
  /** The kind's; null for a kind this program does not know. */
  title: Text | null
  icon: string
  group: NodeKind["group"] | null
  hasEntry: boolean
  /** The node it goes on at without an edge, "" while none is chosen; null for all that go on by edges. */
  leadsTo: string | null
  exits: Exit[]
  /** The kind's line without its deadline, which is told apart below. */
  summary: Text
  /** Whom the summary speaks of, so that they can be called by their names where those are known. */
  people: PeopleRule | null
  /** Minutes; null without a deadline. */
  targetMin: number | null
  /** The first channel of each warning tier, in order. */
  tiers: ChannelName[]
}

/** A configuration the kind may read: what is missing comes from its defaults, what is wrong is left to the checks. */
function readable(kind: NodeKind, config: Record<string, unknown>): unknown {
  const whole = { ...(kind.defaults() as Record<string, unknown>), ...config }
  return kind.schema.safeParse(whole).data ?? whole
}

function attempt<T>(read: () => T, otherwise: T): T {
  // A draft may hold anything; a kind's texts expect a valid configuration. The checks say what is wrong with it.
  try {
    return read()
  } catch {
    return otherwise
  }
}

export const exitsOf = (kind: NodeKind, config: Record<string, unknown>): Exit[] =>
  attempt(() => kind.exits(readable(kind, config)), [])

type Face = Pick<NodeKind, "title" | "description" | "icon">
const faceIn = (kind: NodeKind, config: unknown): Face => attempt(() => kind.face?.(config) ?? kind, kind)

/** What a node is called and looks like: its kind's words, or what its configuration says. */
export const faceOf = (kind: NodeKind, config: Record<string, unknown>): Face => faceIn(kind, readable(kind, config))

/** Does this kind let its author add routes with conditions? */
export const isSplit = (kind: NodeKind | undefined, config: Record<string, unknown>): boolean =>
  kind !== undefined && exitsOf(kind, config).some(({ many }) => many)

const without = (whole: string, deadline: string | undefined) =>
  deadline && whole.endsWith(deadline) ? whole.slice(0, -deadline.length).replace(/ · $/, "") : whole

/** Are all its routes taken, so that none has a condition? */
export const isPlainSplit = (kind: NodeKind | undefined, config: Record<string, unknown>): boolean =>
  kind !== undefined && exitsOf(kind, config).some(({ plain }) => plain)

function deadlineOf(kind: NodeKind, config: unknown) {
  const sla = kind.sla?.(config)
  if (!sla) return null
  const tiers = sla.tiers.flatMap(({ channels }) => channels.slice(0, 1))
  return { text: describeSla(sla), targetMin: sla.targetMin, tiers }
}

/** Never throws, whatever the draft holds. Pure. */
export function nodePart(node: Pick<DraftNode, "kind" | "config">): NodePart {
  const kind = nodeKind(node.kind)
  if (!kind) {
    const summary = { en: node.kind, zh: node.kind }
    const none = { title: null, icon: "", group: null, leadsTo: null, people: null, targetMin: null }
    return { ...none, hasEntry: true, exits: [], summary, tiers: [] }
  }
  const config = readable(kind, node.config)
  const { title, icon } = faceIn(kind, config)
  const sla = attempt(() => deadlineOf(kind, config), null)
  const line = attempt(() => kind.summary(config), { en: "", zh: "" })
  const key = panelEntries(kind).find(({ panel }) => panel.control === "people")?.key
  return {
    title,
    icon,
    group: kind.group,
    hasEntry: kind.hasEntry,
    leadsTo: kind.leadsTo ? attempt(() => kind.leadsTo?.(config) ?? "", "") : null,
    exits: exitsOf(kind, node.config),
    summary: { en: without(line.en, sla?.text?.en), zh: without(line.zh, sla?.text?.zh) },
    people: (key && peopleRuleSchema.safeParse((config as Record<string, unknown>)[key]).data) || null,
    targetMin: sla?.targetMin ?? null,
    tiers: sla?.tiers ?? [],
  }
}

/** The parts of a graph by node id. */
export const nodeParts = ({ nodes }: Pick<DraftGraph, "nodes">): Record<string, NodePart> =>
  Object.fromEntries(nodes.map((node) => [node.id, nodePart(node)]))
