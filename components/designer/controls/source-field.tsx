"use client"

import type { ExpressionEditorProps } from "@/components/editor/editor-props"
import { useDesignerContext } from "../designer-context"
import { ExpressionField } from "./expression-field"
import { useFlowVariables } from "./use-flow-variables"

const sourceCharsMax = 4096

/** An expression of the open flow: to edit, or to read where nothing may be changed. */
export function SourceField(props: {
  label: string
  help?: string
  expect: ExpressionEditorProps["expect"]
  value: string
  isDisabled: boolean
  onChange: (source: string) => void
}) {
  const { locale } = useDesignerContext()
  const variables = useFlowVariables()
  if (props.isDisabled) {
    return (
      <div>
        <p className="mb-1 text-sm font-medium">{props.label}</p>
        <code className="block text-xs break-words">{props.value}</code>
      </div>
    )
  }
  return (
    <ExpressionField
      label={props.label}
      help={props.help}
      locale={locale}
      variables={variables}
      expect={props.expect}
      value={props.value}
      onChange={(source) => props.onChange(source.slice(0, sourceCharsMax))}
    />
  )
}
