import type { DraftGraph } from "@/core/flow/graph"
import type { Directory } from "@/core/people/directory"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import { command, type Command } from "../command"

/** What fixes are made from: the draft as it is, and who is there. */
export type Around = { graph: DraftGraph; directory?: Directory }

/** One way to mend a problem: what it will do in words, and how. `newId` gives ids of steps and routes that are added. */
export type Fix = { id: string; text: Text; build(newId: () => string): DraftGraph }

/** The ways to mend problems of one code, the likeliest first; none where only people can know. Pure. */
export type Fixer = (problem: Problem, around: Around) => Fix[]

export const fix = (id: string, text: Text, build: Fix["build"]): Fix => ({ id, text, build })

/** One step to undo, called "fix a problem". */
export const fixCommand = (graph: DraftGraph, chosen: Fix, newId: () => string): Command =>
  command("applyFix", graph, chosen.build(newId))
