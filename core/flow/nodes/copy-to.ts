import * as z from "zod"
import { describePeople } from "@/core/people/describe"
import { storableText } from "@/core/text"
import { checkPeople, checkTemplate } from "../config-checks"
import { panel, peopleConfig } from "../config-panel"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  people: peopleConfig,
  message: storableText(2000).meta(
    panel({
      control: "template",
      section: "what",
      label: { en: "Message", zh: "抄送说明" },
      help: { en: "{{ }} inserts values.", zh: "可用 {{ }} 引用变量。" },
    }),
  ),
})

export const copyTo: NodeKind<z.infer<typeof schema>> = {
  kind: "copyTo",
  group: "automatic",
  icon: "send",
  title: { en: "Copy to", zh: "抄送" },
  description: {
    en: "Lets people know of the ticket and goes on at once. Who has read it is shown on the ticket.",
    zh: "把工单抄送给人员并立即继续，工单中可看到谁已读。",
  },
  schema,
  defaults: () => ({ people: { type: "initiator" }, message: "" }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: () => ({ element: "sendTask" }),
  hasEntry: true,
  summary: ({ people }) => describePeople(people),
  check: (config, node, context) => [
    ...checkPeople({ people: config.people, empty: { type: "hold" } }, node, context),
    ...checkTemplate(config.message, "message", node, context),
  ],
  arrive(run, { people, message }) {
    const personIds = run.resolvePeople(people)
    const activationId = run.activation.id
    run.emit({ type: "copied", activationId, personIds, comment: run.render(message, 2000) })
    run.complete("next")
  },
}
