import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Place, Problem } from "@/core/problem"
import type { Text } from "@/core/text"

// Why a ticket cannot move to another version, in words. Steps are named as their authors named them.

/** What a step is called; its kind's title stands in for a name. */
export function stepName(flow: ExecutableFlow, nodeId: string): Text {
  const node = flow.nodes.get(nodeId)
  if (!node) return { en: nodeId, zh: nodeId }
  return node.name === "" ? node.kind.title : { en: node.name, zh: node.name }
}

function problem(code: string, place: Place, text: Text, hint?: Text): Problem {
  return { code, severity: "error", place, text, ...(hint && { hint }) }
}

export function nodeMissing(nodeId: string, { en, zh }: Text): Problem {
  return problem(
    "migrationNodeMissing",
    { nodeId },
    { en: `“${en}” has no step to go to.`, zh: `“${zh}”没有对应的目标环节。` },
    { en: "Choose a step of the same kind.", zh: "请选择同类型的环节。" },
  )
}

export function otherKind(nodeId: string, from: Text, to: Text): Problem {
  return problem(
    "migrationOtherKind",
    { nodeId },
    {
      en: `“${from.en}” and “${to.en}” are steps of different kinds.`,
      zh: `“${from.zh}”与“${to.zh}”不是同类型的环节。`,
    },
  )
}

export function edgeMissing(nodeId: string, edgeId: string, { en, zh }: Text): Problem {
  return problem(
    "migrationEdgeMissing",
    { nodeId, edgeId },
    {
      en: `A branch waits at “${en}” by a route that the other version does not have.`,
      zh: `有分支经某条连线到达“${zh}”等待，目标版本中没有这条连线。`,
    },
    { en: "Choose the route it counts for.", zh: "请选择它对应的连线。" },
  )
}

export function edgeTwice(nodeId: string, edgeId: string, { en, zh }: Text): Problem {
  return problem(
    "migrationEdgeTwice",
    { nodeId, edgeId },
    {
      en: `Two branches that wait at “${en}” would count for the same route.`,
      zh: `在“${zh}”等待的两个分支会对应到同一条连线。`,
    },
  )
}

export function sameTarget(nodeId: string, { en, zh }: Text): Problem {
  return problem(
    "migrationSameTarget",
    { nodeId },
    {
      en: `Two branches of this ticket would stand at “${en}”.`,
      zh: `该工单的两个分支会同时位于“${zh}”。`,
    },
  )
}

export function leavesBranch(nodeId: string, from: Text, to: Text): Problem {
  return problem(
    "migrationLeavesBranch",
    { nodeId },
    {
      en: `“${from.en}” is inside a branch, and “${to.en}” is not.`,
      zh: `“${from.zh}”在分支内，而“${to.zh}”不在。`,
    },
  )
}

export function sameBranch(nodeId: string, { en, zh }: Text): Problem {
  return problem(
    "migrationSameBranch",
    { nodeId },
    {
      en: `Branches of “${en}” that run side by side would come together in one.`,
      zh: `“${zh}”的并行分支会落到同一个分支中。`,
    },
  )
}

export function otherSequence(nodeId: string, { en, zh }: Text): Problem {
  return problem(
    "migrationOtherSequence",
    { nodeId },
    {
      en: `“${en}” asks its people one after another in one version and all at once in the other.`,
      zh: `“${zh}”在一个版本中依次审批，在另一个版本中同时审批。`,
    },
  )
}

export function tooFewVotes(nodeId: string, { en, zh }: Text, need: number, votes: number): Problem {
  return problem(
    "migrationTooFewVotes",
    { nodeId },
    {
      en: `“${en}” needs ${need} approvals there, but only ${votes} votes are cast here.`,
      zh: `目标版本的“${zh}”需要${need}票同意，但该工单只有${votes}票。`,
    },
  )
}
