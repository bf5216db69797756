"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { phonePattern, tidyPhone } from "@/core/people/phone"
import { notify } from "@/components/ui/notify"
import { SelectField } from "@/components/ui/select-field"
import { Skeleton } from "@/components/ui/skeleton"
import { TextField } from "@/components/ui/text-field"
import type { DeliveryDefaults } from "@/core/warning/preferences"
import type { AppRouter } from "@/server/api/router"
import { useAdminForm } from "../use-admin-form"
import { clockOf, draftOfDelivery, readDelivery, type DeliveryProblem } from "./delivery-draft"
import { DeliveryFields } from "./delivery-fields"

type MyDelivery = inferRouterOutputs<AppRouter>["channel"]["myDelivery"]

const asTenant = "tenant"

/** How one reaches me outside the application, and when. */
export function MyDeliveryForm() {
  const trpc = useTRPC()
  const mine = useQuery(trpc.channel.myDelivery.queryOptions()).data
  return mine ? <Form mine={mine} /> : <Skeleton className="h-72" />
}

function Form({ mine }: { mine: MyDelivery }) {
  const t = useTranslations("delivery")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const saving = useMutation(trpc.channel.saveMyDelivery.mutationOptions())
  const form = useAdminForm(
    {
      phone: mine.phone ?? "",
      wecomId: mine.wecomId ?? "",
      follows: Object.keys(mine.own).length === 0,
      delivery: draftOfDelivery({ ...mine.defaults, ...mine.own }),
      timeZone: mine.own.timeZone ?? asTenant,
    },
    ["own.timeZone"],
  )
  const { draft } = form
  const [problems, setProblems] = useState<ReadonlySet<DeliveryProblem | "phone">>(new Set())
  const rules = useRules()
  const save = async () => {
    const read = readDelivery(draft.delivery)
    const phone = tidyPhone(draft.phone)
    const wrong = new Set<DeliveryProblem | "phone">(draft.follows ? [] : read.problems)
    if (phone && !phonePattern.test(phone)) wrong.add("phone")
    setProblems(wrong)
    if (wrong.size > 0) return form.focusInvalid()
    const zone = draft.timeZone === asTenant ? {} : { timeZone: draft.timeZone }
    const answer = await form.send(async () => {
      await saving.mutateAsync({
        own: draft.follows ? {} : { ...read.value, ...zone },
        phone: phone || null,
        wecomId: draft.wecomId.trim() || null,
      })
      await queries.invalidateQueries({ queryKey: trpc.channel.myDelivery.queryKey() })
      return true
    })
    if (answer) notify.ok(t("saved"))
  }
  return (
    <form
      noValidate
      className="max-w-md space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {form.others.length > 0 && (
        <Banner meaning="breached" isAssertive>
          {form.others.join(" ")}
        </Banner>
      )}
      <TextField
        label={t("phone")}
        description={t("phoneHelp")}
        type="tel"
        autoComplete="tel"
        value={draft.phone}
        onChange={form.set("phone")}
        error={problems.has("phone") ? t("phoneWrong") : form.errorOf("phone")}
      />
      <TextField
        label={t("wecomId")}
        description={t("wecomIdHelp")}
        maxLength={80}
        value={draft.wecomId}
        onChange={form.set("wecomId")}
        error={form.errorOf("wecomId")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, autoComplete: "off" }}
      />
      <SwitchInput
        label={t("follow")}
        help={t("followHelp", { rules: rules(mine.defaults) })}
        isOn={draft.follows}
        onChange={form.set("follows")}
      />
      {!draft.follows && (
        <>
          <DeliveryFields
            draft={draft.delivery}
            problems={problems as ReadonlySet<DeliveryProblem>}
            onChange={(delivery) => {
              form.set("delivery")(delivery)
              setProblems(new Set())
            }}
          />
          <SelectField
            label={t("timeZone")}
            value={draft.timeZone}
            options={zoneOptions(t("timeZoneTenant", { zone: mine.timeZone }), draft.timeZone)}
            onChange={form.set("timeZone")}
            error={form.errorOf("own.timeZone")}
          />
        </>
      )}
      <Button type="submit" isPending={form.isBusy}>
        {t("save")}
      </Button>
    </form>
  )
}

/** The tenant's own, where this browser is, and what is stored: a list of all 400 helps nobody. */
function zoneOptions(tenantLabel: string, chosen: string) {
  const zones = new Set([Intl.DateTimeFormat().resolvedOptions().timeZone, chosen, "Asia/Shanghai", "UTC"])
  zones.delete(asTenant)
  return [{ value: asTenant, label: tenantLabel }, ...[...zones].map((value) => ({ value, label: value }))]
}

/** The organisation's rules in one sentence. */
function useRules() {
  const t = useTranslations("delivery.rules")
  const comma = useTranslations("delivery")("comma")
  return ({ quiet, digestMin, perHourMax }: DeliveryDefaults) =>
    [
      quiet ? t("quiet", { from: clockOf(quiet.fromMin), to: clockOf(quiet.toMin) }) : t("noQuiet"),
      digestMin > 0 ? t("digest", { count: digestMin }) : t("noDigest"),
      t("perHour", { count: perHourMax }),
    ].join(comma)
}
