"use client"

import Link from "next/link"
import { useTranslations } from "use-intl"
import { NumberInput } from "@/components/designer/controls/number-input"
import { Panel } from "@/components/ui/page"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { CustomKind } from "@/core/flow/custom-kind"
import { attemptsLimit, methods } from "@/core/flow/request/request-config"
import type { KindPart } from "./use-kind-draft"

export type ServiceChoice = { id: string; name: string; baseUrl: string }

/** Whom the kind asks, and how patiently. */
export function KindRequest({ draft, errorOf, change, services }: KindPart & { services: readonly ServiceChoice[] }) {
  const t = useTranslations("kinds.request")
  const { request } = draft
  const set = (more: Partial<CustomKind["request"]>) => change({ request: { ...request, ...more } })
  const service = services.find(({ id }) => id === request.serviceId)
  return (
    <Panel title={t("title")}>
      <div className="space-y-4">
        <div className="grid gap-2.5 sm:grid-cols-2">
          <SelectField
            label={t("service")}
            description={
              services.length === 0 ? (
                <Link href="/admin/services" className="text-link hover:underline">
                  {t("addService")}
                </Link>
              ) : undefined
            }
            options={services.map(({ id, name }) => ({ value: id, label: name }))}
            value={service?.id ?? null}
            error={errorOf("request.serviceId")}
            onChange={(serviceId) => set({ serviceId })}
          />
          <SelectField
            label={t("method")}
            options={methods.map((method) => ({ value: method, label: method }))}
            value={request.method}
            onChange={(method) => set({ method })}
          />
        </div>
        <TextField
          label={t("path")}
          description={<span className="font-mono break-all">{(service?.baseUrl ?? "") + request.path}</span>}
          placeholder="/customers/{{ call.customerId }}"
          value={request.path}
          maxLength={1000}
          inputProps={{ className: "font-mono", spellCheck: false, autoCapitalize: "none" }}
          error={errorOf("request.path")}
          onChange={(path) => set({ path })}
        />
        <div className="grid gap-2.5 sm:grid-cols-2">
          <NumberInput
            label={t("attempts")}
            value={request.attemptsMax}
            min={1}
            max={attemptsLimit}
            onChange={(attemptsMax) => set({ attemptsMax })}
          />
          <NumberInput
            label={t("timeout")}
            value={request.timeoutSec}
            min={1}
            max={60}
            onChange={(timeoutSec) => set({ timeoutSec })}
          />
        </div>
      </div>
    </Panel>
  )
}
