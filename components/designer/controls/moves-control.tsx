"use client"

import * as z from "zod"
import { useTranslations } from "use-intl"
import { CheckboxGroup } from "@/components/ui/checkbox-group"
import { todoMoves } from "@/core/flow/node-kind"
import type { ControlProps } from "./control"

const movesSchema = z.array(z.enum(todoMoves))

/** What the assignee may do besides deciding. */
export function MovesControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.moves")
  return (
    <CheckboxGroup
      label={label}
      description={help}
      error={error}
      options={todoMoves.map((move) => ({ value: move, label: t(move) }))}
      value={movesSchema.safeParse(value ?? todoMoves).data ?? []}
      isDisabled={isDisabled}
      onChange={(chosen) => onChange(todoMoves.filter((move) => chosen.includes(move)))}
    />
  )
}
