import * as z from "zod"
import type { FieldKind } from "../field-kind"
import { setting } from "../setting"

const schema = z.strictObject({
  look: z
    .enum(["list", "buttons"])
    .optional()
    .meta(
      setting({
        control: "choice",
        label: { en: "Shown as", zh: "显示为" },
        options: [
          { value: "list", label: { en: "List that opens", zh: "下拉列表" } },
          { value: "buttons", label: { en: "Buttons side by side", zh: "平铺按钮" } },
        ],
      }),
    ),
})

export const choice: FieldKind<z.infer<typeof schema>> = {
  kind: "choice",
  icon: "circle-dot",
  group: "choice",
  title: { en: "Choice", zh: "单选" },
  description: { en: "One of a list", zh: "从列表中选一项" },
  type: "string",
  settings: schema,
  hasChoices: true,
  fault: () => null,
  schema: (_, { values = [] }) => ({ type: "string", enum: values.map(({ value }) => value) }),
}
