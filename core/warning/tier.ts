import * as z from "zod"

export const channelNameSchema = z.enum(["inApp", "email", "wecom", "sms", "phone", "webhook"])
export type ChannelName = z.infer<typeof channelNameSchema>

export const audienceSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("assignee") }),
  z.strictObject({ type: z.literal("supervisor"), level: z.int().min(1).max(10) }),
  z.strictObject({ type: z.literal("flowAdministrator") }),
  z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).min(1).max(20) }),
  /** Everybody the step's people rule names now. */
  z.strictObject({ type: z.literal("group") }),
])
export type Audience = z.infer<typeof audienceSchema>

/** What a warning does besides telling people. */
export const tierActionSchema = z.discriminatedUnion("type", [
  /** To the first of them who has no say in the step yet; `next`: of the step's own people, by its distribution. */
  z.strictObject({
    type: z.literal("reassign"),
    to: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("next") }),
      z.strictObject({ type: z.literal("supervisor"), level: z.int().min(1).max(10) }),
      z.strictObject({ type: z.literal("flowAdministrator") }),
      z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).min(1).max(20) }),
    ]),
  }),
  z.strictObject({ type: z.literal("raisePriority") }),
  z.strictObject({ type: z.literal("jump"), nodeId: z.string().max(40) }),
  /** The todo is approved, or rejected, in the name of the rule. Approvals only. */
  z.strictObject({ type: z.literal("autoPass") }),
  z.strictObject({ type: z.literal("autoReject") }),
  /** Back to the queue of the step's group, for anybody of it to claim. */
  z.strictObject({ type: z.literal("toQueue") }),
])
export type TierAction = z.infer<typeof tierActionSchema>

/**
 * One step of the escalation ladder: a share of the target, or minutes before (−) or after (+) the deadline; open minutes,
 * or with `time: "wall"` those of the clock on the wall, whatever the opening hours.
 */
export const tierSchema = z.strictObject({
  at: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("percent"), percent: z.int().min(1).max(1000) }),
    z.strictObject({
      type: z.literal("offset"),
      min: z.int().min(-525_600).max(525_600),
      time: z.literal("wall").optional(),
    }),
  ]),
  audience: z.array(audienceSchema).min(1).max(6),
  channels: z.array(channelNameSchema).min(1).max(6),
  /** Again every so many minutes, counted as `at` counts them, at most so often, until the next tier or until it is done. */
  repeat: z.strictObject({ everyMin: z.int().min(1).max(10_080), timesMax: z.int().min(1).max(50) }).optional(),
  action: tierActionSchema.optional(),
})
export type Tier = z.infer<typeof tierSchema>
