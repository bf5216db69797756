import * as z from "zod"

export const channelNameSchema = z.enum(["inApp", "email", "wecom", "sms", "phone", "webhook"])
export type ChannelName = z.infer<typeof channelNameSchema>

export const audienceSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("assignee") }),
  z.strictObject({ type: z.literal("supervisor"), level: z.int().min(1).max(10) }),
  z.strictObject({ type: z.literal("flowAdministrator") }),
  z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).min(1).max(20) }),
])
export type Audience = z.infer<typeof audienceSchema>

/** One step of the escalation ladder: a share of the target, or open minutes before (−) or after (+) the deadline. */
export const tierSchema = z.strictObject({
  at: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("percent"), percent: z.int().min(1).max(1000) }),
    z.strictObject({ type: z.literal("offset"), min: z.int().min(-525_600).max(525_600) }),
  ]),
  audience: z.array(audienceSchema).min(1).max(6),
  channels: z.array(channelNameSchema).min(1).max(6),
})
export type Tier = z.infer<typeof tierSchema>
