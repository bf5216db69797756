import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import {
  connectorSecretSchema,
  createConnector,
  createConnectorInput,
  rotateConnectorSecret,
  rotateSecretInput,
  updateConnector,
  updateConnectorInput,
} from "./connectors"
import { callDetailSchema, getCall, getCallInput } from "./get-call"
import { callListInput, callListSchema, listCalls } from "./list-calls"
import { connectorListSchema, listConnectors } from "./list-connectors"
import { liveSnapshot, liveSnapshotSchema } from "./live-snapshot"
import { mapAgent, mapAgentInput, mappingSchema, mapQueue, mapQueueInput, readMapping } from "./mapping"
import {
  listRoutingRules,
  orderRoutingRules,
  orderRoutingRulesInput,
  removeRoutingRule,
  removeRoutingRuleInput,
  routingRuleListSchema,
  saveRoutingRule,
  saveRoutingRuleInput,
} from "./routing-rules"
import { figuresOfDays, figuresOfDaysInput, figuresOfDaysSchema } from "./figures-of-days"
import { callersSchema, readCallersOf } from "./my-callers"
import { queueLevelsSchema, readQueueLevels } from "./queue-levels"
import { readToday, todaySchema } from "./today"

const nothing = z.strictObject({}).optional()

/** Calls and the live page are for everybody who works with callers; connections for owners, rules for designers too. */
const atWork = procedure("supervisor", "agent", "auditor", "designer")
const designs = procedure("designer")
const owns = procedure("owner")

export const telephonyRouter = router({
  live: atWork
    .input(nothing)
    .output(liveSnapshotSchema)
    .query(({ ctx }) => liveSnapshot(ctx.tenant)),
  today: atWork
    .input(nothing)
    .output(todaySchema)
    .query(({ ctx }) => readToday(ctx.tenant)),
  levels: atWork
    .input(nothing)
    .output(queueLevelsSchema)
    .query(({ ctx }) => readQueueLevels(ctx.tenant)),
  figures: atWork
    .input(figuresOfDaysInput)
    .output(figuresOfDaysSchema)
    .query(({ ctx, input }) => figuresOfDays(ctx.tenant, input)),
  myCallers: atWork
    .input(nothing)
    .output(callersSchema)
    .query(({ ctx }) => readCallersOf(ctx.tenant, ctx.session.person.id)),
  calls: atWork
    .input(callListInput)
    .output(callListSchema)
    .query(({ ctx, input }) => listCalls(ctx.tenant, input)),
  getCall: atWork
    .input(getCallInput)
    .output(callDetailSchema)
    .query(({ ctx, input }) => getCall(ctx.tenant, input)),

  rules: designs
    .input(nothing)
    .output(routingRuleListSchema)
    .query(({ ctx }) => listRoutingRules(ctx.tenant)),
  saveRule: designs
    .input(saveRoutingRuleInput)
    .output(z.object({ ruleId: z.uuid() }))
    .mutation(({ ctx, input }) => saveRoutingRule(ctx.tenant, ctx.session.person.id, input)),
  orderRules: designs
    .input(orderRoutingRulesInput)
    .output(z.object({ ordered: z.literal(true) }))
    .mutation(({ ctx, input }) => orderRoutingRules(ctx.tenant, ctx.session.person.id, input)),
  removeRule: designs
    .input(removeRoutingRuleInput)
    .output(z.object({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) => removeRoutingRule(ctx.tenant, ctx.session.person.id, input)),

  connectors: owns
    .input(nothing)
    .output(connectorListSchema)
    .query(({ ctx }) => listConnectors(ctx.tenant)),
  createConnector: owns
    .input(createConnectorInput)
    .output(connectorSecretSchema)
    .mutation(({ ctx, input }) => createConnector(ctx.tenant, ctx.session.person.id, input)),
  updateConnector: owns
    .input(updateConnectorInput)
    .output(z.object({ updated: z.literal(true) }))
    .mutation(({ ctx, input }) => updateConnector(ctx.tenant, ctx.session.person.id, input)),
  rotateSecret: owns
    .input(rotateSecretInput)
    .output(connectorSecretSchema)
    .mutation(({ ctx, input }) => rotateConnectorSecret(ctx.tenant, ctx.session.person.id, input)),
  mapping: owns
    .input(nothing)
    .output(mappingSchema)
    .query(({ ctx }) => readMapping(ctx.tenant)),
  mapQueue: owns
    .input(mapQueueInput)
    .output(z.object({ mapped: z.literal(true) }))
    .mutation(({ ctx, input }) => mapQueue(ctx.tenant, ctx.session.person.id, input)),
  mapAgent: owns
    .input(mapAgentInput)
    .output(z.object({ mapped: z.literal(true) }))
    .mutation(({ ctx, input }) => mapAgent(ctx.tenant, ctx.session.person.id, input)),
})
