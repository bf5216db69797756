"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { KeyRound } from "lucide-react"
import { useState } from "react"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { KeyValueList } from "@/components/ui/key-value"
import { notify } from "@/components/ui/notify"
import { PasswordField } from "@/components/ui/password-field"
import { SideSheet } from "@/components/ui/side-sheet"
import { TextField } from "@/components/ui/text-field"
import { Time } from "@/components/ui/time"
import { draftOf, readSettings, type SettingProblem } from "../setting-fields"
import { SettingInputs } from "../setting-inputs"
import { useAdminForm } from "../use-admin-form"
import type { Connector, ConnectorKind } from "./connector-list"
import { ConnectorState } from "./connector-state"
import { HowToSend } from "./how-to-send"
import { connectorFields } from "./connector-fields"
import { useConnectorTexts } from "./use-connector-texts"

type Props = { connector: Connector; kind: ConnectorKind | undefined }

/** One telephone system: how it is doing, its settings, how it sends, and its secret when it has just been renewed. */
export function ConnectorSheet(props: Props & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { connector, kind } = props
  const locale = useLocale()
  return (
    <SideSheet
      size="lg"
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={connector.name}
      description={kind?.title[locale] ?? connector.kind}
    >
      <div className="space-y-6">
        <ConnectorFacts connector={connector} />
        <SettingsForm connector={connector} kind={kind} />
        {kind?.secret === "signing" && <Signing connector={connector} />}
      </div>
    </SideSheet>
  )
}

function ConnectorFacts({ connector }: { connector: Connector }) {
  const t = useTranslations("connectors")
  const format = useFormatter()
  return (
    <section className="space-y-3">
      <div className="flex items-center gap-3">
        <ConnectorState connector={connector} />
        {connector.stateAt !== null && (
          <span className="text-sm text-muted">
            {t("since")} <Time value={connector.stateAt} />
          </span>
        )}
      </div>
      {connector.enabled && connector.state === "new" && connector.lastEventAt === null && (
        <Banner meaning="info">{t("waiting")}</Banner>
      )}
      {connector.reason && <Banner meaning="warning">{connector.reason}</Banner>}
      {connector.gap && (
        <Banner meaning="warning">
          {t("gap")} <Time value={connector.gap.from} /> – <Time value={connector.gap.to} />
        </Banner>
      )}
      <KeyValueList
        columns={2}
        items={[
          {
            label: t("column.lastEvent"),
            value: connector.lastEventAt === null ? t("never") : <Time value={connector.lastEventAt} format="both" />,
          },
          {
            label: t("lag"),
            value:
              connector.lagMs === null
                ? null
                : t("seconds", { seconds: format.number(connector.lagMs / 1000, { maximumFractionDigits: 1 }) }),
          },
          { label: t("column.received"), value: format.number(connector.received) },
          { label: t("column.duplicates"), value: format.number(connector.duplicates) },
          { label: t("column.refused"), value: format.number(connector.refused) },
          { label: t("create.key"), value: connector.key, isMono: true },
        ]}
      />
    </section>
  )
}

function SettingsForm({ connector, kind }: Props) {
  const t = useTranslations("connectors")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const update = useMutation(trpc.telephony.updateConnector.mutationOptions())
  const fields = connectorFields[connector.kind] ?? []
  const [settings, setSettings] = useState(draftOf(fields, connector.settings))
  const [problems, setProblems] = useState<Record<string, SettingProblem>>({})
  const [isNameMissing, setNameMissing] = useState(false)
  const texts = useConnectorTexts()
  const form = useAdminForm(
    { name: connector.name, password: "" },
    fields.map(({ name }) => `settings.${name}`),
  )
  const { draft } = form
  const isPassword = kind?.secret === "password"

  const store = async (change: {
    name: string
    settings: Record<string, unknown>
    enabled: boolean
    password?: string
  }) =>
    form.send(async () => {
      await update.mutateAsync({ connectorId: connector.id, ...change })
      await queries.invalidateQueries({ queryKey: trpc.telephony.pathKey() })
      return true
    })
  const save = async () => {
    const read = readSettings(fields, settings)
    const name = draft.name.trim()
    setProblems(read.problems)
    setNameMissing(!name)
    if (!name || Object.keys(read.problems).length > 0) return form.focusInvalid()
    const password = isPassword && draft.password ? { password: draft.password } : {}
    if (await store({ name, settings: read.settings, enabled: connector.enabled, ...password })) {
      form.set("password")("")
      notify.ok(t("saved", { name }))
    }
  }
  // Switching is its own act, done at once: it must not carry half-typed settings along.
  const turn = async (enabled: boolean) => {
    const { name, settings: stored } = connector
    if (await store({ name, settings: stored, enabled })) notify.ok(t(enabled ? "turnedOn" : "turnedOff", { name }))
  }
  return (
    <form
      noValidate
      className="space-y-4 border-t border-separator pt-5"
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
      <SwitchInput
        label={t("enabled")}
        help={t("enabledHelp")}
        isOn={connector.enabled}
        isDisabled={form.isBusy}
        onChange={(enabled) => void turn(enabled)}
      />
      <TextField
        label={t("create.name")}
        value={draft.name}
        maxLength={120}
        onChange={form.set("name")}
        error={isNameMissing && !draft.name.trim() ? t("create.nameMissing") : form.errorOf("name")}
      />
      <SettingInputs
        fields={fields}
        texts={texts}
        draft={settings}
        problems={problems}
        errorOf={form.errorOf}
        onChange={(next) => {
          setSettings(next)
          setProblems({})
        }}
      />
      {isPassword && (
        <PasswordField
          label={t("newPassword")}
          description={t("newPasswordHelp")}
          autoComplete="off"
          value={draft.password}
          onChange={form.set("password")}
          error={form.errorOf("password")}
        />
      )}
      <Button type="submit" isPending={form.isBusy}>
        {t("save")}
      </Button>
    </form>
  )
}

function Signing({ connector }: { connector: Connector }) {
  const t = useTranslations("connectors.send")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const rotate = useMutation(trpc.telephony.rotateSecret.mutationOptions())
  const [secret, setSecret] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const renew = async () => {
    try {
      const made = await rotate.mutateAsync({ connectorId: connector.id })
      setSecret(made.secret)
    } catch (error) {
      notify.error(t("notRotated"))
      throw error
    }
    await queries.invalidateQueries({ queryKey: trpc.telephony.connectors.queryKey() })
  }
  return (
    <section className="space-y-4 border-t border-separator pt-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{t("title")}</h3>
        <Button variant="outline" size="sm" onPress={() => setAsking(true)}>
          <KeyRound aria-hidden="true" />
          {t("rotate")}
        </Button>
      </div>
      {connector.oldSecretUntil !== null && (
        <Banner meaning="info">
          {t("oldUntil")} <Time value={connector.oldSecretUntil} />
        </Banner>
      )}
      <HowToSend connector={connector} secret={secret} />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t("rotateTitle")}
        description={t("rotateHint")}
        confirmLabel={t("rotate")}
        onConfirm={renew}
      />
    </section>
  )
}
