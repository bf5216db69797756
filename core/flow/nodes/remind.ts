import * as z from "zod"
import { describePeople } from "@/core/people/describe"
import { storableText } from "@/core/text"
import { channelNameSchema } from "@/core/warning/tier"
import { checkPeople, checkTemplate } from "../config-checks"
import { panel, peopleConfig } from "../config-panel"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  people: peopleConfig,
  channels: z
    .array(channelNameSchema)
    .min(1)
    .max(6)
    .meta(panel({ control: "channels", section: "what", label: { en: "Channels", zh: "通知渠道" } })),
  message: storableText(2000)
    .min(1)
    .meta(
      panel({
        control: "template",
        section: "what",
        label: { en: "Message", zh: "通知内容" },
        help: { en: "{{ }} inserts values.", zh: "可用 {{ }} 引用变量。" },
      }),
    ),
})

export const remind: NodeKind<z.infer<typeof schema>> = {
  kind: "remind",
  group: "automatic",
  icon: "bell-ring",
  title: { en: "Remind", zh: "提醒" },
  description: {
    en: "Sends a message and goes on at once. Finding nobody to send it to does not stop the ticket.",
    zh: "发送通知后立即继续；没有接收人也不会阻塞工单。",
  },
  schema,
  defaults: () => ({
    people: { type: "initiator" },
    channels: ["inApp"],
    message: "#{{ ticket.number }} {{ ticket.title }}",
  }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: () => ({ element: "sendTask" }),
  hasEntry: true,
  summary: ({ people }) => describePeople(people),
  check: (config, node, context) => [
    ...checkPeople({ people: config.people, empty: { type: "hold" } }, node, context),
    ...checkTemplate(config.message, "message", node, context),
  ],
  arrive(run, { people, channels, message }) {
    run.emit({
      type: "reminded",
      activationId: run.activation.id,
      personIds: run.resolvePeople(people),
      channels,
      message: run.render(message, 2000),
    })
    run.complete("next")
  },
}
