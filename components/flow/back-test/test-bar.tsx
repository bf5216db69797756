"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Play, Square } from "lucide-react"
import { usePathname } from "next/navigation"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { notify } from "@/components/ui/notify"
import { SelectField } from "@/components/ui/select-field"
import type { BackTestItem } from "./back-test-types"

const spans = [1, 7, 30, 90] as const

/** Over which days, begin or end it, and what was tested earlier. */
export function TestBar(props: {
  flowId: string
  items: readonly BackTestItem[]
  chosen: BackTestItem | null
  days: number
  onDays: (days: number) => void
}) {
  const t = useTranslations("flows.backTest")
  const format = useFormatter()
  const locale = useLocale()
  const trpc = useTRPC()
  const path = usePathname()
  const queries = useQueryClient()
  const start = useMutation(trpc.backTest.start.mutationOptions())
  const cancel = useMutation(trpc.backTest.cancel.mutationOptions())
  const { items, chosen, days } = props
  const running = items.find(({ state }) => state === "running")
  const isRunning = running !== undefined && (chosen?.id !== running.id || chosen.state === "running")
  const show = (test: string) =>
    window.history.replaceState(null, "", `${path}?${new URLSearchParams({ test }).toString()}`)
  const change = async (what: () => Promise<unknown>, title: string) => {
    try {
      await what()
    } catch (error) {
      const problem = refusalOf(error)?.problems[0]
      notify.error(title, {
        description: problem ? `${problem.text[locale]} ${problem.hint?.[locale] ?? ""}` : t("retry"),
      })
    }
    await queries.invalidateQueries({ queryKey: trpc.backTest.pathKey() })
  }
  return (
    <div className="flex flex-wrap items-end gap-2 pb-3">
      <SelectField
        label={t("days.label")}
        className="w-44 max-md:flex-1"
        options={spans.map((span) => ({ value: String(span), label: t("days.last", { count: span }) }))}
        value={String(days)}
        onChange={(value) => props.onDays(Number(value))}
      />
      {isRunning ? (
        <Button
          variant="danger-soft"
          isPending={cancel.isPending}
          onPress={() => void change(() => cancel.mutateAsync({ backTestId: running.id }), t("cancelFailed"))}
        >
          <Square aria-hidden="true" />
          {t("cancel")}
        </Button>
      ) : (
        <Button
          isPending={start.isPending}
          onPress={() =>
            void change(async () => {
              const { backTestId } = await start.mutateAsync({ flowId: props.flowId, days })
              show(backTestId)
            }, t("startFailed"))
          }
        >
          <Play aria-hidden="true" />
          {t("start")}
        </Button>
      )}
      {items.length > 1 && chosen && (
        <SelectField
          label={t("earlier")}
          className="w-64 max-md:w-full md:ml-auto"
          options={items.map((item) => ({
            value: item.id,
            label: t("earlierOne", {
              at: format.dateTime(item.startedAt, { dateStyle: "medium", timeStyle: "short" }),
              count: item.days,
            }),
          }))}
          value={chosen.id}
          onChange={show}
        />
      )}
    </div>
  )
}
