import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import { listServices, serviceListSchema } from "./list-services"
import { removeService } from "./remove-service"
import { saveService, saveServiceInput } from "./save-service"
import { testedServiceSchema, testService, testServiceInput } from "./test-service"

/** Designers name services in flows; what leaves the house with which keys is the owner's. */
export const serviceRouter = router({
  list: procedure("designer")
    .input(z.strictObject({}).optional())
    .output(serviceListSchema)
    .query(({ ctx }) => listServices(ctx.session)),
  save: procedure("owner")
    .input(saveServiceInput)
    .output(z.strictObject({ serviceId: z.uuid() }))
    .mutation(({ ctx, input }) => saveService(ctx.session, input)),
  remove: procedure("owner")
    .input(z.strictObject({ serviceId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeService(ctx.session, input.serviceId)),
  test: procedure("owner")
    .input(testServiceInput)
    .output(testedServiceSchema)
    .mutation(({ ctx, input }) => testService(ctx.session, input)),
})
