/** Another page that has the flow open. `nodeId` is what is chosen there. */
export type Viewer = { tab: string; personId: string; name: string; nodeId: string | null }

/** What of other people a card shows. */
export type AtNode = { viewers: readonly Viewer[]; comments: number }

const nobody: AtNode = { viewers: [], comments: 0 }

const sameAtNode = (a: AtNode, b: AtNode) =>
  a.comments === b.comments &&
  a.viewers.length === b.viewers.length &&
  a.viewers.every(({ tab, personId }, index) => tab === b.viewers[index]?.tab && personId === b.viewers[index].personId)

/**
 * Who else is here, and how many open comments each node has. Outside React, so that somebody who chooses another step
 * renders two cards and not three hundred.
 */
export function createCompany() {
  let viewers: readonly Viewer[] = []
  let comments: ReadonlyMap<string, number> = new Map()
  let atNodes: ReadonlyMap<string, AtNode> = new Map()
  const listeners = new Set<() => void>()

  const set = () => {
    const next = new Map<string, AtNode>([...comments].map(([id, count]) => [id, { viewers: [], comments: count }]))
    for (const viewer of viewers) {
      if (viewer.nodeId === null) continue
      const { viewers: others, comments: count } = next.get(viewer.nodeId) ?? nobody
      next.set(viewer.nodeId, { viewers: [...others, viewer], comments: count })
    }
    // What stays the same stays the same object: a card renders when its own company changes.
    for (const [id, now] of next) {
      const was = atNodes.get(id)
      if (was && sameAtNode(was, now)) next.set(id, was)
    }
    atNodes = next
    for (const listener of listeners) listener()
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    viewers: () => viewers,
    atNode: (nodeId: string): AtNode => atNodes.get(nodeId) ?? nobody,
    /** Everybody there is, as the server says. */
    replace(next: readonly Viewer[]) {
      viewers = next
      set()
    },
    /** One who came, moved on, or left (`isHere` false). */
    apply({ isHere, ...viewer }: Viewer & { isHere: boolean }) {
      const others = viewers.filter(({ tab, personId }) => tab !== viewer.tab || personId !== viewer.personId)
      viewers = isHere
        ? [...others, viewer].toSorted((a, b) => a.name.localeCompare(b.name) || a.tab.localeCompare(b.tab))
        : others
      set()
    },
    /** Open threads by node. */
    count(next: ReadonlyMap<string, number>) {
      comments = next
      set()
    },
  }
}

export type Company = ReturnType<typeof createCompany>
