import type * as z from "zod"
import type { Variable } from "@/core/expression/variable"
import type { Directory } from "@/core/people/directory"
import type { Distribution, InitiatorRule, PeopleRule } from "@/core/people/rule"
import type { Problem } from "@/core/problem"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Text } from "@/core/text"
import type { Answer, CommandBody } from "@/core/ticket/command"
import type { Resume, TodoDecision } from "@/core/ticket/event"
import type { NodeRun } from "@/core/ticket/node-run"
import type { Todo } from "@/core/ticket/state"
import type { DraftEdge, DraftGraph, DraftNode, Field } from "./graph"

/** The decision command a node kind answers. */
export type DecideCommand = Extract<CommandBody, { type: "decide" }>

/** How the property panel edits one field of a kind's configuration. Attached to the zod schema with `.meta({ panel })`. */
export type PanelControl =
  | "text"
  | "longText"
  | "template"
  | "number"
  | "switch"
  | "choice"
  | "people"
  | "distribution"
  | "emptyRule"
  | "pass"
  | "sla"
  | "visitSla"
  | "fields"
  | "formFields"
  | "fieldRights"
  | "channels"
  | "resolution"
  | "scoreField"
  | "moves"
  | "rejectPolicy"
  | "values"
  | "wait"
  | "service"
  | "members"
  | "outputs"
  | "subFlow"
  | "node"
  | "attempts"
  | "outcomes"
  | "customFields"
export type PanelField = {
  control: PanelControl
  label: Text
  help?: Text
  /** For `choice`: the options in order. */
  options?: { value: string; label: Text }[]
  /** Heading the panel groups the field under. */
  section: "what" | "who" | "deadline" | "form" | "after"
  /** Shown only while the field `key` has one of these values. */
  visibleWhen?: { key: string; values: string[] }
}

/**
 * A way out of a node. Exactly one edge leaves by it, except: `many` (the routes of a split) and `optional` (without an
 * edge the ticket ends there, its resolution being the exit's id; a rejected branch is up to its split).
 */
export type Exit = {
  id: string
  title: Text
  tone: "neutral" | "positive" | "negative"
  many?: boolean
  optional?: boolean
  /** With `optional`: without an edge the ticket does not end but stops there, with an incident. */
  stops?: boolean
  /** What people decide so does not leave here but goes back: where to, in words; or to the node of this id. */
  goesBack?: { to: Text } | { nodeId: string }
  /** With `many`: its routes are all taken, so they have neither condition nor order. */
  plain?: boolean
}

/** One thing the assignee of a todo can do: a button of the inbox and the `decide` command behind it. */
export type TodoAction = {
  decision: TodoDecision
  outcome: string | null
  title: Text
  tone: Exit["tone"]
  /** The command is refused without a comment. */
  commentRequired: boolean
}

/** What the assignee of a todo may do besides deciding it, where its author allows it. */
export const todoMoves = ["transfer", "delegate", "addSign", "return"] as const
export type TodoMove = (typeof todoMoves)[number]

/** How the votes of a node are counted again when its roll has changed. */
export type Signing<Config> = {
  /** Votes needed out of those there are now. */
  need(config: Config, votes: number): number
  /** Looks at the votes once more: goes on, or waits. */
  advance(run: NodeRun, config: Config): void
  /** True when they vote one after another. */
  isSequence(config: Config): boolean
  /** True when a vote may be taken back while the others still decide. */
  mayRetract(config: Config): boolean
}

/** What a join waits for. `count` null: every branch that can still come. `rest`: what becomes of those it does not wait for. */
export type JoinRule = { count: number | null; rest: "cancel" | "finish" }

/** What a rejected branch does to the split it is in: all of it fails; only the branch ends; it fails once the others are done. */
export type BranchPolicy = "fail" | "branch" | "wait"

/** What a person sees and fills in with a todo. `instructions` is a template; `fieldKeys` name fields of the flow; `phone`, a template, whom to call, `callsMax` times at most. */
export type TodoForm = {
  instructions: string
  fieldKeys: string[]
  /** Fields that must be filled in here, though the form does not always require them. */
  required?: string[]
  /** Fields nobody sees here. */
  hidden?: string[]
  phone?: string
  callsMax?: number
}

