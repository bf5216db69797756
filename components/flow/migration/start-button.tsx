"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { inferRouterInputs } from "@trpc/server"
import { ArrowRightLeft } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { notify } from "@/components/ui/notify"
import type { AppRouter } from "@/server/api/router"

/** Asks once more, begins, and goes to where one can watch. */
export function StartButton(props: {
  input: inferRouterInputs<AppRouter>["migration"]["start"]
  fromNumber: number
  toNumber: number
  moving: number
  staying: number
  isDisabled: boolean
}) {
  const t = useTranslations("flows.migrate")
  const locale = useLocale()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const start = useMutation(trpc.migration.start.mutationOptions())
  const [isAsking, setAsking] = useState(false)
  const { input, moving, staying } = props
  const run = async () => {
    try {
      const { migrationId } = await start.mutateAsync(input)
      router.push(`/flows/${input.flowId}/migrations/${migrationId}`)
    } catch (error) {
      const problem = refusalOf(error)?.problems[0]
      const { [locale]: text } = problem?.text ?? { en: t("retry"), zh: t("retry") }
      notify.error(t("failed"), { description: `${text} ${problem?.hint?.[locale] ?? ""}` })
      throw error
    } finally {
      await queries.invalidateQueries({ queryKey: trpc.migration.pathKey() })
    }
  }
  return (
    <>
      <Button isDisabled={props.isDisabled || moving === 0} onPress={() => setAsking(true)}>
        <ArrowRightLeft aria-hidden="true" />
        {moving === 0 ? t("startShort") : t("start", { count: moving })}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("confirmTitle", { count: moving, number: props.toNumber })}
        description={t("confirm")}
        confirmLabel={t("startShort")}
        onConfirm={run}
      >
        {staying > 0 && <p className="text-sm">{t("confirmStays", { count: staying, number: props.fromNumber })}</p>}
      </ConfirmDialog>
    </>
  )
}
