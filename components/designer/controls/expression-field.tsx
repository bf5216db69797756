"use client"

import type { ExpressionEditorProps } from "@/components/editor/editor-props"
import { ExpressionEditor } from "@/components/editor/expression-editor"
import { ControlFrame } from "./control-frame"

/** The expression editor under a visible label. It says itself what is wrong with the text. */
export function ExpressionField({ help, ...editor }: ExpressionEditorProps & { help?: string }) {
  return (
    <ControlFrame label={editor.label} help={help}>
      <ExpressionEditor {...editor} />
    </ControlFrame>
  )
}
