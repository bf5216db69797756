"use client"

import { Braces, FlaskConical } from "lucide-react"
import dynamic from "next/dynamic"
import { useId, useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import type { ExpressionEditorProps } from "@/components/editor/editor-props"
import { ExpressionEditor } from "@/components/editor/expression-editor"
import { ProblemList } from "@/components/editor/problem-list"
import { Button } from "@/components/ui/button"
import { PopoverButton } from "@/components/ui/popover-button"
import { checkExpression } from "@/core/expression/check"
import { addItem, newRow } from "@/core/expression/rows/edit"
import { fromText } from "@/core/expression/rows/from-text"
import type { RowGroup } from "@/core/expression/rows/row"
import { tryRows } from "@/core/expression/rows/try-rows"
import { toText } from "@/core/expression/rows/to-text"
import { SkeletonLines } from "@/components/ui/skeleton"
import type { Variable } from "@/core/expression/variable"
import { Segmented } from "../controls/segmented"
import { RowsBuilder } from "./rows-builder"
import { RowsProvider, type RowsContext } from "./rows-context"
import { VariablesPanel } from "./variables-panel"

const TryCondition = dynamic(async () => (await import("./try/try-condition")).TryCondition, {
  ssr: false,
  loading: () => <SkeletonLines className="py-2" />,
})

const now = () => `${new Date().toISOString().slice(0, 19)}Z`

/** Rows as drawn, and the text they were written as: while that is the field's text, they need not be read anew. */
type Drawn = { text: string; root: RowGroup; variables: readonly Variable[] }

/** All of a text that rows cannot say: it opens as text. */
const isOnlyText = ({ children }: RowGroup) => children.length === 1 && children[0]?.kind === "opaque"

/** A condition by rows or as text: two faces of the same words, switched without loss. */
export function ConditionEditor(props: ExpressionEditorProps) {
  const { value, onChange, variables, locale } = props
  const t = useTranslations("designer.condition")
  const [drawn, setDrawn] = useState<Drawn>(() => ({ text: value, root: fromText(value, variables), variables }))
  const isCurrent = drawn.text === value && drawn.variables === variables
  const current = isCurrent ? drawn : { text: value, root: fromText(value, variables), variables }
  if (!isCurrent) setDrawn(current)
  const [face, setFace] = useState<"rows" | "text">(() => (isOnlyText(drawn.root) ? "text" : "rows"))
  const [insert, setInsert] = useState<{ text: string } | null>(null)
  // Characters are characters of the text.
  if (props.reveal && face === "rows") setFace("text")
  const [isTrying, setTrying] = useState(false)
  const [tried, setTried] = useState<Readonly<Record<string, unknown>> | null>(null)
  const { root } = current
  const outcomes = useMemo(
    () => (tried && face === "rows" ? tryRows(root, variables, tried) : null),
    [tried, face, root, variables],
  )
  const context = useMemo((): RowsContext => ({ variables, locale, now, outcomes }), [variables, locale, outcomes])

  const draw = (root: RowGroup) => {
    const written = toText(root, variables)
    if (!written.ok) return
    setDrawn({ text: written.text, root, variables })
    onChange(written.text)
  }
  const choose = (variable: Variable) => {
    if (face === "rows") draw(addItem(current.root, [], newRow(variable, now())))
    else setInsert({ text: variable.key })
  }
  return (
    <div className="space-y-2">
      <div className="flex items-center gap-1">
        <div className="min-w-0 flex-1">
          <Segmented
            label={t("face")}
            isLabelHidden
            options={[
              { value: "rows", label: t("rows") },
              { value: "text", label: t("text") },
            ]}
            value={face}
            onChange={setFace}
          />
        </div>
        <PopoverButton
          size="sm"
          isIconOnly
          label={t("variables")}
          panel={(close) => (
            <VariablesPanel
              variables={variables}
              locale={locale}
              onChoose={(variable) => {
                close()
                choose(variable)
              }}
            />
          )}
        >
          <Braces aria-hidden="true" />
        </PopoverButton>
      </div>
      {face === "rows" ? (
        <RowsProvider value={context}>
          <RowsBuilder root={current.root} onChange={draw} onText={() => setFace("text")} />
          <RowProblems {...props} />
        </RowsProvider>
      ) : (
        <ExpressionEditor {...props} insert={insert} />
      )}
      <Button size="sm" variant="ghost" className="-ml-2" aria-expanded={isTrying} onPress={() => setTrying(!isTrying)}>
        <FlaskConical aria-hidden="true" />
        {t("try")}
      </Button>
      {isTrying && <TryCondition source={value} variables={variables} locale={locale} onTried={setTried} />}
    </div>
  )
}

/** What is wrong with the rows: a value that is gone, one that a closed list does not have. */
function RowProblems({ value, variables, locale, expect }: ExpressionEditorProps) {
  const id = useId()
  const problems = useMemo(
    () => (value.trim() === "" ? [] : checkExpression(value, { variables, expect }).problems),
    [value, variables, expect],
  )
  return <ProblemList id={id} problems={problems} locale={locale} />
}
