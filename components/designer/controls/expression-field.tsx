"use client"

import dynamic from "next/dynamic"
import type { ExpressionEditorProps } from "@/components/editor/editor-props"
import { ExpressionEditor } from "@/components/editor/expression-editor"
import { SkeletonLines } from "@/components/ui/skeleton"
import { ControlFrame } from "./control-frame"
import { useCaret } from "./field-place"

const ConditionEditor = dynamic(async () => (await import("../condition/condition-editor")).ConditionEditor, {
  ssr: false,
  loading: () => <SkeletonLines className="py-2" />,
})

/** The expression editor under a visible label; conditions have rows too. It says itself what is wrong with the text. */
export function ExpressionField({ help, ...editor }: ExpressionEditorProps & { help?: string }) {
  const hasRows = editor.expect === "bool" && !editor.readOnly
  const { caret, onRevealed } = useCaret()
  const shown = { ...editor, reveal: caret, onRevealed }
  return (
    <ControlFrame label={editor.label} help={help}>
      {hasRows ? <ConditionEditor {...shown} /> : <ExpressionEditor {...shown} />}
    </ControlFrame>
  )
}
