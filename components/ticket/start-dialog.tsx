"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Workflow } from "lucide-react"
import { useRouter } from "next/navigation"
import { useId, useState } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { FormFields } from "@/components/form/form-fields"
import { readForm } from "@/components/form/form-reader"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { Dialog } from "@/components/ui/dialog"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { SelectField } from "@/components/ui/select-field"
import { SkeletonLines } from "@/components/ui/skeleton"
import type { Text } from "@/core/text"
import type { Choices } from "@/core/ticket/event"
import { ChoicesFields } from "./choices-fields"
import { madeChoices } from "./made-choices"
import { startedDrafts, type FieldDrafts } from "./field-draft"
import { focusFirstInvalid } from "./focus-first-invalid"
import { refusalOf } from "./refusal"
import { useIntentKey } from "./use-intent-key"

/** Chooses the flow and fills in its start form. The opened half of StartTicket; loaded on demand. */
export function StartDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations("ticket.start")
  const timeZone = useTimeZone() ?? "UTC"
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const startable = useQuery(trpc.ticket.startable.queryOptions(undefined, { enabled: isOpen }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [drafts, setDrafts] = useState<FieldDrafts>({})
  const [choices, setChoices] = useState<Choices>({})
  const [problems, setProblems] = useState<Record<string, Text>>({})
  const intent = useIntentKey()

  const flows = startable.data?.items
  const flow = flows?.find(({ flowId }) => flowId === chosen) ?? (flows?.length === 1 ? flows[0] : undefined)
  const start = useMutation(
    trpc.ticket.start.mutationOptions({
      onSuccess: ({ ticketId, number }) => {
        onOpenChange(false)
        setDrafts({})
        setChoices({})
        intent.renew()
        notify.ok(t("done", { number }))
        void queries.invalidateQueries({ queryKey: trpc.ticket.list.pathKey() })
        router.push(`/tickets/${ticketId}`)
      },
      onError: (error) => {
        const refusal = refusalOf(error)
        if (refusal.is === "refused") setProblems(refusal.byField)
        if (refusal.is !== "failed") intent.renew()
      },
    }),
  )
  const formId = useId()
  const started = startedDrafts(flow?.fields ?? [], drafts, { known: {}, timeZone })
  const submit = () => {
    if (!flow || start.isPending) return
    const reading = readForm(flow.fields, started, {
      known: {},
      timeZone,
      complete: true,
      allFields: flow.allFields,
      builtIns: flow.builtIns,
    })
    setProblems(reading.problems)
    if (Object.keys(reading.problems).length > 0) {
      focusFirstInvalid(document.getElementById(formId))
      return
    }
    start.mutate({ flowId: flow.flowId, variables: reading.values, choices: madeChoices(choices), key: intent.key })
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("description")}
      size="md"
      isDismissable={!start.isPending}
      footer={
        <>
          <Button variant="outline" isDisabled={start.isPending} onPress={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={formId} variant="primary" isDisabled={!flow} isPending={start.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {startable.isError ? (
        <ErrorState size="compact" onRetry={() => void startable.refetch()} />
      ) : !flows ? (
        <SkeletonLines lines={4} />
      ) : flows.length === 0 ? (
        <EmptyState
          size="compact"
          icon={Workflow}
          title={t("none")}
          description={t("noneHint")}
          action={
            <ButtonLink href="/flows" variant="outline">
              {t("noneAction")}
            </ButtonLink>
          }
        />
      ) : (
        <form
          id={formId}
          noValidate
          className="space-y-4 p-0.5"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <SelectField
            label={t("flow")}
            placeholder={t("chooseFlow")}
            description={flow?.description}
            value={flow?.flowId ?? null}
            options={flows.map(({ flowId, name }) => ({ value: flowId, label: name }))}
            onChange={(flowId) => {
              setChosen(flowId)
              setProblems({})
              setChoices({})
              intent.renew()
            }}
          />
          {flow && flow.fields.length > 0 && (
            <div className="@container">
              <FormFields
                key={flow.flowId}
                isOpen
                fields={flow.fields}
                allFields={flow.allFields}
                builtIns={flow.builtIns}
                drafts={started}
                problems={problems}
                timeZone={timeZone}
                columns={1}
                onDraft={(key, draft) => {
                  intent.renew()
                  setDrafts((before) => ({ ...before, [key]: draft }))
                }}
              />
            </div>
          )}
          {flow && flow.choices.length > 0 && (
            <ChoicesFields
              offers={flow.choices}
              choices={choices}
              onChange={(next) => {
                intent.renew()
                setChoices(next)
              }}
            />
          )}
          {flow && flow.fields.length + flow.choices.length === 0 && (
            <p className="text-sm text-muted">{t("noFields")}</p>
          )}
          {start.isError && <StartError error={start.error} />}
        </form>
      )}
    </Dialog>
  )
}

function StartError({ error }: { error: unknown }) {
  const t = useTranslations("ticket.start")
  const locale = useLocale()
  const refusal = refusalOf(error)
  const sentences =
    refusal.is === "refused"
      ? refusal.problems.map((problem) => problem[locale])
      : [t(refusal.is === "failed" ? "failed" : "notAllowed")]
  return (
    <Banner meaning="breached" isAssertive>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Banner>
  )
}
