import type { PanelField } from "@/core/flow/node-kind"

/** What every control of the property panel gets. Values of a draft may be anything: each control reads with its schema. */
export type ControlProps = {
  panel: PanelField
  /** The people rule of the same step, for the control that does arithmetic with it. */
  people: unknown
  label: string
  help?: string
  value: unknown
  /** `isTyped`: one of many quick changes of the same text or number, undone together. */
  onChange: (value: unknown, isTyped?: boolean) => void
  /** The problems of this field, in words. */
  error?: string
  isDisabled: boolean
}