/** What a kind may look at when it checks its own configuration: the edges that leave the node and lead to it, … */
export type CheckContext = {
  outgoing: DraftEdge[]
  incoming: DraftEdge[]
  /** Nodes that can be entered. */
  entries: ReadonlySet<string>
  /** The people of this node vote. */
  isVote: boolean
  variables: Variable[]
  /** What the conditions of clocks read. */
  clockVariables: Variable[]
  fieldTypes: ReadonlyMap<string, Field["type"]>
  settings: DraftGraph["settings"]
  /** Absent when an already published version is read again: people come and go after publishing. */
  directory?: Directory
  calendarIds?: ReadonlySet<string>
  /** Flows of the tenant that have a published version, with the fields of their forms. */
  flows?: ReadonlyMap<string, { name: string; fields: Field[] }>
  serviceIds?: ReadonlySet<string>
}

/**
 * What a node is in BPMN 2.0, for tools that know nothing of Firstcall. `timerMin`: it waits so many minutes; `timerAt`:
 * until what an expression gives; `linkTo`: it goes on at that node; `isTerminating`: it ends all branches.
 */
export type BpmnFace = {
  element:
    | "startEvent"
    | "endEvent"
    | "task"
    | "userTask"
    | "sendTask"
    | "scriptTask"
    | "serviceTask"
    | "callActivity"
    | "intermediateCatchEvent"
    | "intermediateThrowEvent"
    | "exclusiveGateway"
    | "parallelGateway"
    | "inclusiveGateway"
    | "complexGateway"
  timerMin?: number
  timerAt?: string
  linkTo?: string
  isTerminating?: boolean
}

/**
 * Everything one kind of node brings, in one file of `core/flow/nodes/` and one entry of
 * `core/flow/nodes/kinds.ts`. Palette, property panel, checks, engine, replay labels and documentation are derived.
 */
export type NodeKind<Config = unknown> = {
  kind: string
  group: "start" | "people" | "automatic" | "routing" | "end"
  /** Name of a lucide icon. */
  icon: string
  title: Text
  description: Text
  schema: z.ZodType<Config>
  /** A valid configuration apart from what only the author can know (which people). */
  defaults(): Config
  /** What one of its nodes is called and looks like, where that hangs on the configuration. */
  face?(config: Config): Pick<NodeKind, "title" | "description" | "icon">
  /** In the order they are drawn. A split's own routes are edges with exit "route". */
  exits(config: Config): Exit[]
  /** What it is in a BPMN file. */
  bpmn(config: Config): BpmnFace
  /** May an edge lead here? False for the start only. */
  hasEntry: boolean
  /** One line on the canvas: "Supervisor · 1 h · 3 tiers". */
  summary(config: Config): Text
  /** Buttons of a todo of this kind. Absent on kinds without people. */
  actions?(config: Config): TodoAction[]
  /** What the todo asks for. Absent on kinds without people; `start` has one for the form that opens a ticket. */
  form?(config: Config): TodoForm
  /** The clock of this kind's todos; its tiers are counted from level 1. Absent on kinds without people. */
  sla?(config: Config): SlaPolicy | null
  /** The clock of each visit, beside those of the todos. Absent on kinds that nobody waits at. */
  visitSla?(config: Config): SlaPolicy | null
  /** Fields it fills without asking anybody. */
  writes?(config: Config): string[]
  /** Whom the todos of this kind go to. Absent on kinds without people. */
  people?(config: Config): { people: PeopleRule; distribution: Distribution; initiator?: InitiatorRule }
  /** Absent on kinds without people. */
  moves?(config: Config): readonly TodoMove[]
  /** Where the ticket goes after it was returned from here; null leaves it to whoever returns it. */
  resume?(config: Config): Resume | null
  /** True when whoever rejects says where the ticket goes. */
  choosesTarget?(config: Config): boolean
  /** On kinds whose people vote. */
  signing?: Signing<Config>
  /** On splits that take several routes at once. */
  branches?(config: Config): BranchPolicy
  /** On joins. */
  join?(config: Config): JoinRule
  /** Whether it waits for something other than a person; a circle through it does not spin then. */
  waits?(config: Config): boolean
  /** What an activation asked the outside for is there. */
  answered?(run: NodeRun, config: Config, answer: Answer): void
  /** Where it leads without an edge: the flow has one from its exit "next" all the same. */
  leadsTo?(config: Config): string | null
  /** The instant an activation waits for has come. */
  wake?(run: NodeRun, config: Config): void
  /** Problems beyond the schema's: empty people, tiers after …, expressions. Pure. */
  check(config: Config, node: DraftNode, context: CheckContext): Problem[]
  /**
   * A token arrives, or an incident of this activation is tried again. Emits through the run; people kinds dispatch and
   * wait, automatic kinds complete at once.
   */
  arrive(run: NodeRun, config: Config): void
  /** A todo of this node is decided. Absent on kinds without people. The todo is active and the actor may act on it. */
  decide?(run: NodeRun, config: Config, todo: Todo, command: DecideCommand): void
}
