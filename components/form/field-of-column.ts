import { fieldKind } from "@/core/flow/form/kinds"
import type { Column } from "@/core/flow/form/kinds/table"
import type { Field } from "@/core/flow/graph"

/** A column as the field its cells would be. */
export const fieldOfColumn = ({ key, label, kind, required, values }: Column): Field => ({
  key,
  kind,
  type: fieldKind(kind)?.type ?? "string",
  label,
  required,
  nullable: !required,
  ...(values && { values }),
})
