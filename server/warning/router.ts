import * as z from "zod"
import { deliveryDefaultsSchema } from "@/core/warning/preferences"
import { procedure, router } from "@/server/api/trpc"
import {
  myDelivery,
  myDeliverySchema,
  saveDeliveryDefaults,
  saveMyDelivery,
  saveMyDeliveryInput,
} from "./change-preferences"
import { channelListSchema, listChannels } from "./list-channels"
import { deliveryDefaults } from "./preferences"
import { removeChannel, removeChannelInput, saveChannel, savedChannelSchema, saveChannelInput } from "./save-channel"
import { testChannel, testChannelInput, testedChannelSchema } from "./test-channel"

const nothing = z.strictObject({}).optional()
const owns = procedure("owner")

export const channelRouter = router({
  list: owns
    .input(nothing)
    .output(channelListSchema)
    .query(({ ctx }) => listChannels(ctx.tenant)),
  save: owns
    .input(saveChannelInput)
    .output(savedChannelSchema)
    .mutation(({ ctx, input }) => saveChannel(ctx.tenant, ctx.session.person.id, input)),
  remove: owns
    .input(removeChannelInput)
    .output(z.strictObject({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) => removeChannel(ctx.tenant, ctx.session.person.id, input)),
  test: owns
    .input(testChannelInput)
    .output(testedChannelSchema)
    .mutation(({ ctx, input }) => testChannel(ctx.session, input, process.env.NEXTAUTH_URL ?? "http://localhost:3000")),
  deliveryDefaults: owns
    .input(nothing)
    .output(deliveryDefaultsSchema)
    .query(({ ctx }) => deliveryDefaults(ctx.tenant)),
  saveDeliveryDefaults: owns
    .input(deliveryDefaultsSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => saveDeliveryDefaults(ctx.tenant, ctx.session.person.id, input)),
  myDelivery: procedure()
    .input(nothing)
    .output(myDeliverySchema)
    .query(({ ctx }) => myDelivery(ctx.session)),
  saveMyDelivery: procedure()
    .input(saveMyDeliveryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveMyDelivery(ctx.session, input)),
})
