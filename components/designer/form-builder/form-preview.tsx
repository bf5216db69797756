"use client"

import clsx from "clsx"
import { useMemo, useState } from "react"
import { IntlProvider, useLocale, useMessages, useTimeZone, useTranslations } from "use-intl"
import { RenderedForm } from "@/components/form/rendered-form"
import { readFields } from "@/components/form/read-fields"
import { startedDrafts, type FieldDrafts } from "@/components/ticket/field-draft"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import { Segmented } from "../controls/segmented"
import { useDesignerContext } from "../designer-context"

/** The form as people will get it: filled in, checked and shown by conditions as on the ticket, in either language. */
export function FormPreview({ fields }: { fields: readonly Field[] }) {
  const t = useTranslations("designer.builder.preview")
  const page = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const messages = useMessages()
  const { directory } = useDesignerContext()
  const [locale, setLocale] = useState(page)
  const [width, setWidth] = useState<"desk" | "phone">("desk")
  const [drafts, setDrafts] = useState<FieldDrafts>({})
  const [problems, setProblems] = useState<Record<string, Text>>({})
  const [isRight, setRight] = useState(false)
  const people = useMemo(
    () => Object.fromEntries(directory.people.map(({ id, name }) => [id, { name }])),
    [directory.people],
  )
  const started = startedDrafts(fields, drafts, { known: {}, timeZone })
  const check = () => {
    const reading = readFields([...fields], started, { known: {}, timeZone, complete: true })
    setProblems(reading.problems)
    setRight(Object.keys(reading.problems).length === 0)
  }
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-separator px-4 py-2">
        <div className="w-36">
          <Segmented
            label={t("language")}
            isLabelHidden
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
            value={locale}
            onChange={setLocale}
          />
        </div>
        <div className="w-36">
          <Segmented
            label={t("width")}
            isLabelHidden
            options={[
              { value: "desk", label: t("desk") },
              { value: "phone", label: t("phone") },
            ]}
            value={width}
            onChange={setWidth}
          />
        </div>
        <span className="flex-1" />
        <Button
          size="sm"
          variant="ghost"
          onPress={() => {
            setDrafts({})
            setProblems({})
            setRight(false)
          }}
        >
          {t("empty")}
        </Button>
        <Button size="sm" variant="outline" onPress={check}>
          {t("check")}
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto bg-background p-4">
        <div
          lang={locale === "zh" ? "zh-CN" : "en"}
          className={clsx(
            "@container mx-auto rounded-xl border border-border bg-surface p-4",
            width === "phone" ? "max-w-[22rem]" : "max-w-2xl",
          )}
        >
          {/* The words around the fields (“optional”, “Choose”) come in the page's language, the form's in the chosen one. */}
          <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
            <RenderedForm
              isOpen
              fields={fields}
              drafts={started}
              problems={problems}
              people={people}
              timeZone={timeZone}
              onDraft={(key, draft) => {
                setRight(false)
                setProblems(({ [key]: _solved, ...rest }) => rest)
                setDrafts((before) => ({ ...before, [key]: draft }))
              }}
            />
          </IntlProvider>
        </div>
        <div aria-live="polite" className="mx-auto mt-3 max-w-2xl">
          {isRight && <Banner meaning="ok" title={t("right")} />}
          {Object.keys(problems).length > 0 && (
            <Banner meaning="breached" title={t("wrong", { count: Object.keys(problems).length })} />
          )}
        </div>
      </div>
    </section>
  )
}
